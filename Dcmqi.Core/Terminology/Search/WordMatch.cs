namespace Dcmqi.Terminology;

/// <summary>A word of the vocabulary that a word of a question may mean.</summary>
/// <param name="Word">The number of the word in the vocabulary.</param>
/// <param name="Quality">1 for the word itself, less for its beginning or a slip.</param>
/// <remarks>A class, as <see cref="NameMatch"/>: of lists of values the runtime compiles each method anew, which is most of the first search.</remarks>
internal sealed record WordMatch(int Word, float Quality);
