using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Segmentations;

namespace Dcmqi;

public sealed partial class SegmentationBuilder
{
    // PS3.5 7.1.2: the length of native Pixel Data is 32 bits, even, and not FFFFFFFFH.
    private const long LargestPixelData = 0xFFFF_FFFE;

    private static CodedConcept SegmentationDerivation { get; } = new("113076", "DCM", "Segmentation");

    private DataSet Compose(
        List<LabelLayer> layers,
        IReadOnlyList<PlannedSegment> segments,
        List<RunFrame> frames,
        SourceMatches? matches,
        List<string> faults,
        List<string> warnings,
        IProgress<ConversionProgress>? progress,
        CancellationToken cancellationToken)
    {
        VolumeGeometry geometry = layers[0].Geometry;
        var pixels = new RunPixelData(frames, geometry.Size.X * geometry.Size.Y);
        if (pixels.Length > LargestPixelData)
        {
            faults.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{frames.Count} frames of {geometry.Size.X} x {geometry.Size.Y} make {pixels.Length} bytes of Pixel Data; {LargestPixelData} are the most one object holds. Write the segments into several objects."));
            return new DataSet();
        }

        var dataSet = new DataSet();
        var derived = new DerivedImage(_source, Equipment, Uids, TimeProvider.GetLocalNow(), SourceRepair, warnings);
        derived.SetModules(dataSet, Dicom.Uids.SegmentationStorage, "SEG", new SeriesDescription(
            _metadata.SeriesNumber ?? "300",
            _metadata.SeriesDescription ?? "Segmentation",
            _metadata.BodyPartExamined,
            _metadata.ClinicalTrialTimePointID,
            _metadata.ClinicalTrialSeriesID,
            _metadata.ClinicalTrialCoordinatingCenterName));
        SetSegmentationImage(dataSet, layers, segments, frames, warnings);
        SetPixels(dataSet, geometry, frames.Count, pixels);
        SetSharedGroups(dataSet, geometry, matches);
        SetFrames(dataSet, geometry, frames, matches, warnings, progress, cancellationToken);
        InstanceReferences.Set(dataSet, _source.Images);
        return dataSet;
    }

    // PS3.3 C.8.20.2, Segmentation Image Module.
    private void SetSegmentationImage(
        DataSet dataSet, List<LabelLayer> layers, IReadOnlyList<PlannedSegment> segments, List<RunFrame> frames, List<string> warnings)
    {
        dataSet.Set(Tags.ImageType, "DERIVED", "PRIMARY");
        dataSet.Set(Tags.InstanceNumber, _metadata.InstanceNumber ?? "1");
        dataSet.Set(Tags.ContentLabel, _metadata.ContentLabel ?? Segmentation.DefaultContentLabel);
        dataSet.Set(Tags.ContentDescription, _metadata.ContentDescription ?? Segmentation.DefaultContentDescription);
        if (_metadata.ContentCreatorName is null)
            dataSet.SetEmpty(Tags.ContentCreatorName);
        else
            dataSet.Set(Tags.ContentCreatorName, _metadata.ContentCreatorName);
        dataSet.Set(Tags.SegmentationType, "BINARY");
        dataSet.Set(Tags.SegmentsOverlap, layers.Count > 1 && RunOverlap.Any(frames, layers[0].Geometry.Size.X * layers[0].Geometry.Size.Y) ? "YES" : "NO");
        dataSet.SetItems(Tags.SegmentSequence, [.. segments.Select(segment => SegmentItem.Of(segment.Number, segment.Attributes, Uids, warnings))]);
    }

    // PS3.3 C.7.6.3 with the values that C.8.20.2 fixes for BINARY.
    private static void SetPixels(DataSet dataSet, VolumeGeometry geometry, int frameCount, RunPixelData pixels)
    {
        dataSet.Set(Tags.SamplesPerPixel, 1);
        dataSet.Set(Tags.PhotometricInterpretation, "MONOCHROME2");
        dataSet.Set(Tags.NumberOfFrames, frameCount);
        dataSet.Set(Tags.Rows, geometry.Size.Y);
        dataSet.Set(Tags.Columns, geometry.Size.X);
        dataSet.Set(Tags.BitsAllocated, 1);
        dataSet.Set(Tags.BitsStored, 1);
        dataSet.Set(Tags.HighBit, 0);
        dataSet.Set(Tags.PixelRepresentation, 0);
        dataSet.SetBulk(Tags.PixelData, VR.OB, pixels);
    }

