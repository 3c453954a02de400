using System.Runtime.InteropServices;

namespace Dcmqi.Segmentations;

/// <summary>Gathers the runs of one slice in order of position and sorts them by label. Used again for the next slice; not for several threads.</summary>
internal sealed class RunCollector : RunSink
{
    private readonly List<LabelRun> _runs = [];
    private readonly List<int> _labelIndexOfRun = [];
    private readonly Dictionary<long, int> _indexOfLabel = [];
    private readonly List<long> _labels = [];
    private readonly List<int> _runCounts = [];
    private long _lastLabel;
    private int _lastIndex = -1;

    /// <summary>Adds all labels of a slice; 0 is none.</summary>
    public void AddLabels(ReadOnlySpan<ushort> labels)
    {
        for (int start = 0; start < labels.Length;)
        {
            ushort label = labels[start];
            int length = labels[start..].IndexOfAnyExcept(label);
            length = length < 0 ? labels.Length - start : length;
            if (label != 0)
                Add(label, start, length);
            start += length;
        }
    }

    /// <inheritdoc/>
    public override void Add(long label, int start, int length)
    {
        if (_lastIndex < 0 || label != _lastLabel)
        {
            ref int index = ref CollectionsMarshal.GetValueRefOrAddDefault(_indexOfLabel, label, out bool known);
            if (!known)
            {
                index = _labels.Count;
                _labels.Add(label);
                _runCounts.Add(0);
            }

            (_lastLabel, _lastIndex) = (label, index);
        }

        // Neighbours of one label that were different values are one run.
        if (_labelIndexOfRun.Count > 0 && _labelIndexOfRun[^1] == _lastIndex && _runs[^1].Start + _runs[^1].Length == start)
        {
            _runs[^1] = _runs[^1] with { Length = _runs[^1].Length + length };
            return;
        }

        CollectionsMarshal.AsSpan(_runCounts)[_lastIndex]++;
        _labelIndexOfRun.Add(_lastIndex);
        _runs.Add(new LabelRun(start, length));
    }

    /// <summary>The slice gathered; the collector is empty then.</summary>
    public LabelSlice Take()
    {
        if (_runs.Count == 0)
            return LabelSlice.Empty;
        long[] labels = [.. _labels];
        int[] order = new int[labels.Length];
        for (int index = 0; index < order.Length; index++)
            order[index] = index;
        Array.Sort(labels, order);

        int[] starts = new int[labels.Length + 1];
        int[] next = new int[labels.Length];
        for (int index = 0; index < order.Length; index++)
        {
            next[order[index]] = starts[index];
            starts[index + 1] = starts[index] + _runCounts[order[index]];
        }

        var runs = new LabelRun[_runs.Count];
        for (int index = 0; index < runs.Length; index++)
            runs[next[_labelIndexOfRun[index]]++] = _runs[index];
        Clear();
        return new LabelSlice(labels, starts, runs);
    }

    private void Clear()
    {
        _runs.Clear();
        _labelIndexOfRun.Clear();
        _indexOfLabel.Clear();
        _labels.Clear();
        _runCounts.Clear();
        _lastIndex = -1;
    }
}
