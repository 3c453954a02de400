using System.Globalization;

namespace Dcmqi;

/// <summary>One frame of a parametric map: where it lies, what its values are, and from which images they come.</summary>
public sealed record ParametricMapFrame
{
    /// <summary>Gets the number of the frame, from 1, as DICOM counts them.</summary>
    public required int Number { get; init; }

    /// <summary>Gets the place in <see cref="ParametricMap.Volumes"/> of the volume that it belongs to, from 0.</summary>
    public required int VolumeIndex { get; init; }

    /// <summary>Gets Image Position (Patient) (0020,0032): the centre of the first pixel, LPS, in millimetres; of a tile its place in the slide coordinate system.</summary>
    public required Vector3d PositionMm { get; init; }

    /// <summary>Gets the slice of <see cref="ParametricMap.Geometry"/> in which it lies, from 0.</summary>
    public required int Slice { get; init; }

    /// <summary>Gets the column of its first pixel in the plane that it is a tile of (<see cref="ParametricMap.SlideMatrix"/>), from 0; <see langword="null"/> if frames are not tiles.</summary>
    public int? MatrixColumn { get; init; }

    /// <summary>Gets the row of its first pixel in the plane that it is a tile of, from 0; <see langword="null"/> if frames are not tiles.</summary>
    public int? MatrixRow { get; init; }

    /// <summary>Gets what maps its stored values; at least one.</summary>
    public required IReadOnlyList<RealWorldValueMapping> Mappings { get; init; }

    /// <summary>Gets the SOP Instance UIDs, each once, of the images that it was derived from, as far as it says.</summary>
    public required IReadOnlyList<string> SourceInstanceUids { get; init; }

    /// <summary>Gives number, volume and position in one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Frame {Number}: volume {VolumeIndex}, slice {Slice}, at ({PositionMm.X:0.##}, {PositionMm.Y:0.##}, {PositionMm.Z:0.##}) mm");
}
