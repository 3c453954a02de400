using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Sources;

/// <summary>Planes of a derived object that lie in the patient.</summary>
/// <param name="geometry">The volume.</param>
/// <param name="timePoints">Its points in time.</param>
/// <param name="source">The images.</param>
/// <param name="derivation">How the object was derived from them.</param>
/// <param name="matches">Which frames lie in which slice; <see langword="null"/> where positions were not compared.</param>
/// <param name="times">Which frames are of which point in time; <see langword="null"/> where all are of every one.</param>
internal sealed class PatientPlanes(
    VolumeGeometry geometry, int timePoints, SourceImages source, CodedConcept derivation, SourceMatches? matches, SourceTimes? times)
    : DerivedPlanes(geometry, timePoints, source, derivation)
{
    public override IReadOnlyList<PlaneDimension> Dimensions
    {
        get
        {
            PlaneDimension position = PlaneDimension.OfPosition([.. Enumerable.Range(0, Count).Select(SliceOf)]);
            return TimePoints == 1 ? [position] : [PlaneDimension.OfTime([.. Enumerable.Range(0, Count).Select(TimeOf)]), position];
        }
    }

    public override bool LacksSource(int plane) => matches is { MatchedSlices: > 0 } && FramesOf(plane).Length == 0;

    public override DataSet SharedGroups()
    {
        ImagePlane plane = ImagePlane.OfSlice(Geometry, 0);
        SourceFrame? verbatim = matches is { AllOnSourceGrid: true } ? matches.SameGrid(0) : null;
        var shared = new DataSet();
        if (verbatim?.OrientationItem is { } orientation)
            FunctionalGroups.SetPlaneOrientation(shared, orientation);
        else
            FunctionalGroups.SetPlaneOrientation(shared, plane);
        FunctionalGroups.SetPixelMeasures(shared, plane, SpacingAlongNormal(plane), verbatim?.MeasuresItem);
        if (matches is null && Source.Frames.Count > 0)
            FunctionalGroups.SetDerivationImage(shared, Derivation, SourceImageItems.Of(Source.Frames, null));
        return shared;
    }

    public override DataSet PlaneGroups(int plane)
    {
        int slice = SliceOf(plane);
        var groups = new DataSet();
        SourceFrame? sameGrid = matches?.SameGrid(slice);
        if (sameGrid?.PositionItem is { } position)
            FunctionalGroups.SetPlanePosition(groups, position);
        else
            FunctionalGroups.SetPlanePosition(groups, Geometry.IndexToPatient(0, 0, slice));
        SourceFrame[] frames = FramesOf(plane);
        if (TimePoints > 1)
            FunctionalGroups.SetTime(groups, times?.IndexOf(TimeOf(plane)) ?? TimeOf(plane) + 1, frames.FirstOrDefault()?.Group(Tags.FrameContentSequence));
        if (matches is { MatchedSlices: > 0 })
        {
            // PS3.3 10.33: YES where every source pixel is still where it was, NO where the plane alone is the same.
            FunctionalGroups.SetDerivationImage(
                groups,
                Derivation,
                [.. SourceImageItems.Of(frames.Where(matches.IsOnGrid), "YES"), .. SourceImageItems.Of(frames.Where(frame => !matches.IsOnGrid(frame)), "NO")]);
        }

        return groups;
    }

    // PS3.3 C.7.6.16.2.1: Spacing Between Slices is measured along the normal, which a tilted gantry's slices do not follow.
    private double SpacingAlongNormal(ImagePlane plane)
    {
        double spacing = Geometry.SpacingMm.Z;
        double along = Math.Abs((Geometry.DirectionZ * spacing).Dot(plane.Normal));
        return Math.Abs(along - spacing) < 1e-6 * spacing ? spacing : along;
    }

    private SourceFrame[] FramesOf(int plane)
    {
        IEnumerable<SourceFrame> frames = matches?.Frames(SliceOf(plane)) ?? [];
        return [.. times is null ? frames : frames.Where(frame => times.IsOf(frame, TimeOf(plane)))];
    }
}
