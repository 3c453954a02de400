using System.Buffers;

namespace Dcmqi.Pictures;

/// <summary>The segments of a segmentation, slice by slice of any grid; only frames that a slice crosses are read.</summary>
internal sealed class SegmentSlices
{
    private readonly Segmentation _segmentation;
    private readonly WantedSegments _wanted;
    private readonly FrameTable? _frames;
    private readonly int _timePoint;

    public SegmentSlices(Segmentation segmentation, PictureOptions options)
    {
        _segmentation = segmentation;
        _wanted = new WantedSegments(segmentation, options);
        if (options.TimePoint < 0 || options.TimePoint >= segmentation.TimePoints)
            throw new ArgumentOutOfRangeException(nameof(PictureOptions.TimePoint), options.TimePoint, $"The segmentation has {segmentation.TimePoints} point{(segmentation.TimePoints == 1 ? "" : "s")} in time, counted from 0.");
        _timePoint = options.TimePoint;
        if (segmentation.GridFault is not null)
            return;
        Geometry = segmentation.Geometry;
        _frames = FrameTable.Of(segmentation);
    }

    /// <summary>The segments that are drawn.</summary>
    public IReadOnlyList<Segment> Segments => _wanted.List;

    /// <summary>The grid of the frames; <see langword="null"/> where they lie at uneven distances.</summary>
    public VolumeGeometry? Geometry { get; }

    /// <summary>The segments of a slice.</summary>
    public LabelLayers Read(SliceView view, int slice, CancellationToken cancellationToken)
    {
        var layers = new LabelLayers(view.Columns, view.Rows);
        if (Geometry is null)
        {
            foreach (LabelVolume labels in _segmentation.ToLabelMaps(view.GeometryOf(slice), cancellationToken: cancellationToken))
                Take(labels.Slice(0, _timePoint), layers);
            return layers;
        }

        foreach (CrossedSlice crossed in SliceMapping.Of(view, slice, Geometry))
        {
            // Where each pixel of a frame is one of the picture, only those that have a segment are looked at.
            int[]? pixelOf = !crossed.IsAsItIs && crossed.Pixels.Length == _segmentation.Rows * _segmentation.Columns ? crossed.Inverse() : null;
            foreach (int frame in FramesOf(crossed.Slice))
            {
                cancellationToken.ThrowIfCancellationRequested();
                ReadFrame(frame, (labels, shares) =>
                {
                    if (pixelOf is not null || crossed.IsAsItIs)
                        Take(pixelOf, labels, shares, layers);
                    else
                        Take(crossed, labels, shares, layers);
                });
            }
        }

        return layers;
    }

    /// <summary>The slice that shows most: of one segment most of its voxels, of several most segments; the middle one of those that show as much.</summary>
    public int FindSlice(SliceView view, CancellationToken cancellationToken)
    {
        long[] shown = new long[view.Slices];
        if (Geometry is null)
            return view.Slices / 2;
        if (Segments.Count == 1)
            CountVoxels(view, shown, cancellationToken);
        else
            CountSegments(view, shown, cancellationToken);
        long most = shown.Max();
        int[] best = [.. Enumerable.Range(0, shown.Length).Where(slice => shown[slice] == most)];
        return best[best.Length / 2];
    }

    /// <summary>The first and last slice of the view in which a segment may be; all where that is not known.</summary>
    public (int First, int Last) Extent(SliceView view, CancellationToken cancellationToken)
    {
        long[] shown = new long[view.Slices];
        if (Geometry is not null)
            CountSegments(view, shown, cancellationToken);
        int first = Array.FindIndex(shown, count => count > 0);
        return first < 0 ? (0, view.Slices - 1) : (first, Array.FindLastIndex(shown, count => count > 0));
    }

