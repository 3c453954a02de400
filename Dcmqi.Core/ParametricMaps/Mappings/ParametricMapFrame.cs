using System.Globalization;

namespace Dcmqi;

/// <summary>One frame of a parametric map: where it lies, what its values are, and from which images they come.</summary>
/// <param name="Number">Frame from 1, as DICOM counts them.</param>
/// <param name="VolumeNumber">The volume that it belongs to, from 1.</param>
/// <param name="PositionMm">Image Position (Patient): the centre of the first pixel, LPS.</param>
/// <param name="Slice">The slice of <see cref="ParametricMap.Geometry"/> in which it lies, from 0.</param>
/// <param name="Mappings">What maps its stored values; at least one.</param>
/// <param name="SourceInstanceUids">SOP Instance UIDs of the images it was derived from, as far as it says.</param>
public sealed record ParametricMapFrame(
    int Number, int VolumeNumber, Vector3d PositionMm, int Slice, IReadOnlyList<RealWorldValueMapping> Mappings, IReadOnlyList<string> SourceInstanceUids)
{
    /// <summary>Number, volume and position.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Frame {Number}: volume {VolumeNumber}, slice {Slice}, at ({PositionMm.X:0.##}, {PositionMm.Y:0.##}, {PositionMm.Z:0.##}) mm");
}