    private void SetSharedGroups(DataSet dataSet, VolumeGeometry geometry, SourceMatches? matches)
    {
        ImagePlane plane = ImagePlane.OfSlice(geometry, 0);
        DataSet? verbatim = matches is { AllOnSourceGrid: true } ? matches.SameGrid(0)!.Header : null;
        var shared = new DataSet();
        if (verbatim is null)
            FunctionalGroups.SetPlaneOrientation(shared, plane);
        else
            FunctionalGroups.SetPlaneOrientation(shared, verbatim);
        FunctionalGroups.SetPixelMeasures(shared, plane, geometry.SpacingMm.Z, verbatim);
        if (SourceMatching == SourceMatching.Ignore)
            FunctionalGroups.SetDerivationImage(shared, SegmentationDerivation, [.. _source.Images.Select(image => FunctionalGroups.SourceImage(image, null))]);
        dataSet.SetItems(Tags.SharedFunctionalGroupsSequence, shared);
    }

    private void SetFrames(
        DataSet dataSet,
        VolumeGeometry geometry,
        List<RunFrame> frames,
        SourceMatches? matches,
        List<string> warnings,
        IProgress<ConversionProgress>? progress,
        CancellationToken cancellationToken)
    {
        DimensionIndex.Set(
            dataSet,
            Uids.Next(),
            (Tags.ReferencedSegmentNumber, Tags.SegmentIdentificationSequence),
            (Tags.ImagePositionPatient, Tags.PlanePositionSequence));

        // Index values count over the finished object: what no frame has, has no index.
        Dictionary<int, int> segmentIndex = Ranks(frames.Select(frame => frame.SegmentNumber));
        Dictionary<int, int> positionIndex = Ranks(frames.Select(frame => frame.Slice));
        Dictionary<int, DataSet> sliceGroups = positionIndex.Keys.ToDictionary(slice => slice, slice => SliceGroups(geometry, slice, matches));
        int unmatched = matches is null ? 0 : positionIndex.Keys.Count(slice => matches.Images(slice).Count == 0);
        if (unmatched > 0 && matches!.MatchedSlices > 0)
            warnings.Add($"{unmatched} of {positionIndex.Count} positions lie in the plane of no source image; their frames refer to none.");

        var groups = new DataSet[frames.Count];
        for (int index = 0; index < groups.Length; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            RunFrame frame = frames[index];
            var group = new DataSet();
            foreach (DataElement element in sliceGroups[frame.Slice])
                group.Put(element);
            FunctionalGroups.SetFrameContent(group, segmentIndex[frame.SegmentNumber], positionIndex[frame.Slice]);
            FunctionalGroups.SetSegmentIdentification(group, frame.SegmentNumber);
            groups[index] = group;
            if ((index & 0x3FF) == 0x3FF || index == groups.Length - 1)
                progress?.Report(new ConversionProgress("Composing frames", index + 1, groups.Length));
        }

        dataSet.SetItems(Tags.PerFrameFunctionalGroupsSequence, groups);
    }

    private static Dictionary<int, int> Ranks(IEnumerable<int> values)
    {
        var ranks = new Dictionary<int, int>();
        foreach (int value in values.Distinct().Order())
            ranks.Add(value, ranks.Count + 1);
        return ranks;
    }

    // What all frames of a slice have in common, made once.
    private static DataSet SliceGroups(VolumeGeometry geometry, int slice, SourceMatches? matches)
    {
        var groups = new DataSet();
        SourceImage? sameGrid = matches?.SameGrid(slice);
        if (sameGrid is null)
            FunctionalGroups.SetPlanePosition(groups, geometry.IndexToPatient(0, 0, slice));
        else
            FunctionalGroups.SetPlanePosition(groups, sameGrid.Header);
        if (matches is { MatchedSlices: > 0 })
        {
            // PS3.3 10.33: YES where every source pixel is still where it was, NO where the plane alone is the same.
            string preserved = sameGrid is null ? "NO" : "YES";
            FunctionalGroups.SetDerivationImage(
                groups, SegmentationDerivation, [.. matches.Images(slice).Select(image => FunctionalGroups.SourceImage(image, preserved))]);
        }

        return groups;
    }
}
