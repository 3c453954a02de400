using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Volumes;

namespace Dcmqi.Sources;

/// <summary>The slices of a volume, at each of its points in time, as planes of an object derived from source images: which frames each refers to, and the functional groups that follow.</summary>
internal abstract class DerivedPlanes(VolumeGeometry geometry, int timePoints, SourceImages source, CodedConcept derivation)
{
    /// <summary>The volume, its rows and columns along those of the images.</summary>
    public VolumeGeometry Geometry { get; } = geometry;

    /// <summary>Points in time: planes of the first come first, each in order of slices.</summary>
    public int TimePoints { get; } = timePoints;

    public int Count => Geometry.Size.Z * TimePoints;

    /// <summary>What orders the planes.</summary>
    public abstract IReadOnlyList<PlaneDimension> Dimensions { get; }

    protected SourceImages Source { get; } = source;

    protected CodedConcept Derivation { get; } = derivation;

    /// <summary>Rows and columns as the images have them where the axes allow it, else as the volume has them, with slices along their normal.</summary>
    public static GridOrder OrderFor(VolumeGeometry geometry, SourceImages source)
    {
        // Where nothing lies in the patient, pixels are counted as they stand in memory.
        if (!source.HasPatientCoordinates)
            return GridOrder.Identity;

        // Of several stacks, the first whose axes are the volume's, and rather one with the same slices than one across them.
        IEnumerable<List<SourceFrame>> stacks = FrameGrids.Stacks(source.Frames);
        foreach (List<SourceFrame> stack in stacks.OrderByDescending(stack => Math.Abs(stack[0].Plane!.Value.Normal.Dot(geometry.DirectionZ)) > 0.5))
        {
            ImagePlane plane = stack[0].Plane!.Value;
            if (GridOrder.Find(geometry, plane.RowDirection, plane.ColumnDirection, ImagePlane.DirectionTolerance) is { } order)
                return order;
        }

        return GridOrder.Find(geometry, geometry.DirectionX, geometry.DirectionY, ImagePlane.DirectionTolerance) ?? GridOrder.Identity;
    }

    /// <summary>Finds the source frames of each slice.</summary>
    /// <param name="name">The name used in messages.</param>
    /// <param name="geometry">The volume, ordered by <see cref="OrderFor"/>.</param>
    /// <param name="source">The images it was derived from.</param>
    /// <param name="matching">What is asked of their positions.</param>
    /// <param name="tolerance">Largest distance between planes, as a share of the slice spacing.</param>
    /// <param name="derivation">How the object was derived from them.</param>
    /// <param name="faults">Takes why the volume does not go with the images.</param>
    /// <param name="warnings">Takes the same where it is not asked for.</param>
    /// <param name="timePoints">Points in time of the volume.</param>
    public static DerivedPlanes Find(
        string name,
        VolumeGeometry geometry,
        SourceImages source,
        SourceMatching matching,
        double tolerance,
        CodedConcept derivation,
        List<string> faults,
        List<string> warnings,
        int timePoints = 1)
    {
        List<string> mismatches = matching == SourceMatching.Require ? faults : warnings;
        if (!source.HasPatientCoordinates)
            return NumberedPlanes.Find(name, geometry, timePoints, source, matching, derivation, faults, mismatches);
        if (matching == SourceMatching.Ignore || source.Frames.Count == 0)
            return new PatientPlanes(geometry, timePoints, source, derivation, null, null);
        SourceMatches matches = SourceMatches.Find(geometry, source, tolerance);
        if (matches.MatchedSlices == 0)
            mismatches.Add(SourceMatches.DescribeMismatch(name, geometry, source, tolerance));
        if (matches.OtherGrid is { Plane: { } other })
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"'{name}' keeps its own grid ({geometry}); the images in its planes have {other.Columns} x {other.Rows} pixels of {other.ColumnSpacingMm:0.####} x {other.RowSpacingMm:0.####} mm in other places. Set SourceAlignment.Resampling to bring it onto theirs."));
        SourceTimes? times = timePoints > 1 ? SourceTimes.Find(name, timePoints, source.Frames, mismatches) : null;
        return new PatientPlanes(geometry, timePoints, source, derivation, matches, times);
    }

    /// <summary>Whether a plane refers to no image although others do.</summary>
    public abstract bool LacksSource(int plane);

    /// <summary>What all frames share: plane orientation, pixel measures and, where positions were not compared, the source images of all frames.</summary>
    public abstract DataSet SharedGroups();

    /// <summary>Position, content and source images: what all frames of a plane have in common.</summary>
    public abstract DataSet PlaneGroups(int plane);

    protected int SliceOf(int plane) => plane % Geometry.Size.Z;

    protected int TimeOf(int plane) => plane / Geometry.Size.Z;
}
