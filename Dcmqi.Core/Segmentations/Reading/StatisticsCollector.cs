namespace Dcmqi.Segmentations;

/// <summary>Adds up where a segment's pixels are, run by run.</summary>
/// <param name="segmentNumber">The segment.</param>
/// <param name="mayMeet">Whether runs may have pixels in common, as tiles have that lie askew; each pixel counts once then.</param>
internal sealed class StatisticsCollector(int segmentNumber, bool mayMeet = false)
{
    private readonly List<(int Slice, int Row, int First, int Length)> _meeting = [];
    private long _count;
    private double _sumX;
    private double _sumY;
    private double _sumZ;
    private (int X, int Y, int Z) _first = (int.MaxValue, int.MaxValue, int.MaxValue);
    private (int X, int Y, int Z) _last = (-1, -1, -1);

    public void Add(SegmentRun run, int slice, int columns)
    {
        // A run may go on over rows; each row's part is a run of its own here.
        int start = run.Start;
        int end = run.Start + run.Length;
        while (start < end)
        {
            int row = start / columns;
            int first = start - (row * columns);
            int length = Math.Min(end - start, columns - first);
            Take(first, length, row, slice);
            start += length;
        }
    }

    private void Take(int first, int length, int row, int slice)
    {
        if (mayMeet)
            _meeting.Add((slice, row, first, length));
        else
            AddRow(first, length, row, slice);
    }

    private void AddMeeting()
    {
        _meeting.Sort();
        (int Slice, int Row, int End) covered = (-1, -1, 0);
        foreach ((int slice, int row, int first, int length) in _meeting)
        {
            int from = (slice, row) == (covered.Slice, covered.Row) ? Math.Max(first, covered.End) : first;
            if (from < first + length)
                AddRow(from, first + length - from, row, slice);
            covered = (slice, row, Math.Max(from, first + length));
        }

        _meeting.Clear();
    }

    private void AddRow(int first, int length, int row, int slice)
    {
        _count += length;
        _sumX += length * (first + ((length - 1) / 2.0));
        _sumY += (double)length * row;
        _sumZ += (double)length * slice;
        _first = (Math.Min(_first.X, first), Math.Min(_first.Y, row), Math.Min(_first.Z, slice));
        _last = (Math.Max(_last.X, first + length - 1), Math.Max(_last.Y, row), Math.Max(_last.Z, slice));
    }

    /// <summary>A run of a tile, of which what lies outside the plane does not count.</summary>
    public void Add(SegmentRun run, int slice, int tileColumns, int column, int row, int totalColumns, int totalRows)
    {
        int end = run.Start + run.Length;
        for (int start = run.Start; start < end;)
        {
            int inTile = start / tileColumns;
            int first = start - (inTile * tileColumns);
            int length = Math.Min(end - start, tileColumns - first);
            int from = Math.Max(0, column + first);
            int to = (int)Math.Min(totalColumns, (long)column + first + length);
            if (from < to && row + inTile >= 0 && row + inTile < totalRows)
                Take(from, to - from, row + inTile, slice);
            start += length;
        }
    }

    public SegmentStatistics ToStatistics(VolumeGeometry geometry)
    {
        AddMeeting();
        return _count == 0
            ? new SegmentStatistics { SegmentNumber = segmentNumber }
            : new SegmentStatistics
            {
                SegmentNumber = segmentNumber,
                VoxelCount = _count,
                VolumeMl = _count * geometry.VoxelVolumeMm3 / 1000,
                CentroidMm = geometry.IndexToPatient(_sumX / _count, _sumY / _count, _sumZ / _count),
                FirstIndex = _first,
                LastIndex = _last,
            };
    }
}
