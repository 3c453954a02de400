namespace Dcmqi;

/// <summary>How a segmentation is converted: what <see cref="Segmentation.ConvertTo"/> and <see cref="Segmentation.Merge"/> may be told.</summary>
public sealed record SegmentationConversion
{
    /// <summary>The Segment Numbers to keep; all if not given.</summary>
    public IReadOnlyCollection<int>? Segments { get; init; }

    /// <summary>Bits of a label map's pixels; as few as hold the highest Segment Number if not given.</summary>
    public LabelMapBitDepth LabelMapBitDepth { get; init; } = LabelMapBitDepth.Smallest;

    /// <summary>How a label map gives its colours; MONOCHROME2 with a colour for each segment if not given.</summary>
    public LabelMapColorModel LabelMapColorModel { get; init; } = LabelMapColorModel.Monochrome2;

    /// <summary>What fractions mean, where labels become fractions; occupancies if not given. Fractions that stay fractions keep their meaning.</summary>
    public FractionalType FractionalType { get; init; } = FractionalType.Occupancy;

    /// <summary>Where fractions become labels, the smallest fraction that is in the segment: above 0, at most 1; one half if not given.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>What becomes of frames without a pixel; left out if not given.</summary>
    public EmptyContent EmptyFrames { get; init; } = EmptyContent.Omit;

    /// <summary>What becomes of an object that takes more than 4 GB uncompressed; refused if not given.</summary>
    public LargeObjects LargeObjects { get; init; } = LargeObjects.Refuse;

    /// <summary>The device or program named as the maker of the object; this library if not given.</summary>
    public Equipment Equipment { get; init; } = Equipment.Library;

    /// <summary>Where new identifiers come from; random if not given.</summary>
    public UidGenerator Uids { get; init; } = new();

    /// <summary>Where dates and times come from; the system clock if not given.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