    /// <summary>All segments as they lie behind one another, seen through all slices.</summary>
    public LabelLayers Project(SliceView view, CancellationToken cancellationToken)
    {
        var layers = new LabelLayers(view.Columns, view.Rows);
        if (Geometry is not null && HasVoxelsOf(view.Grid, Geometry))
        {
            for (int slice = 0; slice < Geometry.Size.Z; slice++)
            {
                foreach (int frame in FramesOf(slice))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    int at = slice;
                    ReadFrame(frame, (labels, shares) => Project(view, Geometry, at, labels, shares, layers));
                }
            }

            return layers;
        }

        foreach (LabelVolume labels in _segmentation.ToLabelMaps(view.Grid, cancellationToken: cancellationToken))
        {
            for (int slice = 0; slice < view.Grid.Size.Z; slice++)
                Project(view, view.Grid, slice, labels.Slice(slice, _timePoint), null, layers);
        }

        return layers;
    }

    private void Project(SliceView view, VolumeGeometry grid, int slice, ReadOnlySpan<ushort> labels, byte[]? shares, LabelLayers layers)
    {
        (double Column, double Row, double) PixelOf(int x, int y) => view.PixelOf(view.Grid.PatientToIndex(grid.IndexToPatient(x, y, slice)));
        (double column, double row, _) = PixelOf(0, 0);
        (double columnPerX, double rowPerX, _) = PixelOf(1, 0);
        (double columnPerY, double rowPerY, _) = PixelOf(0, 1);
        (columnPerX, rowPerX, columnPerY, rowPerY) = (columnPerX - column, rowPerX - row, columnPerY - column, rowPerY - row);
        foreach ((int start, int end, ushort label) in new LabelRuns(labels))
        {
            if (!_wanted.Contains(label))
                continue;
            int last = -1;
            for (int pixel = start; pixel < end; pixel++)
            {
                (int y, int x) = Math.DivRem(pixel, grid.Size.X);
                int toColumn = (int)Math.Round(column + x * columnPerX + y * columnPerY);
                int toRow = (int)Math.Round(row + x * rowPerX + y * rowPerY);
                int to = toRow * view.Columns + toColumn;

                // Seen along its row, a run is one pixel.
                if ((uint)toColumn < (uint)view.Columns && (uint)toRow < (uint)view.Rows && (to != last || shares is not null))
                    layers.Add(to, label, shares is null ? byte.MaxValue : shares[pixel]);
                last = to;
            }
        }
    }

    // Whether a step of one voxel is a step of one voxel in the other grid too, along whichever axis: then a projection has no holes.
    private static bool HasVoxelsOf(VolumeGeometry grid, VolumeGeometry other)
    {
        Vector3d origin = grid.PatientToIndex(other.IndexToPatient(0, 0, 0));
        Vector3d[] steps = [.. new[] { (1, 0, 0), (0, 1, 0), (0, 0, 1) }.Select(step => grid.PatientToIndex(other.IndexToPatient(step.Item1, step.Item2, step.Item3)) - origin)];
        return steps.All(step => new[] { step.X, step.Y, step.Z }.Count(part => Math.Abs(Math.Abs(part) - 1) < 1e-3) == 1 && Math.Abs(step.Length - 1) < 1e-3);
    }

    private void CountVoxels(SliceView view, long[] shown, CancellationToken cancellationToken)
    {
        for (int at = 0; at < Geometry!.Size.Z; at++)
        {
            // The slice of a voxel follows from its index by a plane's equation.
            double SliceOf(int x, int y) => view.PixelOf(view.Grid.PatientToIndex(Geometry.IndexToPatient(x, y, at))).Slice;
            double origin = SliceOf(0, 0), perColumn = SliceOf(1, 0) - origin, perRow = SliceOf(0, 1) - origin;
            foreach (int frame in FramesOf(at))
            {
                cancellationToken.ThrowIfCancellationRequested();
                ReadFrame(frame, (labels, _) =>
                {
                    foreach ((int start, int end, ushort label) in new LabelRuns(labels))
                    {
                        for (int pixel = start; pixel < end && _wanted.Contains(label); pixel++)
                        {
                            int slice = (int)Math.Round(origin + pixel % Geometry.Size.X * perColumn + pixel / Geometry.Size.X * perRow);
                            if ((uint)slice < (uint)shown.Length)
                                shown[slice]++;
                        }
                    }
                });
            }
        }
    }

    private void CountSegments(SliceView view, long[] shown, CancellationToken cancellationToken)
    {
        foreach (SegmentStatistics statistics in _segmentation.GetStatistics(cancellationToken))
        {
            if (!_wanted.Contains(statistics.SegmentNumber) || statistics is not { FirstIndex: { } first, LastIndex: { } last })
                continue;
            double[] slices =
            [
                .. from x in new[] { first.X, last.X }
                   from y in new[] { first.Y, last.Y }
                   from z in new[] { first.Z, last.Z }
                   select view.PixelOf(view.Grid.PatientToIndex(Geometry!.IndexToPatient(x, y, z))).Slice,
            ];
            for (int slice = Math.Max(0, (int)Math.Ceiling(slices.Min() - 0.5)); slice <= Math.Min(shown.Length - 1, (int)Math.Floor(slices.Max() + 0.5)); slice++)
                shown[slice]++;
        }
    }

    private IEnumerable<int> FramesOf(int slice) =>
        _frames!.At(slice, _timePoint).Where(frame => frame.Segment is not { } number || _wanted.Contains(number)).Select(frame => frame.Number);

    private void ReadFrame(int number, FrameTaker take)
    {
        int pixels = _segmentation.Rows * _segmentation.Columns;
        ushort[] labels = ArrayPool<ushort>.Shared.Rent(pixels);
        try
        {
            if (_segmentation.Encoding != SegmentationEncoding.Fractional)
            {
                _segmentation.ReadFrame(number, labels.AsSpan(0, pixels));
                take(labels.AsSpan(0, pixels), null);
                return;
            }

            float[] fractions = new float[pixels];
            byte[] shares = new byte[pixels];
            ushort segment = (ushort)(_segmentation.GetFrame(number).SegmentNumber ?? 0);
            _segmentation.ReadFractions(number, fractions);
            for (int pixel = 0; pixel < pixels; pixel++)
            {
                shares[pixel] = (byte)Math.Round(fractions[pixel] * byte.MaxValue);
                labels[pixel] = shares[pixel] == 0 ? (ushort)0 : segment;
            }

            take(labels.AsSpan(0, pixels), shares);
        }
        finally
        {
            ArrayPool<ushort>.Shared.Return(labels);
        }
    }

    private void Take(CrossedSlice crossed, ReadOnlySpan<ushort> labels, byte[]? shares, LabelLayers layers)
    {
        for (int index = 0; index < crossed.Sources.Length; index++)
        {
            int source = crossed.Sources[index];
            ushort label = labels[source];
            if (label != 0 && _wanted.Contains(label))
                layers.Add(crossed.Pixels[index], label, shares is null ? byte.MaxValue : shares[source]);
        }
    }

    private void Take(int[]? pixelOf, ReadOnlySpan<ushort> labels, byte[]? shares, LabelLayers layers)
    {
        foreach ((int start, int end, ushort label) in new LabelRuns(labels))
        {
            if (!_wanted.Contains(label))
                continue;
            for (int source = start; source < end; source++)
                layers.Add(pixelOf is null ? source : pixelOf[source], label, shares is null ? byte.MaxValue : shares[source]);
        }
    }

    private void Take(ReadOnlySpan<ushort> labels, LabelLayers layers)
    {
        for (int pixel = 0; pixel < labels.Length; pixel++)
        {
            if (labels[pixel] != 0 && _wanted.Contains(labels[pixel]))
                layers.Add(pixel, labels[pixel]);
        }
    }

    private delegate void FrameTaker(ReadOnlySpan<ushort> labels, byte[]? shares);
}
