using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>Reads the headers of many files and finds out whether they are the images of one series.</summary>
internal sealed class SourceReading(string origin, bool leaveOutOthers)
{
    private readonly List<string> _faults = [];
    private readonly List<string> _warnings = [];

    public SourceImages Run(IReadOnlyList<SourceCandidate> candidates, CancellationToken cancellationToken)
    {
        List<SourceImage> images = WithoutRepeats(ReadHeaders(candidates, cancellationToken));
        if (images.Count == 0 && _faults.Count == 0)
            _faults.Add($"'{origin}' holds no DICOM image; {candidates.Count} file{(candidates.Count == 1 ? " was" : "s were")} looked at.{List(_warnings)}");
        Refuse();

        CheckOneSeries(images);
        bool hasCoordinates = HasCoordinates(images);
        foreach (SourceImage image in images)
            image.ReadFrames(hasCoordinates, _faults);
        Refuse();

        CheckOneGrid([.. images.Where(image => !image.IsMultiFrame)], hasCoordinates);
        Refuse();

        List<SourceFrame> frames = FrameGrids.Sort(images);
        if (hasCoordinates)
            TellRepeatedPositions(frames);
        return SourceImages.Of(frames, _warnings);
    }

    private static string List(IReadOnlyList<string> lines) =>
        lines.Count == 0 ? "" : " " + string.Join(" ", lines.Take(3)) + (lines.Count > 3 ? $" And {lines.Count - 3} more." : "");

    private void Refuse()
    {
        if (_faults.Count > 0)
            throw new ConversionException(_faults);
    }

    private List<SourceImage> ReadHeaders(IReadOnlyList<SourceCandidate> candidates, CancellationToken cancellationToken)
    {
        var images = new SourceImage?[candidates.Count];
        var reasons = new string?[candidates.Count];
        Parallel.For(0, candidates.Count, new ParallelOptions { CancellationToken = cancellationToken }, index =>
        {
            SourceCandidate candidate = candidates[index];
            try
            {
                DataSet header = candidate.ReadHeader();
                reasons[index] = WhyNotAnImage(header);
                if (reasons[index] is null)
                    images[index] = new SourceImage(candidate.Name, header, candidate.Open);
            }
            catch (Exception exception) when (exception is DicomFormatException or NotSupportedException)
            {
                reasons[index] = exception.Message;
            }
        });

        for (int index = 0; index < candidates.Count; index++)
        {
            if (reasons[index] is not { } reason)
                continue;
            if (leaveOutOthers)
                _warnings.Add($"{candidates[index].Name}: left out. {reason}");
            else
                _faults.Add($"{candidates[index].Name}: {reason}");
        }

        return [.. images.OfType<SourceImage>()];
    }

    private static string? WhyNotAnImage(DataSet header)
    {
        string sopClass = header.GetString(Tags.SOPClassUID) ?? "";
        if (sopClass is Uids.SegmentationStorage or Uids.LabelMapSegmentationStorage or Uids.ParametricMapStorage)
            return $"{Uids.NameOf(sopClass)} is derived from images, not one of them.";
        if (!header.HasValue(Tags.Rows) || !header.HasValue(Tags.Columns))
            return sopClass.Length == 0 ? "It has no SOP Class and no image." : $"{Uids.NameOf(sopClass)} holds no image.";
        if (sopClass.Length == 0 || !header.HasValue(Tags.SOPInstanceUID))
            return $"{Tags.SOPClassUID.Describe()} or {Tags.SOPInstanceUID.Describe()} is missing, so nothing can refer to it.";
        return null;
    }

    private List<SourceImage> WithoutRepeats(List<SourceImage> images)
    {
        var first = new Dictionary<string, SourceImage>();
        var kept = new List<SourceImage>(images.Count);
        foreach (SourceImage image in images)
        {
            if (first.TryAdd(image.SopInstanceUid, image))
                kept.Add(image);
            else
                _warnings.Add($"{image.Name}: left out. It is the same instance as {first[image.SopInstanceUid].Name} ({Tags.SOPInstanceUID.Describe()} {image.SopInstanceUid}).");
        }

        return kept;
    }

