using System.Collections.Concurrent;
using System.Globalization;
using Dcmqi.Dicom;

namespace Dcmqi.Segmentations;

/// <summary>Pixel values of a label map that no item of Segment Sequence describes (PS3.3 C.8.20.2.3.3), as they are met. Several threads may tell of them.</summary>
internal sealed class UndescribedLabels
{
    // A file of noise has 65,535 of them.
    private const int MostNamed = 10;

    private readonly HashSet<int> _described;
    private readonly ConcurrentDictionary<int, int> _met = [];

    /// <param name="dataSet">The label map.</param>
    /// <param name="paddingValue">The value that is background, if the object names one.</param>
    public UndescribedLabels(DataSet dataSet, int? paddingValue)
    {
        _described = [.. dataSet.GetItems(Tags.SegmentSequence).Select(item => item.GetInt32(Tags.SegmentNumber)).OfType<int>()];

        // In a label volume 0 is no segment, whether or not the object says so.
        _described.Add(0);
        if (paddingValue is { } padding)
            _described.Add(padding);
    }

    public void Meet(int label)
    {
        if (!_described.Contains(label))
            _met.TryAdd(label, label);
    }

    /// <summary>What was met, for a warning or a finding; <see langword="null"/> where all values are described.</summary>
    public string? Describe()
    {
        int[] labels = [.. _met.Keys.Order()];
        if (labels.Length == 0)
            return null;
        string named = string.Join(", ", labels.Take(MostNamed).Select(label => label.ToString(CultureInfo.InvariantCulture)));
        string more = labels.Length > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {labels.Length - MostNamed} more") : "";
        return $"holds {(labels.Length == 1 ? "the value" : "the values")} {named}{more}, which {Tags.SegmentSequence.Describe()} does not describe";
    }
}
