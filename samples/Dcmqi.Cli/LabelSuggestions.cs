namespace Dcmqi.Cli;

/// <summary>What labels without description may mean: by the name of their file, else by the labels of segmentation tools.</summary>
internal sealed class LabelSuggestions(CommandConsole console)
{
    private const int MostLabels = 3, MostSuggestions = 3;

    private static readonly string[] CommonPresets = ["totalsegmentator", "freesurfer-aseg", "synthseg", "totalsegmentator-total_mr", "brats"];

    /// <summary>Tells of the labels that a label map holds and its segments do not have; the best suggestion as JSON to paste.</summary>
    /// <param name="file">The label map.</param>
    /// <param name="counts">The labels that it holds.</param>
    /// <param name="segments">What the metadata says of it.</param>
    public void Tell(string file, LabelCounts counts, IReadOnlyList<SegmentAttributes> segments)
    {
        HashSet<long> described = [.. segments.Select(segment => (long)segment.LabelId)];
        long[] labels = [.. counts.Voxels.Keys.Where(label => label is > 0 and <= ushort.MaxValue && !described.Contains(label))];
        foreach (long label in labels.Take(MostLabels))
            Tell(file, (int)label, isAlone: labels.Length == 1 && described.Count == 0);
        if (labels.Length > MostLabels)
            console.Hint($"Of {labels.Length - MostLabels} more labels of '{Path.GetFileName(file)}' nothing is said either.");
    }

    private void Tell(string file, int label, bool isAlone)
    {
        (string From, SegmentAttributes Segment)[] suggestions = [.. (isAlone ? OfFileName(file, label) : []).Concat(OfPresets(label)).DistinctBy(one => one.Item2.SegmentedPropertyType).Take(MostSuggestions)];
        if (suggestions.Length == 0)
        {
            console.Hint($"Label {label} of '{Path.GetFileName(file)}': 'dcmqi terms WORDS --json' finds its codes.");
            return;
        }

        console.Hint($"Label {label} of '{Path.GetFileName(file)}' may be");
        foreach ((string from, SegmentAttributes segment) in suggestions)
            console.Hint($"  {from}: {segment.SegmentLabel} {segment.SegmentedPropertyType}");
        console.Hint($"To describe it so, add this to its list in segmentAttributes ('dcmqi terms WORDS --json' finds others):\n{SegmentJson.Of(suggestions[0].Segment)}");
    }

    private static IEnumerable<(string, SegmentAttributes)> OfFileName(string file, int label) =>
        Terms.Search(Path.GetFileName(file).Split('.')[0], MostSuggestions).Select(term => ("by the file's name", SegmentAttributes.Of(term, label)));

    // A preset is made only here, where something is wrong already.
    private static IEnumerable<(string, SegmentAttributes)> OfPresets(int label)
    {
        foreach (LabelTable table in CommonPresets.Select(name => SegmentPresets.Find(name)!))
        {
            if (table.Find(label) is { } entry)
                yield return (table.Name, SegmentationMetadata.FromLabels(new LabelTable(table.Name, [entry]) { AlgorithmName = table.AlgorithmName }).SegmentAttributes[0][0]);
        }
    }
}
