using Dcmqi.Dicom;
using Dcmqi.Volumes;

namespace Dcmqi.Iods;

/// <summary>The slices of a volume as planes of an object derived from source images: which images each slice refers to, and the functional groups that follow.</summary>
internal sealed class DerivedPlanes
{
    private readonly SourceImages _source;
    private readonly CodedConcept _derivation;

    // Null where positions were not compared.
    private readonly SourceMatches? _matches;

    private DerivedPlanes(VolumeGeometry geometry, SourceImages source, CodedConcept derivation, SourceMatches? matches)
    {
        Geometry = geometry;
        _source = source;
        _derivation = derivation;
        _matches = matches;
    }

    /// <summary>The volume, its rows and columns along those of the images.</summary>
    public VolumeGeometry Geometry { get; }

    public int Count => Geometry.Size.Z;

    /// <summary>Rows and columns as the images have them where the axes allow it, else as the volume has them, with slices along their normal.</summary>
    public static GridOrder OrderFor(VolumeGeometry geometry, SourceImages source)
    {
        // Of several stacks, the first whose axes are the volume's, and rather one with the same slices than one across them.
        IEnumerable<List<SourceFrame>> stacks = FrameGrids.Stacks(source.Frames);
        foreach (List<SourceFrame> stack in stacks.OrderByDescending(stack => stack[0].Plane is { } plane && Math.Abs(plane.Normal.Dot(geometry.DirectionZ)) > 0.5))
        {
            if (stack[0].Plane is { } plane && GridOrder.Find(geometry, plane.RowDirection, plane.ColumnDirection, ImagePlane.DirectionTolerance) is { } order)
                return order;
        }

        return GridOrder.Find(geometry, geometry.DirectionX, geometry.DirectionY, ImagePlane.DirectionTolerance)
            ?? GridOrder.Identity;
    }

    /// <summary>Finds the source images of each slice.</summary>
    /// <param name="name">What messages call the volume.</param>
    /// <param name="geometry">The volume, ordered by <see cref="OrderFor"/>.</param>
    /// <param name="source">The images it was derived from.</param>
    /// <param name="matching">What is asked of their positions.</param>
    /// <param name="tolerance">Largest distance between planes, as a share of the slice spacing.</param>
    /// <param name="derivation">How the object was derived from them.</param>
    /// <param name="faults">Takes why the volume does not go with the images.</param>
    /// <param name="warnings">Takes the same where it is not asked for.</param>
    public static DerivedPlanes Find(
        string name, VolumeGeometry geometry, SourceImages source, SourceMatching matching, double tolerance, CodedConcept derivation, List<string> faults, List<string> warnings)
    {
        if (!source.HasPatientCoordinates)
            throw new NotSupportedException("The source images have no patient coordinates.");
        if (matching == SourceMatching.Ignore)
            return new DerivedPlanes(geometry, source, derivation, null);
        SourceMatches matches = SourceMatches.Find(geometry, source, tolerance);
        if (matches.MatchedSlices == 0)
        {
            string mismatch = SourceMatches.DescribeMismatch(name, geometry, source, tolerance);
            (matching == SourceMatching.Require ? faults : warnings).Add(mismatch);
        }

        return new DerivedPlanes(geometry, source, derivation, matches);
    }

    /// <summary>Whether a slice refers to no image although others do.</summary>
    public bool LacksSource(int slice) => _matches is { MatchedSlices: > 0 } && _matches.Frames(slice).Count == 0;

    /// <summary>Plane orientation, pixel measures and, where positions were not compared, the source images of all frames.</summary>
    public DataSet SharedGroups()
    {
        ImagePlane plane = ImagePlane.OfSlice(Geometry, 0);
        SourceFrame? verbatim = _matches is { AllOnSourceGrid: true } ? _matches.SameGrid(0) : null;
        var shared = new DataSet();
        if (verbatim?.OrientationItem is { } orientation)
            FunctionalGroups.SetPlaneOrientation(shared, orientation);
        else
            FunctionalGroups.SetPlaneOrientation(shared, plane);
        FunctionalGroups.SetPixelMeasures(shared, plane, Geometry.SpacingMm.Z, verbatim?.MeasuresItem);
        if (_matches is null)
            FunctionalGroups.SetDerivationImage(shared, _derivation, FunctionalGroups.SourceImages(_source.Frames, null));
        return shared;
    }

    /// <summary>Position and source images: what all frames of a slice have in common.</summary>
    public DataSet PlaneGroups(int slice)
    {
        var groups = new DataSet();
        SourceFrame? sameGrid = _matches?.SameGrid(slice);
        if (sameGrid?.PositionItem is { } position)
            FunctionalGroups.SetPlanePosition(groups, position);
        else
            FunctionalGroups.SetPlanePosition(groups, Geometry.IndexToPatient(0, 0, slice));
        if (_matches is { MatchedSlices: > 0 })
        {
            // PS3.3 10.33: YES where every source pixel is still where it was, NO where the plane alone is the same.
            string preserved = sameGrid is null ? "NO" : "YES";
            FunctionalGroups.SetDerivationImage(groups, _derivation, FunctionalGroups.SourceImages(_matches.Frames(slice), preserved));
        }

        return groups;
    }
}
