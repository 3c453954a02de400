using Dcmqi.Iods;

namespace Dcmqi.RtStructures;

/// <summary>Source frames that are parallel, but lie at uneven distances.</summary>
internal static class UnevenGrid
{
    // A frame may lie off the line of the others by so much, as positions are rounded.
    private const double LineToleranceMm = 1e-2;

    /// <summary>The grid of the frames of images.</summary>
    /// <returns><see langword="null"/> where they are not parallel, not behind each other, or fewer than two.</returns>
    public static RoiGrid? Of(SourceImages source)
    {
        if (!source.HasPatientCoordinates || source.Frames.Count < 2)
            return null;
        if (source.Frames.Any(frame => !frame.Plane!.Value.IsLike(source.Frames[0].Plane!.Value)))
            return null;
        var stack = PlaneStack.Of([.. source.Frames.Select(frame => frame.Plane!.Value)], null);
        if (stack.Positions.Count != source.Frames.Count)
            return null;
        SourceFrame[] frames = [.. source.Frames];
        int[] positionOfFrame = [.. stack.PositionOfPlane];
        Array.Sort(positionOfFrame, frames);
        ImagePlane first = frames[0].Plane!.Value;
        Vector3d direction = first.Normal.Dot(frames[^1].Plane!.Value.OriginMm - first.OriginMm) < 0 ? -first.Normal : first.Normal;
        double[] positions = [.. frames.Select(frame => direction.Dot(frame.Plane!.Value.OriginMm - first.OriginMm))];
        for (int index = 1; index < positions.Length; index++)
        {
            bool isOnLine = (frames[index].Plane!.Value.OriginMm - first.OriginMm - (direction * positions[index])).Length <= LineToleranceMm;
            if (!isOnLine || positions[index] - positions[index - 1] <= PlaneStack.SamePositionMm)
                return null;
        }

        return new RoiGrid(
            new VolumeGeometry(
                new VolumeSize(first.Columns, first.Rows, frames.Length), first.OriginMm, new Vector3d(first.ColumnSpacingMm, first.RowSpacingMm, positions[^1] / (frames.Length - 1)), first.RowDirection, first.ColumnDirection, direction),
            positions);
    }
}
