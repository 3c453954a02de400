using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;
using Dcmqi.Iods;
using Dcmqi.Sources;

namespace Dcmqi.ParametricMaps;

/// <summary>What a map says of itself, wherever its frames lie: the modules apart from frames and their groups (PS3.3 A.75.3).</summary>
internal static class MapModules
{
    /// <summary>Sets what does not depend on the pixels.</summary>
    /// <param name="source">The images that the values were computed from.</param>
    /// <param name="metadata">What is said of the object.</param>
    /// <param name="options">How it is named.</param>
    /// <param name="authorship">Who made it.</param>
    /// <param name="warnings">Takes what was tolerated in the images.</param>
    /// <param name="laterality">The side that the images are of, for their frames.</param>
    /// <exception cref="ConversionException">Values to inherit are at fault and <see cref="SourceRepair.Reject"/> was asked for.</exception>
    public static DataSet Of(
        SourceImages source, ParametricMapMetadata metadata, ParametricMapOptions options, Authorship authorship, List<string> warnings, out string laterality)
    {
        var dataSet = new DataSet();
        var derived = new DerivedImage(source, authorship, warnings);

        // PS3.3 C.8.32.1: the modality of what the values were computed from.
        derived.SetModules(dataSet, source.Modality.Length > 0 ? source.Modality : "OT", new SeriesDescription(
            authorship.SeriesNumberOr(metadata.SeriesNumber ?? "300"), metadata.SeriesDescription ?? "Parametric map", null, null, null, null));

        // What is given stands before what the images say, as in dcmqi.
        if (metadata.BodyPartExamined is not null)
            dataSet.Set(Tags.BodyPartExamined, metadata.BodyPartExamined);
        new ContentIdentification(
            authorship.InstanceNumberOr(metadata.InstanceNumber ?? "1"),
            options.ContentLabel ?? ParametricMapOptions.DefaultContentLabel,
            options.ContentDescription ?? ParametricMapOptions.DefaultContentDescription,
            authorship.ContentCreatorName).SetOn(dataSet);
        InstanceReferences.Set(dataSet, source.Images);

        // PS3.3 A.75.3: the Frame of Reference is mandatory; without images the volumes are one of their own.
        if (!dataSet.HasValue(Tags.FrameOfReferenceUID))
        {
            dataSet.Set(Tags.FrameOfReferenceUID, authorship.Uids.Next());
            dataSet.SetEmpty(Tags.PositionReferenceIndicator);
        }

        // PS3.3 C.7.6.16.2.8: the side is said of frames, so that the image does not say it too.
        laterality = dataSet.GetString(Tags.ImageLaterality) ?? "U";
        dataSet.Remove(Tags.ImageLaterality);
        dataSet.Remove(Tags.Laterality);
        dataSet.Set(Tags.SOPClassUID, Dicom.Uids.ParametricMapStorage);
        dataSet.Set(Tags.ImageType, ImageType(metadata));
        return dataSet;
    }

    /// <summary>PS3.3 C.8.16.1: flavor, then derived pixel contrast.</summary>
    public static string[] ImageType(ParametricMapMetadata metadata) => ["DERIVED", "PRIMARY", "VOLUME", metadata.DerivedPixelContrast ?? ParametricMapOptions.DefaultPixelContrast];

    /// <summary>Sets what the pixels are (PS3.3 C.7.6.3, C.7.6.24, C.7.6.25 and C.8.32.2).</summary>
    public static void SetImage(DataSet dataSet, ParametricMapOptions options, StoredPixels pixels, int rows, int columns, int frameCount)
    {
        dataSet.Set(Tags.PixelPresentation, "MONOCHROME");
        dataSet.Set(Tags.SamplesPerPixel, 1);
        dataSet.Set(Tags.PhotometricInterpretation, "MONOCHROME2");
        dataSet.Set(Tags.NumberOfFrames, frameCount);
        dataSet.Set(Tags.Rows, rows);
        dataSet.Set(Tags.Columns, columns);
        dataSet.Set(Tags.BitsAllocated, pixels.BitsAllocated);
        if (!pixels.IsReal)
        {
            dataSet.Set(Tags.BitsStored, pixels.BitsAllocated);
            dataSet.Set(Tags.HighBit, pixels.BitsAllocated - 1);
            dataSet.Set(Tags.PixelRepresentation, 0);
        }

        if (options.PaddingValue is { } padding)
        {
            Tag tag = pixels.Type switch
            {
                ParametricMapPixelType.Float => Tags.FloatPixelPaddingValue,
                ParametricMapPixelType.Double => Tags.DoubleFloatPixelPaddingValue,
                _ => Tags.PixelPaddingValue,
            };
            dataSet.Set(tag, padding);
        }

        dataSet.Set(Tags.PresentationLUTShape, "IDENTITY");
        dataSet.Set(Tags.BurnedInAnnotation, "NO");
        dataSet.Set(Tags.RecognizableVisualFeatures, "NO");
        dataSet.Set(Tags.ContentQualification, "RESEARCH");

        // PS3.3 C.7.6.14: Type 2; the context of the source's acquisition is the source's.
        dataSet.SetEmpty(Tags.AcquisitionContextSequence);
    }

    /// <summary>Pixels that are made frame by frame as they are asked for.</summary>
    /// <exception cref="ConversionException">They are more than one object holds.</exception>
    public static RenderedPixelData Pixels(int frameCount, int rows, int columns, StoredPixels stored, FrameRenderer store)
    {
        int frameBytes = new FrameFormat(rows, columns, stored.BitsAllocated, stored.BitsAllocated).FrameBytes;
        var pixels = new RenderedPixelData(frameCount, frameBytes, store);
        if (pixels.Length > RenderedPixelData.LargestLength)
        {
            throw new ConversionException(string.Create(
                CultureInfo.InvariantCulture,
                $"{Counted.Of(frameCount, "frame")} of {columns} x {rows} pixels of {stored.BitsAllocated} bits make {pixels.Length} bytes; {RenderedPixelData.LargestLength} are the most one object holds. Write fewer volumes into each of several objects, or store them as ParametricMapPixelType.UInt16."));
        }

        return pixels;
    }

    /// <summary>Sets the pixels.</summary>
    public static void SetPixels(DataSet dataSet, StoredPixels stored, BulkValue pixels)
    {
        (Tag tag, VR vr) = stored.Type switch
        {
            ParametricMapPixelType.Float => (Tags.FloatPixelData, VR.OF),
            ParametricMapPixelType.Double => (Tags.DoubleFloatPixelData, VR.OD),
            ParametricMapPixelType.UInt16 => (Tags.PixelData, VR.OW),
            _ => (Tag.FromValue(Tags.PixelData), VR.OB),
        };
        dataSet.SetBulk(tag, vr, pixels);
    }
}
