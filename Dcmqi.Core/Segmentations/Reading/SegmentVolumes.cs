namespace Dcmqi.Segmentations;

/// <summary>Makes volumes of segments slice by slice, or part by part of them, as they are asked for.</summary>
internal abstract class SegmentVolumes
{
    /// <summary>Whether volumes of that type can be made so; otherwise they are made whole, or refused as too large.</summary>
    /// <exception cref="ConversionException">Neither is possible.</exception>
    public abstract bool CanHold<T>()
        where T : unmanaged;

    /// <summary>Labels.</summary>
    /// <param name="segments">The Segment Numbers wanted; <see langword="null"/> for all.</param>
    /// <returns>The volume. Making it throws <see cref="SegmentsMeetException"/> where segments share a voxel.</returns>
    public abstract SegmentVolume<ushort> Labels(HashSet<int>? segments);

    /// <summary>A value where a segment is, 0 elsewhere.</summary>
    public abstract SegmentVolume<T> Mask<T>(int segment, T inside)
        where T : unmanaged;

    /// <summary>The fractions of a segment from 0 to 1.</summary>
    public abstract SegmentVolume<float> Fractions(int segment, FractionalStoredFrames fractional);

    /// <summary>The fractions of a segment as they are stored.</summary>
    public abstract SegmentVolume<byte> StoredFractions(int segment, FractionalStoredFrames fractional);
}
