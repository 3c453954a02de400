namespace Dcmqi.Pictures;

/// <summary>The values of the images, slice by slice; no more files are read than a slice needs.</summary>
internal sealed class ImageSlices
{
    // Frames read at once where a slice crosses all of them: bounds memory.
    private const int FramesAtOnce = 16;

    private readonly SourceImages _volume;

    /// <param name="volume">One volume: as many frames as slices.</param>
    public ImageSlices(SourceImages volume)
    {
        _volume = volume;
        Geometry = volume.Geometry;
        if (Geometry.Size.Z != volume.Frames.Count)
            throw new ConversionException($"The {volume.Frames.Count} frames of the images lie at {Geometry.Size.Z} positions, and nothing tells frames in one place apart; choose some of them by {nameof(SourceImages)}.{nameof(SourceImages.Select)}.");
    }

    public VolumeGeometry Geometry { get; }

    /// <summary>The frame of a slice of the grid.</summary>
    public SourceFrame FrameOf(int slice) => _volume.Frames[slice];

    /// <summary>The slice of a frame that is referred to; -1 where it is none of these.</summary>
    public int SliceOf(ImageReference reference)
    {
        for (int slice = 0; slice < _volume.Frames.Count; slice++)
        {
            SourceFrame frame = _volume.Frames[slice];
            if (frame.Image.SopInstanceUid == reference.SopInstanceUid && (reference.FrameNumbers.Count == 0 || reference.FrameNumbers.Contains(frame.Number)))
                return slice;
        }

        return -1;
    }

    /// <summary>The values of a slice, row by row as it is looked at.</summary>
    public float[] Read(SliceView view, int slice, CancellationToken cancellationToken)
    {
        float[] values = new float[view.Columns * view.Rows];
        foreach (CrossedSlice[] part in SliceMapping.Of(view, slice, Geometry).Chunk(FramesAtOnce))
        {
            Volume<float> frames = Frames(part[0].Slice, part[^1].Slice, cancellationToken);
            foreach (CrossedSlice crossed in part)
                crossed.Copy(frames.Slice(crossed.Slice - part[0].Slice), values);
        }

        return values;
    }

    /// <summary>Hands out all frames in order, a few at a time.</summary>
    public void ReadAll(SliceTaker take, Action<int> report, CancellationToken cancellationToken)
    {
        for (int first = 0; first < Geometry.Size.Z; first += FramesAtOnce)
        {
            int last = Math.Min(first + FramesAtOnce, Geometry.Size.Z) - 1;
            Volume<float> frames = Frames(first, last, cancellationToken);
            for (int slice = first; slice <= last; slice++)
                take(slice, frames.Slice(slice - first));
            report(last + 1);
        }
    }

    /// <summary>Takes the values of a slice.</summary>
    public delegate void SliceTaker(int slice, ReadOnlySpan<float> values);

    private Volume<float> Frames(int first, int last, CancellationToken cancellationToken)
    {
        var wanted = new HashSet<SourceFrame>(_volume.Frames.Skip(first).Take(last - first + 1));
        return _volume.Select(wanted.Contains).ToVolume(cancellationToken: cancellationToken);
    }
}
