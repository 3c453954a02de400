namespace Dcmqi.Analysis.Images;

/// <summary>The values of an image in the runs of one slice: all of the slice, or only those that were gathered from it.</summary>
internal ref struct SliceValues<T>
    where T : unmanaged
{
    private readonly ReadOnlySpan<T> _values;
    private readonly int _width;
    private readonly ReadOnlySpan<RowRun> _gathered;
    private int _run, _offset;

    /// <param name="pixels">All pixels of the slice.</param>
    /// <param name="width">The length of a row.</param>
    public SliceValues(ReadOnlySpan<T> pixels, int width)
    {
        _values = pixels;
        _width = width;
    }

    /// <param name="values">The values of all runs, one run after another.</param>
    /// <param name="gathered">The runs.</param>
    public SliceValues(ReadOnlySpan<T> values, ReadOnlySpan<RowRun> gathered)
    {
        _values = values;
        _gathered = gathered;
    }

    /// <summary>The values of a run. Runs are asked for in order, by row and by column; of what was gathered each lies within one of its runs.</summary>
    public ReadOnlySpan<T> Of(RowRun run)
    {
        if (_width > 0)
            return _values.Slice((run.Y * _width) + run.X, run.Length);
        while (_gathered[_run].Y < run.Y || _gathered[_run].LastX < run.X)
            _offset += _gathered[_run++].Length;
        return _values.Slice(_offset + run.X - _gathered[_run].X, run.Length);
    }
}
