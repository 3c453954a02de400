using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>The functional group macros that derived multi-frame objects use, as data sets to write (PS3.3 C.7.6.16.2).</summary>
internal static partial class FunctionalGroups
{
    /// <summary>Plane Orientation (Patient), PS3.3 C.7.6.16.2.4.</summary>
    public static void SetPlaneOrientation(DataSet group, ImagePlane plane) =>
        Set(group, Tags.PlaneOrientationSequence, item => item.Set(
            Tags.ImageOrientationPatient,
            plane.RowDirection.X, plane.RowDirection.Y, plane.RowDirection.Z,
            plane.ColumnDirection.X, plane.ColumnDirection.Y, plane.ColumnDirection.Z));

    /// <summary>Plane Orientation (Patient) in the words of a source image, digit for digit.</summary>
    public static void SetPlaneOrientation(DataSet group, DataSet source) =>
        Set(group, Tags.PlaneOrientationSequence, item => item.CopyFrom(source, Tags.ImageOrientationPatient));

    /// <summary>Pixel Measures, PS3.3 C.7.6.16.2.1. Pixel Spacing is the distance between rows, then between columns (10.7.1.3).</summary>
    public static void SetPixelMeasures(DataSet group, ImagePlane plane, double spacingBetweenSlicesMm, DataSet? verbatim) =>
        Set(group, Tags.PixelMeasuresSequence, item =>
        {
            if (verbatim is null)
                item.Set(Tags.PixelSpacing, plane.RowSpacingMm, plane.ColumnSpacingMm);
            else
                item.CopyFrom(verbatim, Tags.PixelSpacing);
            item.Set(Tags.SliceThickness, spacingBetweenSlicesMm);
            item.Set(Tags.SpacingBetweenSlices, spacingBetweenSlicesMm);
        });

    /// <summary>Plane Position (Patient), PS3.3 C.7.6.16.2.3.</summary>
    public static void SetPlanePosition(DataSet group, Vector3d originMm) =>
        Set(group, Tags.PlanePositionSequence, item => item.Set(Tags.ImagePositionPatient, originMm.X, originMm.Y, originMm.Z));

    /// <summary>Plane Position (Patient) in the words of a source image, digit for digit.</summary>
    public static void SetPlanePosition(DataSet group, DataSet source) =>
        Set(group, Tags.PlanePositionSequence, item => item.CopyFrom(source, Tags.ImagePositionPatient));

    /// <summary>Pixel Measures of frames without a place in the patient; Slice Thickness where it is known (PS3.3 C.7.6.16.2.1, type 1C).</summary>
    public static void SetPixelSpacing(DataSet group, double columnSpacingMm, double rowSpacingMm, double? sliceThicknessMm, DataSet? verbatim) =>
        Set(group, Tags.PixelMeasuresSequence, item =>
        {
            if (verbatim is null)
                item.Set(Tags.PixelSpacing, rowSpacingMm, columnSpacingMm);
            else
                item.CopyFrom(verbatim, Tags.PixelSpacing);
            if (sliceThicknessMm is { } thickness)
                item.Set(Tags.SliceThickness, thickness);
        });

    /// <summary>Frame Content, PS3.3 C.7.6.16.2.2: the index values beside what the group says of time or stack already.</summary>
    public static void SetFrameContent(DataSet group, params int[] dimensionIndexValues)
    {
        DataSet item = group.GetItem(Tags.FrameContentSequence)?.Clone() ?? new DataSet();
        item.Set(Tags.DimensionIndexValues, dimensionIndexValues);
        group.SetItems(Tags.FrameContentSequence, item);
    }

    /// <summary>The point in time of a frame, in its Frame Content.</summary>
    /// <param name="group">Takes the Frame Content.</param>
    /// <param name="temporalPositionIndex">The point in time, from 1.</param>
    /// <param name="sourceContent">The Frame Content of the frame it was derived from, whose dates and times are taken over.</param>
    public static void SetTime(DataSet group, int temporalPositionIndex, DataSet? sourceContent) =>
        Set(group, Tags.FrameContentSequence, item =>
        {
            item.Set(Tags.TemporalPositionIndex, temporalPositionIndex);
            foreach (Tag tag in (ReadOnlySpan<Tag>)[Tags.FrameReferenceDateTime, Tags.FrameAcquisitionDateTime])
            {
                if (sourceContent?.HasValue(tag) == true)
                    item.CopyFrom(sourceContent, tag);
            }
        });

    /// <summary>The number of a frame in a stack, in its Frame Content.</summary>
    public static void SetInStackPosition(DataSet group, int number) =>
        Set(group, Tags.FrameContentSequence, item =>
        {
            item.Set(Tags.StackID, "1");
            item.Set(Tags.InStackPositionNumber, number);
        });

    /// <summary>Segment Identification, PS3.3 C.8.20.3.1; one element serves all frames of a segment.</summary>
    public static DataElement SegmentIdentification(int segmentNumber)
    {
        var item = new DataSet();
        item.Set(Tags.ReferencedSegmentNumber, segmentNumber);
        return new DataElement(Tags.SegmentIdentificationSequence, [item]);
    }

    /// <summary>Derivation Image, PS3.3 C.7.6.16.2.6. Type 2: without source images the sequence stands empty.</summary>
    public static void SetDerivationImage(DataSet group, CodedConcept derivation, IReadOnlyList<DataSet> sourceImages)
    {
        if (sourceImages.Count == 0)
        {
            group.SetEmpty(Tags.DerivationImageSequence);
            return;
        }

        Set(group, Tags.DerivationImageSequence, item =>
        {
            item.SetItems(Tags.SourceImageSequence, sourceImages);
            item.SetItems(Tags.DerivationCodeSequence, CodeItem.Of(derivation));
        });
    }

    /// <summary>The functional group of a frame: its own, else the shared one; <see langword="null"/> where neither has it.</summary>
    public static DataSet? Find(DataSet frame, DataSet? shared, Tag sequence) => frame.GetItem(sequence) ?? shared?.GetItem(sequence);

    private static void Set(DataSet group, Tag sequence, Action<DataSet> fill)
    {
        var item = new DataSet();
        fill(item);
        group.SetItems(sequence, item);
    }
}
