namespace Dcmqi.Segmentations;

/// <summary>A grid that slices of frames are filled into.</summary>
/// <param name="Geometry">The grid.</param>
/// <param name="SliceOf">The slice of a frame; -1 where it is not of this grid.</param>
internal sealed record SliceGrid(VolumeGeometry Geometry, Func<int, int> SliceOf)
{
    /// <summary>The regular grid of all frames.</summary>
    /// <exception cref="ConversionException">The frames make no regular grid.</exception>
    public static SliceGrid OfAll(FrameIndex frames) => new(frames.Geometry, frames.SliceOf);

    /// <summary>One of the even parts.</summary>
    public static SliceGrid OfPart(FrameIndex frames, int part)
    {
        Iods.EvenParts parts = frames.EvenParts;
        return new(parts.Grids[part], frame => parts.PartOf(frame) == part ? parts.SliceOf(frame) : -1);
    }

    /// <summary>A slice for each position, whatever their distances.</summary>
    public static SliceGrid OfPositions(FrameIndex frames)
    {
        Iods.ImagePlane plane = frames.Stacks.Only.First;
        var spacing = new Vector3d(plane.ColumnSpacingMm, plane.RowSpacingMm, 1);
        var size = new VolumeSize(plane.Columns, plane.Rows, frames.Stacks.PlaceCount);
        return new(new VolumeGeometry(size, plane.OriginMm, spacing, plane.RowDirection, plane.ColumnDirection, plane.Normal), frames.Stacks.PlaceOf);
    }
}
