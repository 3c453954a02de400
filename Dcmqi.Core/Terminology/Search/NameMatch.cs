namespace Dcmqi.Terminology;

/// <summary>How well a name fits a question.</summary>
/// <param name="Name">The number of the name.</param>
/// <param name="Weight">The weight of the question's words that it holds.</param>
/// <param name="Words">Which words of the question it holds, a bit each.</param>
internal sealed record NameMatch(int Name, float Weight, uint Words);
