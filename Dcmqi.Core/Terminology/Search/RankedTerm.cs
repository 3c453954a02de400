namespace Dcmqi.Terminology;

/// <summary>A term that was found.</summary>
/// <param name="Term">The number of the term.</param>
/// <param name="Score">Where it stands among those found.</param>
/// <param name="Fit">How well its name fits: 1 where all words are those asked for.</param>
/// <param name="Match">The name by which it was found.</param>
/// <param name="Region">The number of the term of the part of the body that a lesion lies in, or -1.</param>
/// <param name="RegionSide">The side of that part that was asked for.</param>
internal sealed record RankedTerm(int Term, float Score, float Fit, NameMatch Match, int Region = -1, Side RegionSide = Side.None);
