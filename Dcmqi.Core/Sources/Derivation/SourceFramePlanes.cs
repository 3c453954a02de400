using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Sources;

/// <summary>Planes of a derived object that are those of the source frames one by one: at uneven distances, of several orientations and pixel spacings.</summary>
internal sealed class SourceFramePlanes : DerivedPlanes
{
    private readonly SourceFrame[] _frames;
    private readonly bool _shareOrientation;
    private readonly bool _shareMeasures;

    private SourceFramePlanes(VolumeGeometry grid, SourceImages source, CodedConcept derivation, SourceFrame[] frames)
        : base(grid, 1, source, derivation)
    {
        _frames = frames;
        ImagePlane first = PlaneOf(0);
        _shareOrientation = Enumerable.Range(0, frames.Length).All(plane => PlaneOf(plane).RowDirection == first.RowDirection && PlaneOf(plane).ColumnDirection == first.ColumnDirection);
        _shareMeasures = Array.TrueForAll(frames, frame => PixelSpacing.Of(frame) == PixelSpacing.Of(frames[0]) && PixelSpacing.SliceThickness(frame) == PixelSpacing.SliceThickness(frames[0]));
    }

    public override IReadOnlyList<PlaneDimension> Dimensions => PlaneDimension.Positions(Count);

    /// <summary>The planes of all frames, and the frames in order of the planes: by orientation and position, or as the images count them where nothing lies in the patient.</summary>
    /// <exception cref="ConversionException">Frames are of several sizes, or several lie in one plane; all faults are listed.</exception>
    public static (DerivedPlanes Planes, IReadOnlyList<SourceFrame> Frames) Of(SourceImages source, CodedConcept derivation)
    {
        VolumeGeometry grid = source.PixelGrid;
        var faults = new List<string>();
        SourceImage first = source.Frames[0].Image;
        foreach (SourceImage other in source.Images.Where(image => image.Rows != first.Rows || image.Columns != first.Columns))
            faults.Add($"{other.Name} has {other.Columns} columns x {other.Rows} rows, but {first.Name} has {first.Columns} x {first.Rows}; all frames of a segmentation have one size. Choose frames of one size by Select.");
        ConversionException.ThrowIfAny(faults);
        if (!source.HasPatientCoordinates)
            return (NumberedPlanes.Find("labels of frames", grid, 1, source, SourceMatching.Require, derivation, faults, faults), source.Frames);
        SourceFrame[] frames = InOrder(source.Frames, faults);
        ConversionException.ThrowIfAny(faults);
        return (new SourceFramePlanes(grid, source, derivation, frames), frames);
    }

    public override bool LacksSource(int plane) => false;

    public override DataSet SharedGroups()
    {
        var shared = new DataSet();
        if (_shareOrientation)
            SetOrientation(shared, 0);
        if (_shareMeasures)
            SetMeasures(shared, 0);
        return shared;
    }

    public override DataSet PlaneGroups(int plane)
    {
        var groups = new DataSet();
        if (_frames[plane].PositionItem is { } position)
            FunctionalGroups.SetPlanePosition(groups, position);
        else
            FunctionalGroups.SetPlanePosition(groups, PlaneOf(plane).OriginMm);
        if (!_shareOrientation)
            SetOrientation(groups, plane);
        if (!_shareMeasures)
            SetMeasures(groups, plane);

        // PS3.3 10.33: every pixel is where it was.
        FunctionalGroups.SetDerivationImage(groups, Derivation, SourceImageItems.Of([_frames[plane]], "YES"));
        return groups;
    }

    private static SourceFrame[] InOrder(IReadOnlyList<SourceFrame> frames, List<string> faults)
    {
        var stacks = new PlaneStacks([.. frames.Select(frame => frame.Plane!.Value)], null);
        var ordered = new SourceFrame?[stacks.PlaceCount];
        for (int index = 0; index < frames.Count; index++)
        {
            ref SourceFrame? place = ref ordered[stacks.PlaceOf(index)];
            if (place is not null)
                faults.Add($"{frames[index]} lies in the plane of {place}; each plane has one label image. Choose the frames of one of the Volumes, or some by Select.");
            place ??= frames[index];
        }

        return [.. ordered.OfType<SourceFrame>()];
    }

    private void SetOrientation(DataSet groups, int plane)
    {
        if (_frames[plane].OrientationItem is { } orientation)
            FunctionalGroups.SetPlaneOrientation(groups, orientation);
        else
            FunctionalGroups.SetPlaneOrientation(groups, PlaneOf(plane));
    }

    // Distances between uneven planes are no Spacing Between Slices (PS3.3 C.7.6.16.2.1).
    private void SetMeasures(DataSet groups, int plane) =>
        FunctionalGroups.SetPixelSpacing(groups, PlaneOf(plane).ColumnSpacingMm, PlaneOf(plane).RowSpacingMm, PixelSpacing.SliceThickness(_frames[plane]), _frames[plane].MeasuresItem);

    private ImagePlane PlaneOf(int plane) => _frames[plane].Plane!.Value;
}
