using System.Globalization;

namespace Dcmqi;

/// <summary>One frame of a segmentation: which segment, where, and from which images.</summary>
public sealed record SegmentationFrame
{
    /// <summary>Gets the number of the frame, from 1, as DICOM counts them.</summary>
    public required int Number { get; init; }

    /// <summary>Gets the Referenced Segment Number (0062,000B), from 1; <see langword="null"/> in a label map, whose frames hold all segments.</summary>
    public int? SegmentNumber { get; init; }

    /// <summary>Gets Image Position (Patient) (0020,0032): the centre of the first pixel, LPS, in millimetres (of a tile: its place in the slide coordinate system); <see langword="null"/> without patient coordinates.</summary>
    public Vector3d? PositionMm { get; init; }

    /// <summary>Gets the slice of its grid (<see cref="Grid"/>) in which it lies, from 0.</summary>
    public required int Slice { get; init; }

    /// <summary>Gets the SOP Instance UIDs of the images that it was derived from, each once, as far as it says.</summary>
    public required IReadOnlyList<string> SourceInstanceUids { get; init; }

    /// <summary>Gets which of the <see cref="Segmentation.Grids"/> it lies on, from 0; always 0 where one regular grid holds all frames.</summary>
    public int Grid { get; init; }

    /// <summary>Gets the point in time of a label volume with several of them (<see cref="Segmentation.TimePoints"/>), from 0.</summary>
    public int TimePoint { get; init; }

    /// <summary>Gets the column of its first pixel in the plane that it is a tile of (<see cref="Segmentation.SlideMatrix"/>), from 0; <see langword="null"/> if frames are not tiles.</summary>
    public int? MatrixColumn { get; init; }

    /// <summary>Gets the row of its first pixel in the plane that it is a tile of, from 0; <see langword="null"/> if frames are not tiles.</summary>
    public int? MatrixRow { get; init; }

    /// <summary>Returns number, segment and position.</summary>
    public override string ToString()
    {
        string place = PositionMm is { } position ? string.Create(CultureInfo.InvariantCulture, $", at ({position.X:0.##}, {position.Y:0.##}, {position.Z:0.##}) mm") : "";
        return string.Create(CultureInfo.InvariantCulture, $"Frame {Number}: {(SegmentNumber is null ? "all segments" : $"segment {SegmentNumber}")}, slice {Slice}{place}");
    }
}
