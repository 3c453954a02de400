using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Sources;

/// <summary>Planes of a derived object that have no place in the patient: each is that of one source frame, which is referred to by number.</summary>
/// <param name="geometry">Columns, rows and frames.</param>
/// <param name="timePoints">Points in time, where frames are these and not slices.</param>
/// <param name="source">The images.</param>
/// <param name="derivation">How the object was derived from them.</param>
/// <param name="isMatched">Whether each plane is that of one source frame; otherwise all refer to all.</param>
internal sealed class NumberedPlanes(VolumeGeometry geometry, int timePoints, SourceImages source, CodedConcept derivation, bool isMatched)
    : DerivedPlanes(geometry, timePoints, source, derivation)
{
    // PS3.3 C.7.6.5: the frames of these follow each other in time.
    private readonly bool _isCine = timePoints > 1 || source.Images.All(image =>
        image.Frames.Count > 1 && image.Header.GetTags(Tags.FrameIncrementPointer) is [{ } pointer, ..] && (pointer == Tags.FrameTime || pointer == Tags.FrameTimeVector));

    public override IReadOnlyList<PlaneDimension> Dimensions
    {
        get
        {
            int[] places = [.. Enumerable.Range(0, Count)];
            return [_isCine ? PlaneDimension.OfTime(places) : PlaneDimension.OfNumber(places)];
        }
    }

    /// <summary>Takes the volume's slices, or points in time, for the source's frames where there are as many.</summary>
    public static NumberedPlanes Find(
        string name, VolumeGeometry geometry, int timePoints, SourceImages source, SourceMatching matching, CodedConcept derivation, List<string> faults, List<string> mismatches)
    {
        SourceImage image = source.Frames[0].Image;
        foreach (SourceImage other in source.Images)
        {
            if (other.Rows != image.Rows || other.Columns != image.Columns)
                faults.Add($"{other.Name}: {Counted.Of(other.Columns, "column")} x {Counted.Of(other.Rows, "row")}, but {image.Name} has {image.Columns} x {image.Rows}, and nothing says how they lie to each other. Choose images of one size by Select.");
        }

        if (geometry.Size.X != image.Columns || geometry.Size.Y != image.Rows)
            faults.Add($"'{name}' has {Counted.Of(geometry.Size.X, "column")} x {Counted.Of(geometry.Size.Y, "row")}, but the source images, which have no patient coordinates, have {image.Columns} x {image.Rows}: voxels are taken for their pixels one by one.");
        if (timePoints > 1 && geometry.Size.Z > 1)
            faults.Add($"'{name}' has {Counted.Of(geometry.Size.Z, "slice")} at {Counted.Of(timePoints, "point")} in time; frames without patient coordinates have one number only. Give one axis of {Counted.Of(source.Frames.Count, "frame")}.");
        int count = geometry.Size.Z * timePoints;
        bool isMatched = matching != SourceMatching.Ignore && count == source.Frames.Count;
        if (matching != SourceMatching.Ignore && !isMatched)
        {
            mismatches.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"'{name}' has {count} slice{(count == 1 ? "" : "s")}, but there are {source.Frames.Count} source frames, which have no patient coordinates: the slices are taken for the frames one by one. Choose as many frames by Select, or set SourceMatching.Ignore to refer to all of them from every slice."));
        }

        return new NumberedPlanes(geometry, timePoints, source, derivation, isMatched);
    }

    public override bool LacksSource(int plane) => false;

    public override DataSet SharedGroups()
    {
        var shared = new DataSet();

        // PS3.3 A.51.5: Pixel Measures are not required without a frame of reference.
        if (PixelSpacing.Of(Source.Frames[0]) is { } spacing)
            FunctionalGroups.SetPixelSpacing(shared, spacing.ColumnSpacingMm, spacing.RowSpacingMm, PixelSpacing.SliceThickness(Source.Frames[0]), Source.Frames[0].MeasuresItem);

        // Without coordinates, only the images referred to say what was segmented (PS3.3 A.51.5).
        if (!isMatched)
            FunctionalGroups.SetDerivationImage(shared, Derivation, SourceImageItems.Of(Source.Frames, null));
        return shared;
    }

    public override DataSet PlaneGroups(int plane)
    {
        var groups = new DataSet();
        SourceFrame? frame = isMatched ? Source.Frames[plane] : null;
        if (_isCine)
            FunctionalGroups.SetTime(groups, plane + 1, frame?.Group(Tags.FrameContentSequence));
        else
            FunctionalGroups.SetInStackPosition(groups, plane + 1);
        if (frame is not null)
            FunctionalGroups.SetDerivationImage(groups, Derivation, SourceImageItems.Of([frame], "YES"));
        return groups;
    }
}
