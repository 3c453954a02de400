using Dcmqi.Dicom;

namespace Dcmqi.Measurements;

/// <summary>Finds everything that keeps a report from being written.</summary>
internal sealed class ReportFaults(MeasurementReportMetadata metadata, ReportEvidence evidence)
{
    private readonly List<string> _faults = [];

    public static IReadOnlyList<string> Of(MeasurementReportMetadata metadata, ReportEvidence evidence)
    {
        var faults = new ReportFaults(metadata, evidence);
        faults.CheckDocument();
        for (int i = 0; i < metadata.Groups.Count; i++)
            faults.CheckGroup($"Group {i + 1}{(metadata.Groups[i].TrackingIdentifier is { } name ? $" '{name}'" : "")}", metadata.Groups[i]);
        return faults._faults;
    }

    private void CheckDocument()
    {
        if (metadata.Groups.Count == 0 && metadata.DerivedMeasurements.Count == 0 && metadata.QualitativeEvaluations.Count == 0)
            _faults.Add("The report has no group, no derived measurement and no evaluation; give at least one (PS3.16 TID 1500).");
        foreach (ReportObserver observer in metadata.Observers)
        {
            if (observer is PersonObserver { Name.Length: 0 })
                _faults.Add("A person among the observers has no name (PS3.16 TID 1003).");
            if (observer is PersonObserver { Identifier: not null, RoleInProcedure: null } person)
                _faults.Add($"The observer {person.Name} has an identifier within a role, but no role in the procedure (PS3.16 TID 1003).");
        }

        CheckMeasurements("The report", metadata.DerivedMeasurements);
        CheckEvaluations("The report", metadata.QualitativeEvaluations);
    }

    private void CheckGroup(string name, MeasurementGroup group)
    {
        if (group.TrackingIdentifier is null)
            _faults.Add($"{name} has no tracking identifier; give one by which the region can be followed (PS3.16 TID 1411).");
        switch (group.Kind)
        {
            case MeasurementGroupKind.Volumetric:
                CheckVolumetric(name, group);
                break;
            case MeasurementGroupKind.Planar:
                CheckPlanar(name, group);
                break;
            case MeasurementGroupKind.Image:
                if (group.SourceImages.Count == 0 && group.ImageRegions.Count == 0 && group.SpatialRegions.Count == 0)
                    _faults.Add($"{name} is of images, but has no source image (PS3.16 TID 1501).");
                if (group.ReferencedSegments.Count > 0 || group.VolumeSurface.Count > 0)
                    _faults.Add($"{name} is of images, but has segments or a surface; make it volumetric or planar (PS3.16 TID 1501).");
                break;
        }

        foreach (ImageReference segment in group.ReferencedSegments)
            CheckSegment(name, segment);
        foreach (ImageReference image in group.SourceImages.Concat(group.ImageRegions.Select(region => region.Image)))
            CheckImage(name, image);
        if (group.RealWorldValueMapUid is not null)
            CheckMap(name, group.RealWorldValueMapUid);
        foreach (ImageRegion region in group.ImageRegions)
            CheckRegion(name, region);
        foreach (SpatialRegion region in group.SpatialRegions.Concat(group.VolumeSurface))
            CheckSpace(name, region);
        CheckMeasurements(name, group.Measurements);
        CheckEvaluations(name, group.QualitativeEvaluations);
    }

    // TID 1411, rows 5, 7, 10: one of them; rows 11, 12: where the region is no shape in an image, its source.
    private void CheckVolumetric(string name, MeasurementGroup group)
    {
        int kinds = (group.ReferencedSegments.Count > 0 ? 1 : 0) + (group.VolumeSurface.Count > 0 ? 1 : 0) + (group.ImageRegions.Count > 0 ? 1 : 0);
        if (group.SpatialRegions.Count > 0)
            _faults.Add($"{name} is volumetric, but has a planar region in space; give it as surface, or make the group planar (PS3.16 TID 1411).");
        if (kinds != 1)
            _faults.Add($"{name} is volumetric and has {(kinds == 0 ? "no region" : "several regions")}; give segments, a surface, or shapes in images (PS3.16 TID 1411).");
        if (group.ReferencedSegments.Count > 1)
            _faults.Add($"{name} refers to {group.ReferencedSegments.Count} segmentations; one reference is allowed, which may name several segments (PS3.16 TID 1411).");
        if (group.ReferencedSegments.Any(segment => segment.SegmentNumbers.Count == 0))
            _faults.Add($"{name} refers to a segmentation, but to no segment of it (PS3.16 TID 1411).");
        bool needsSource = group.ReferencedSegments.Count > 0 || group.VolumeSurface.Count > 0;
        bool hasImages = group.SourceImages.Count > 0, hasSeries = group.SourceSeriesUid is not null;
        if (needsSource && !hasImages && !hasSeries)
            _faults.Add($"{name} has no source; give the images or the series that the region was found in (PS3.16 TID 1411).");
        if (hasImages && hasSeries)
            _faults.Add($"{name} has source images and a source series; give one of the two (PS3.16 TID 1411).");
    }

