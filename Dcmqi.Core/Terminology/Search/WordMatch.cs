namespace Dcmqi.Terminology;

/// <summary>A word of the vocabulary that a word of a question may mean.</summary>
/// <param name="Word">The number of the word in the vocabulary.</param>
/// <param name="Quality">1 for the word itself, less for its beginning or a slip.</param>
internal readonly record struct WordMatch(int Word, float Quality);
