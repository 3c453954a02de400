using System.Globalization;
using Dcmqi.Iods;

namespace Dcmqi.Sources;

/// <summary>Which source frames lie in the plane of which slice of a volume.</summary>
internal sealed class SourceMatches
{
    private readonly List<SourceFrame>?[] _frames;
    private readonly SourceFrame?[] _sameGrid;
    private readonly HashSet<SourceFrame> _onGrid = [];

    private SourceMatches(int slices)
    {
        _frames = new List<SourceFrame>?[slices];
        _sameGrid = new SourceFrame?[slices];
    }

    /// <summary>Slices in whose plane at least one source frame lies.</summary>
    public int MatchedSlices { get; private set; }

    /// <summary>Whether every slice has the pixel grid of a source frame, so that orientation and spacing may be written in its words.</summary>
    public bool AllOnSourceGrid => _sameGrid.All(frame => frame is not null);

    /// <summary>A frame in whose plane a slice lies, but on other pixels; <see langword="null"/> where there is none.</summary>
    public SourceFrame? OtherGrid => Enumerable.Range(0, _frames.Length).Where(slice => _sameGrid[slice] is null).Select(slice => _frames[slice]?[0]).FirstOrDefault(frame => frame is not null);

    /// <summary>The frames in the plane of a slice, in order of the source.</summary>
    public IReadOnlyList<SourceFrame> Frames(int slice) => _frames[slice] ?? [];

    /// <summary>The first frame with the very pixel grid of a slice, or <see langword="null"/>.</summary>
    public SourceFrame? SameGrid(int slice) => _sameGrid[slice];

    /// <summary>Whether a frame has the very pixel grid of its slice.</summary>
    public bool IsOnGrid(SourceFrame frame) => _onGrid.Contains(frame);

    /// <summary>Compares positions.</summary>
    /// <param name="geometry">The volume, its rows and columns along those of the images.</param>
    /// <param name="source">The images.</param>
    /// <param name="tolerance">Largest distance between planes, as a share of the volume's slice spacing.</param>
    public static SourceMatches Find(VolumeGeometry geometry, SourceImages source, double tolerance)
    {
        var matches = new SourceMatches(geometry.Size.Z);
        ImagePlane first = ImagePlane.OfSlice(geometry, 0);
        double stepMm = (geometry.DirectionZ * geometry.SpacingMm.Z).Dot(first.Normal);
        foreach (SourceFrame frame in source.Frames)
        {
            ImagePlane its = frame.Plane!.Value;
            if (!its.IsParallelTo(first))
                continue;

            // Slices are evenly spaced, so the only one that can lie in the frame's plane is the nearest.
            int slice = (int)Math.Clamp(Math.Round(first.DistanceMm(its) / stepMm), 0, geometry.Size.Z - 1);
            ImagePlane plane = ImagePlane.OfSlice(geometry, slice);
            if (Math.Abs(plane.DistanceMm(its)) > tolerance * geometry.SpacingMm.Z)
                continue;
            if (matches._frames[slice] is null)
                matches.MatchedSlices++;
            (matches._frames[slice] ??= []).Add(frame);
            if (!plane.HasGridOf(its, tolerance))
                continue;
            matches._sameGrid[slice] ??= frame;
            matches._onGrid.Add(frame);
        }

        return matches;
    }

    /// <summary>Says by how far a volume misses the source images.</summary>
    public static string DescribeMismatch(string name, VolumeGeometry geometry, SourceImages source, double tolerance)
    {
        ImagePlane plane = ImagePlane.OfSlice(geometry, 0);
        ImagePlane reference = NearestOrientation(plane, source);
        double angle = Math.Acos(Math.Clamp(Math.Abs(plane.Normal.Dot(reference.Normal)), 0, 1)) * 180 / Math.PI;
        string difference;
        if (!plane.IsParallelTo(reference))
        {
            difference = angle > 0.06
                ? string.Create(CultureInfo.InvariantCulture, $"its slices are tilted by {angle:0.##} degrees against the images")
                : "its rows and columns run in other directions than those of the images";
        }
        else
        {
            (double distance, string image, int slice) = Nearest(geometry, source);
            difference = string.Create(
                CultureInfo.InvariantCulture,
                $"the nearest image, {image}, is {distance:0.####} mm away from slice {slice} ({tolerance * geometry.SpacingMm.Z:0.####} mm are allowed: {tolerance * 100:0.##} % of the slice spacing)");
        }

        return $"No source image lies in the plane of a slice of '{name}': {difference}. The volume is {geometry}; the images are {reference.Columns} x {reference.Rows} from {Text(source.Frames[0].PositionMm!.Value)} to {Text(source.Frames[^1].PositionMm!.Value)} mm. "
            + "Load the images that it was drawn on, set SourceAlignment.Resampling to bring it onto their grid, or set SourceMatching.Prefer to write without references to single images.";
    }

    private static (double DistanceMm, string Image, int Slice) Nearest(VolumeGeometry geometry, SourceImages source)
    {
        (double Distance, string Image, int Slice) nearest = (double.MaxValue, "", 0);
        for (int slice = 0; slice < geometry.Size.Z; slice++)
        {
            ImagePlane plane = ImagePlane.OfSlice(geometry, slice);
            foreach (SourceFrame frame in source.Frames)
            {
                double distance = Math.Abs(plane.DistanceMm(frame.Plane!.Value));
                if (distance < nearest.Distance && frame.Plane!.Value.IsParallelTo(plane))
                    nearest = (distance, frame.Image.Frames.Count == 1 ? frame.Image.Name : $"frame {frame.Number} of {frame.Image.Name}", slice);
            }
        }

        return nearest;
    }

    // Of several stacks, the one that comes nearest to the volume's slices is the one that was meant.
    private static ImagePlane NearestOrientation(ImagePlane plane, SourceImages source) =>
        source.Frames.Select(frame => frame.Plane!.Value).MaxBy(other => plane.RowDirection.Dot(other.RowDirection) + plane.ColumnDirection.Dot(other.ColumnDirection));

    private static string Text(Vector3d point) =>
        string.Create(CultureInfo.InvariantCulture, $"({point.X:0.###}, {point.Y:0.###}, {point.Z:0.###})");
}