    // TID 1410, rows 5 to 8.
    private void CheckPlanar(string name, MeasurementGroup group)
    {
        int regions = group.ReferencedSegments.Count + group.ImageRegions.Count + group.SpatialRegions.Count;
        if (regions != 1)
            _faults.Add($"{name} is planar and has {regions} regions; give one frame of a segmentation, one shape in an image or one in space (PS3.16 TID 1410).");
        if (group.VolumeSurface.Count > 0)
            _faults.Add($"{name} is planar, but has the surface of a volume; make it volumetric (PS3.16 TID 1410).");
        if (group.ReferencedSegments.Any(segment => segment.FrameNumbers.Count != 1))
            _faults.Add($"{name} is planar and refers to a segmentation; give the one frame that is the region (PS3.16 TID 1410).");
        if (group.ReferencedSegments.Count > 0 && group.SourceImages.Count != 1)
            _faults.Add($"{name} is planar and refers to a segmentation; give the one image that it was found in (PS3.16 TID 1410).");
        if (group.SourceSeriesUid is not null)
            _faults.Add($"{name} is planar, but has a source series; give the source image (PS3.16 TID 1410).");
    }

    private void CheckSegment(string name, ImageReference segment)
    {
        ReportFile? file = evidence.Find(segment.SopInstanceUid)?.File;
        if (file is { IsSegmentation: false })
        {
            _faults.Add($"{name} refers to segments of {file.Name}, which is {Uids.NameOf(file.SopClassUid)}, no segmentation.");
            return;
        }

        string? sopClass = evidence.ClassOf(segment, Uids.SegmentationStorage);
        if (sopClass is not (Uids.SegmentationStorage or Uids.LabelMapSegmentationStorage))
            _faults.Add($"{name} refers to segments of {segment.SopInstanceUid} with SOP class {Uids.NameOf(sopClass!)}; Segmentation or Label Map Segmentation was expected.");
        if (segment.SegmentNumbers.Count > 0 && segment.FrameNumbers.Count > 0)
            _faults.Add($"{name} refers to segments and to frames of {file?.Name ?? segment.SopInstanceUid}; DICOM allows one of the two (PS3.3 Table 10-3).");
        if (file is null)
            return;
        HashSet<int> numbers = file.SegmentNumbers();
        foreach (int number in segment.SegmentNumbers.Where(number => !numbers.Contains(number)))
            _faults.Add($"{name} refers to segment {number} of {file.Name}, which has {(numbers.Count == 0 ? "no segments" : $"segments {string.Join(", ", numbers.Order())}")}.");
        CheckFrames(name, segment, file);
        CheckClass(name, segment, file);
    }

    private void CheckImage(string name, ImageReference image)
    {
        if (evidence.ClassOf(image) is null)
        {
            _faults.Add($"{name} refers to the image {image.SopInstanceUid}, which is not among the files given, so its SOP class is not known; give the file or SopClassUid.");
            return;
        }

        if (evidence.Find(image.SopInstanceUid)?.File is { } file)
        {
            CheckFrames(name, image, file);
            CheckClass(name, image, file);
        }
    }

    private void CheckMap(string name, string uid)
    {
        if (evidence.Find(uid)?.File is { } file && file.SopClassUid != Uids.RealWorldValueMappingStorage)
            _faults.Add($"{name} names {file.Name} as its real world value map, which is {Uids.NameOf(file.SopClassUid)}.");
    }

