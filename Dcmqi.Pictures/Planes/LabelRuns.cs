namespace Dcmqi.Pictures;

/// <summary>The runs of labels that are alike and not 0, in order; a run may go on in the next row.</summary>
internal ref struct LabelRuns(ReadOnlySpan<ushort> labels)
{
    private readonly ReadOnlySpan<ushort> _labels = labels;
    private int _end;

    /// <summary>The run: its first pixel, the pixel after its last, and its label.</summary>
    public (int Start, int End, ushort Label) Current { get; private set; }

    public readonly LabelRuns GetEnumerator() => this;

    public bool MoveNext()
    {
        int gap = _labels[_end..].IndexOfAnyExcept((ushort)0);
        if (gap < 0)
            return false;
        int start = _end + gap;
        ushort label = _labels[start];
        int length = _labels[start..].IndexOfAnyExcept(label);
        _end = length < 0 ? _labels.Length : start + length;
        Current = (start, _end, label);
        return true;
    }
}
