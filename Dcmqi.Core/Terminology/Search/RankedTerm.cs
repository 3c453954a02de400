namespace Dcmqi.Terminology;

/// <summary>A term that was found.</summary>
/// <param name="Term">The number of the term.</param>
/// <param name="Score">How well it fits.</param>
/// <param name="Match">The name by which it was found.</param>
/// <param name="Region">The number of the term of the part of the body that a lesion lies in, or -1.</param>
/// <param name="RegionSide">The side of that part that was asked for.</param>
internal sealed record RankedTerm(int Term, float Score, NameMatch Match, int Region = -1, Side RegionSide = Side.None);