    private void CheckFrames(string name, ImageReference reference, ReportFile file)
    {
        int count = file.Header.GetInt32(Tags.NumberOfFrames) ?? 1;
        foreach (int frame in reference.FrameNumbers.Where(frame => frame < 1 || frame > count))
            _faults.Add($"{name} refers to frame {frame} of {file.Name}, which has {count} {(count == 1 ? "frame" : "frames")}.");
    }

    private void CheckClass(string name, ImageReference reference, ReportFile file)
    {
        if (reference.SopClassUid is not null && reference.SopClassUid != file.SopClassUid)
            _faults.Add($"{name} refers to {file.Name} as {Uids.NameOf(reference.SopClassUid)}; it is {Uids.NameOf(file.SopClassUid)}.");
    }

    // PS3.3 C.18.9.1.2: a polygon ends where it began, to the single precision in which points are held.
    private void CheckSpace(string name, SpatialRegion region)
    {
        CheckShape(name, region.GraphicType.ToString(), region.Points.Count, region.Points.All(point => float.IsFinite((float)point.X) && float.IsFinite((float)point.Y) && float.IsFinite((float)point.Z)));
        if (region is { GraphicType: GraphicType3D.Polygon, Points: [var first, .., var last] } && first != last)
            _faults.Add($"{name} has a polygon in space whose last point is not its first (PS3.3 C.18.9.1.2).");
    }

    // PS3.3 C.18.6.1.2, C.18.9.1.2.
    private void CheckRegion(string name, ImageRegion region)
    {
        CheckShape(name, region.GraphicType.ToString(), region.Points.Count, region.Points.All(point => float.IsFinite(point.Column) && float.IsFinite(point.Row)));
        if (region.PixelOrigin == PixelOriginInterpretation.Frame && region.Image.FrameNumbers.Count == 0 && evidence.ClassOf(region.Image) == Uids.VLWholeSlideMicroscopyImageStorage)
            _faults.Add($"{name} has a region whose points are counted from a frame of slide {region.Image.SopInstanceUid}, but names no frame; give Frame Numbers, or count from the Total Pixel Matrix (PS3.3 C.18.6).");
    }

    private void CheckShape(string name, string type, int count, bool isFinite)
    {
        (int least, int most) = type switch
        {
            "Point" => (1, 1),
            "Circle" => (2, 2),
            "Ellipse" => (4, 4),
            "Ellipsoid" => (6, 6),
            "Polyline" => (2, int.MaxValue),
            "Polygon" => (4, int.MaxValue),
            _ => (1, int.MaxValue),
        };
        if (count < least || count > most)
            _faults.Add($"{name} has a shape {type} of {Counted.Of(count, "point")}; {(most == least ? $"{least}" : $"{least} or more")} were expected (PS3.3 C.18.6.1.2).");
        if (!isFinite)
            _faults.Add($"{name} has a shape {type} with a point that is no number.");
    }

    private void CheckMeasurements(string name, IReadOnlyList<Measurement> measurements)
    {
        foreach (Measurement measurement in measurements)
        {
            string what = $"{name}, {measurement.Name.Meaning}";
            foreach (Measurement source in measurement.InferredFrom.Where(source => !IsInReport(source)))
                _faults.Add($"{what} is inferred from {source.Name.Meaning}, which is not in the report; add it to a group, or give it as a derivation parameter.");
            foreach (ImageReference image in measurement.InferredFromImages)
                CheckImage(what, image);
            if (measurement.RealWorldValueMapUid is not null)
                CheckMap(what, measurement.RealWorldValueMapUid);
        }
    }

    private bool IsInReport(Measurement measurement)
    {
        IEnumerable<Measurement> all = metadata.Groups.SelectMany(group => group.Measurements).Concat(metadata.DerivedMeasurements);
        return all.Any(other => ReferenceEquals(other, measurement)) || all.Contains(measurement);
    }

    private void CheckEvaluations(string name, IReadOnlyList<QualitativeEvaluation> evaluations)
    {
        foreach (QualitativeEvaluation evaluation in evaluations.Where(evaluation => evaluation.Code is null == evaluation.Text is null))
            _faults.Add($"{name}, {evaluation.Name.Meaning}: give the answer as a code or as a text, {(evaluation.Code is null ? "one of the two" : "not both")}.");
    }
}
