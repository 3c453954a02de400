using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;
using Dcmqi.Iods;
using Dcmqi.ParametricMaps;
using Dcmqi.Sources;

namespace Dcmqi;

public sealed partial class ParametricMapBuilder
{
    private DataSet Compose(
        IReadOnlyList<MapQuantity> quantities, DerivedPlanes planes, List<string> warnings, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        var dataSet = new DataSet();
        var derived = new DerivedImage(_source, Authorship, warnings);

        // PS3.3 C.8.32.1: the modality of what the values were computed from.
        derived.SetModules(dataSet, _source.Modality.Length > 0 ? _source.Modality : "OT", new SeriesDescription(
            Authorship.SeriesNumberOr(_metadata.SeriesNumber ?? "300"), _metadata.SeriesDescription ?? "Parametric map", null, null, null, null));

        // What is given stands before what the images say, as in dcmqi.
        if (_metadata.BodyPartExamined is not null)
            dataSet.Set(Tags.BodyPartExamined, _metadata.BodyPartExamined);
        new ContentIdentification(
            Authorship.InstanceNumberOr(_metadata.InstanceNumber ?? "1"), ContentLabel ?? ParametricMap.DefaultContentLabel, ContentDescription ?? "Parametric map", Authorship.ContentCreatorName).SetOn(dataSet);
        InstanceReferences.Set(dataSet, _source.Images);

        // PS3.3 A.75.3: the Frame of Reference is mandatory; without images the volumes are one of their own.
        if (!dataSet.HasValue(Tags.FrameOfReferenceUID))
        {
            dataSet.Set(Tags.FrameOfReferenceUID, Authorship.Uids.Next());
            dataSet.SetEmpty(Tags.PositionReferenceIndicator);
        }

        // PS3.3 C.7.6.16.2.8: the side is said of frames, so that the image does not say it too.
        string laterality = dataSet.GetString(Tags.ImageLaterality) ?? "U";
        dataSet.Remove(Tags.ImageLaterality);
        dataSet.Remove(Tags.Laterality);
        var frames = new MapFrameGroups(quantities, planes, _source, ImageType(), laterality);
        BulkValue pixels = Pixels(frames, planes.Geometry);
        int unmatched = Enumerable.Range(0, planes.Count).Count(planes.LacksSource);
        if (unmatched > 0)
            warnings.Add($"{unmatched} of {Counted.Of(planes.Count, "slice")} {(unmatched == 1 ? "lies" : "lie")} in the plane of no source image; their frames refer to none.");

        dataSet.Set(Tags.SOPClassUID, Dicom.Uids.ParametricMapStorage);
        SetImage(dataSet, quantities[0].Pixels, planes.Geometry, frames.Count);
        DimensionIndex.Set(dataSet, Authorship.Uids.Next(), frames.Dimensions);
        dataSet.SetItems(Tags.SharedFunctionalGroupsSequence, frames.Shared());
        dataSet.SetItems(Tags.PerFrameFunctionalGroupsSequence, frames.PerFrame(progress, cancellationToken));
        (Tag tag, VR vr) = quantities[0].Pixels.Type switch
        {
            ParametricMapPixelType.Float => (Tags.FloatPixelData, VR.OF),
            ParametricMapPixelType.Double => (Tags.DoubleFloatPixelData, VR.OD),
            ParametricMapPixelType.UInt16 => (Tags.PixelData, VR.OW),
            _ => (Tag.FromValue(Tags.PixelData), VR.OB),
        };
        dataSet.SetBulk(tag, vr, pixels);
        return dataSet;
    }

    private static RenderedPixelData Pixels(MapFrameGroups frames, VolumeGeometry geometry)
    {
        int frameBytes = new FrameFormat(geometry.Size.Y, geometry.Size.X, frames.BitsAllocated, frames.BitsAllocated).FrameBytes;
        var pixels = new RenderedPixelData(frames.Count, frameBytes, frames.Store);
        if (pixels.Length > RenderedPixelData.LargestLength)
        {
            throw new ConversionException(string.Create(
                CultureInfo.InvariantCulture,
                $"{Counted.Of(frames.Count, "frame")} of {geometry.Size.X} x {geometry.Size.Y} pixels of {frames.BitsAllocated} bits make {pixels.Length} bytes; {RenderedPixelData.LargestLength} are the most one object holds. Write fewer volumes into each of several objects, or store them as ParametricMapPixelType.UInt16."));
        }

        return pixels;
    }

    // PS3.3 C.7.6.3, C.7.6.24, C.7.6.25 and C.8.32.2.
    private void SetImage(DataSet dataSet, StoredPixels pixels, VolumeGeometry geometry, int frameCount)
    {
        dataSet.Set(Tags.ImageType, ImageType());
        dataSet.Set(Tags.PixelPresentation, "MONOCHROME");
        dataSet.Set(Tags.SamplesPerPixel, 1);
        dataSet.Set(Tags.PhotometricInterpretation, "MONOCHROME2");
        dataSet.Set(Tags.NumberOfFrames, frameCount);
        dataSet.Set(Tags.Rows, geometry.Size.Y);
        dataSet.Set(Tags.Columns, geometry.Size.X);
        dataSet.Set(Tags.BitsAllocated, pixels.BitsAllocated);
        if (!pixels.IsReal)
        {
            dataSet.Set(Tags.BitsStored, pixels.BitsAllocated);
            dataSet.Set(Tags.HighBit, pixels.BitsAllocated - 1);
            dataSet.Set(Tags.PixelRepresentation, 0);
        }

        if (PaddingValue is { } padding)
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

    // PS3.3 C.8.16.1: flavor, then derived pixel contrast.
    private string[] ImageType() => ["DERIVED", "PRIMARY", "VOLUME", _metadata.DerivedPixelContrast ?? ParametricMap.DefaultPixelContrast];
}