    private void CheckOneSeries(List<SourceImage> images)
    {
        var series = images.GroupBy(image => image.SeriesInstanceUid).ToList();
        if (series.Count > 1)
        {
            string list = string.Join("; ", series.Select(group =>
                $"{(group.Key.Length == 0 ? "without Series Instance UID" : group.Key)}: {group.Count()} ({group.First().Name}{(group.Count() > 1 ? ", ..." : "")})"));
            _faults.Add($"'{origin}' holds images of {series.Count} series; give the files of one. {list}.");
            return;
        }

        SourceImage reference = images[0];
        foreach (SourceImage image in images.Skip(1))
        {
            foreach (Tag tag in (ReadOnlySpan<Tag>)[Tags.StudyInstanceUID, Tags.FrameOfReferenceUID, Tags.PatientID])
            {
                if (image.Header.GetString(tag) != reference.Header.GetString(tag))
                    _faults.Add($"{image.Name}: {tag.Describe()} is '{image.Header.GetString(tag)}', but {reference.Name} of the same series has '{reference.Header.GetString(tag)}'.");
            }
        }
    }

    // PS3.3 C.7.6.2: images of these kinds lie in the patient; where they do not say how, something is missing. Others may be projections.
    private bool HasCoordinates(List<SourceImage> images)
    {
        try
        {
            return images.Exists(image =>
                image.SopClassUid is Uids.CTImageStorage or Uids.MRImageStorage or Uids.PositronEmissionTomographyImageStorage
                || SourceFrameReading.HasPlaneAttributes(image));
        }
        catch (DicomFormatException exception)
        {
            _faults.Add(exception.Message);
            return true;
        }
    }

    private void CheckOneGrid(List<SourceImage> images, bool hasCoordinates)
    {
        if (images.Count < 2)
            return;
        SourceImage reference = images[0];
        foreach (SourceImage image in images.Skip(1))
        {
            if (image.Rows != reference.Rows || image.Columns != reference.Columns)
                _faults.Add($"{image.Name}: {image.Columns} columns x {image.Rows} rows, but {reference.Name} has {reference.Columns} x {reference.Rows}.");
            if (!hasCoordinates)
                continue;
            ImagePlane plane = reference.Frames[0].Plane!.Value;
            ImagePlane other = image.Frames[0].Plane!.Value;
            if (!other.IsParallelTo(plane))
                Contradiction(image, reference, Tags.ImageOrientationPatient);
            if (Math.Abs(other.ColumnSpacingMm - plane.ColumnSpacingMm) > 1e-3 * plane.ColumnSpacingMm
                || Math.Abs(other.RowSpacingMm - plane.RowSpacingMm) > 1e-3 * plane.RowSpacingMm)
            {
                Contradiction(image, reference, Tags.PixelSpacing);
            }
        }
    }

    private void Contradiction(SourceImage image, SourceImage reference, Tag tag) =>
        _faults.Add($"{image.Name}: {tag.Describe()} is {image.Header.GetText(tag)}, but {reference.Name} has {reference.Header.GetText(tag)}.");

    // Where something tells frames in one place apart, they are as they should be.
    private void TellRepeatedPositions(List<SourceFrame> frames)
    {
        foreach ((_, List<SourceFrame> volume) in SourceVolumes.Split(frames))
        {
            for (int index = 1; index < volume.Count; index++)
            {
                SourceFrame previous = volume[index - 1];
                SourceFrame frame = volume[index];
                if (Math.Abs((frame.PositionMm!.Value - previous.PositionMm!.Value).Dot(frame.Plane!.Value.Normal)) >= PlaneStack.SamePositionMm)
                    continue;
                _warnings.Add(frame.Image.IsMultiFrame
                    ? $"{frame}: its position is also that of frame {previous.Number} of {previous.Image.Name}."
                    : $"{frame.Image.Name}: {Tags.ImagePositionPatient.Describe()} {frame.Image.Header.GetText(Tags.ImagePositionPatient)} is also that of {previous.Image.Name}.");
            }
        }
    }
}
