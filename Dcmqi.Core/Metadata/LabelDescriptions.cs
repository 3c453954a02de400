using System.Globalization;
using Dcmqi.Terminology;

namespace Dcmqi.Metadata;

/// <summary>Segments made of labels by a label table.</summary>
internal static class LabelDescriptions
{
    private const int MostNamed = 10;

    // PS3.3 C.8.20.2: Segment Label is LO, Segment Number US.
    private const int LongestLabel = 64, LargestLabel = ushort.MaxValue;

    // dcmqi takes what does not say how it was made for SEMIAUTOMATIC, and that needs a name (PS3.3 C.8.20.2).
    private const string UnknownAlgorithm = "unknown";

    /// <summary>Describes the labels that a volume holds.</summary>
    /// <param name="table">What labels mean.</param>
    /// <param name="voxels">The number of voxels by label.</param>
    /// <param name="volumeName">What messages call the volume.</param>
    /// <param name="warnings">Takes labels that the table does not name, and names that have no code of their own.</param>
    public static IReadOnlyList<SegmentAttributes> Of(LabelTable table, IReadOnlyDictionary<long, long> voxels, string volumeName, List<string> warnings)
    {
        var entries = new List<LabelTableEntry>();
        var unknown = new List<string>();
        foreach ((long label, long count) in voxels)
        {
            if (label is < 1 or > LargestLabel || table.Find((int)label) is not { } entry)
                unknown.Add(string.Create(CultureInfo.InvariantCulture, $"label {label} ({count} voxel{(count == 1 ? "" : "s")})"));
            else
                entries.Add(entry);
        }

        if (unknown.Count > 0)
            warnings.Add($"'{volumeName}' holds {Listed(unknown)}, which {table.Name} does not name; {(unknown.Count == 1 ? "it is" : "they are")} not described.");
        return Of(table, entries, warnings);
    }

    /// <summary>Says that a table names no label of those that a volume holds.</summary>
    /// <inheritdoc cref="Of(LabelTable, IReadOnlyDictionary{long, long}, string, List{string})"/>
    public static string NoneNamed(LabelTable table, IReadOnlyDictionary<long, long> voxels, string volumeName) =>
        $"'{volumeName}' holds {(voxels.Count == 0 ? "no label" : $"labels {string.Join(", ", voxels.Keys.Take(MostNamed))}")}; {table.Name} names none of them.";

    /// <summary>Describes all labels of a table but the background.</summary>
    public static IReadOnlyList<SegmentAttributes> OfAll(LabelTable table, List<string> warnings) => Of(table, [.. table.Where(entry => entry.Label > 0)], warnings);

    /// <summary>Describes some labels of a table.</summary>
    public static IReadOnlyList<SegmentAttributes> Of(LabelTable table, IReadOnlyList<LabelTableEntry> entries, List<string> warnings)
    {
        var byName = new List<string>();
        var nearest = new List<(string Name, SegmentTerm Term)>();
        SegmentAttributes[] segments = [.. entries.Select(entry => Of(table, entry, byName, nearest))];
        Tell(table, byName, nearest, warnings);
        return segments;
    }

    private static SegmentAttributes Of(LabelTable table, LabelTableEntry entry, List<string> byName, List<(string Name, SegmentTerm Term)> nearest)
    {
        bool isItsName = true;
        SegmentTerm term = entry.Term ?? NearestTerm.Of(entry.Name, out isItsName);
        if (!isItsName)
            nearest.Add((entry.Name, term));
        else if (entry.Term is null)
            byName.Add($"'{entry.Name}'");

        SegmentAlgorithmType type = table.AlgorithmName is null ? SegmentAlgorithmType.SemiAutomatic : SegmentAlgorithmType.Automatic;
        return SegmentAttributes.Of(term, entry.Label, type, table.AlgorithmName ?? UnknownAlgorithm) with
        {
            SegmentLabel = entry.Name.Length > LongestLabel ? entry.Name[..LongestLabel] : entry.Name,
            SegmentDescription = entry.Name.Length > LongestLabel ? entry.Name : null,
            RecommendedDisplayRgb = entry.Color ?? (isItsName ? term.RecommendedDisplayRgb : null) ?? DistinctColors.Of(entry.Label),
        };
    }

    private static void Tell(LabelTable table, List<string> byName, List<(string Name, SegmentTerm Term)> nearest, List<string> warnings)
    {
        if (byName.Count > 0)
            warnings.Add($"{table.Name} has no code for {Listed(byName)}; the code was found by the name.");
        foreach (IGrouping<CodedConcept, string> group in nearest.GroupBy(found => found.Term.Type, found => $"'{found.Name}'"))
            warnings.Add($"No code is known for {Listed([.. group])}; what comes nearest was taken, {group.Key}.");
    }

    private static string Listed(IReadOnlyList<string> all) =>
        string.Join(", ", all.Take(MostNamed)) + (all.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {all.Count - MostNamed} more") : "");
}
