using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>Reads the headers of many files and finds out whether they are the images of one series.</summary>
internal sealed class SourceReading(string origin, bool leaveOutOthers)
{
    private readonly List<string> _faults = [];
    private readonly List<string> _warnings = [];

    public SourceImages Run(IReadOnlyList<(string Name, Func<DicomFile> Open)> candidates, CancellationToken cancellationToken)
    {
        List<SourceImage> images = WithoutRepeats(ReadHeaders(candidates, cancellationToken));
        if (images.Count == 0 && _faults.Count == 0)
            _faults.Add($"'{origin}' holds no DICOM image; {candidates.Count} file{(candidates.Count == 1 ? " was" : "s were")} looked at.{List(_warnings)}");
        Refuse();

        CheckOneSeries(images);
        foreach (SourceImage image in images)
            image.ReadPlane(_faults);
        Refuse();

        CheckOneGrid(images);
        Refuse();

        Vector3d normal = images[0].Plane.Normal;
        images = [.. images.OrderBy(image => image.PositionMm.Dot(normal)).ThenBy(image => image.Header.GetString(Tags.InstanceNumber)?.PadLeft(12)).ThenBy(image => image.Name, StringComparer.Ordinal)];
        TellRepeatedPositions(images, normal);
        return SourceImages.Of(images, _warnings);
    }

    private static string List(IReadOnlyList<string> lines) =>
        lines.Count == 0 ? "" : " " + string.Join(" ", lines.Take(3)) + (lines.Count > 3 ? $" And {lines.Count - 3} more." : "");

    private void Refuse()
    {
        if (_faults.Count > 0)
            throw new ConversionException(_faults);
    }

    private List<SourceImage> ReadHeaders(IReadOnlyList<(string Name, Func<DicomFile> Open)> candidates, CancellationToken cancellationToken)
    {
        var images = new SourceImage?[candidates.Count];
        var reasons = new string?[candidates.Count];
        Parallel.For(0, candidates.Count, new ParallelOptions { CancellationToken = cancellationToken }, index =>
        {
            (string name, Func<DicomFile> open) = candidates[index];
            try
            {
                DataSet header = open().DataSet;
                reasons[index] = WhyNotAnImage(header);
                if (reasons[index] is null)
                    images[index] = new SourceImage(name, header);
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
        if (header.Contains(Tags.SharedFunctionalGroupsSequence) || header.GetInt32(Tags.NumberOfFrames) > 1)
            return $"It is a multi-frame image ({header.GetInt32(Tags.NumberOfFrames)} frames); single-frame images are supported.";
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

    private void CheckOneGrid(List<SourceImage> images)
    {
        SourceImage reference = images[0];
        ImagePlane plane = reference.Plane;
        foreach (SourceImage image in images.Skip(1))
        {
            ImagePlane other = image.Plane;
            if (other.Rows != plane.Rows || other.Columns != plane.Columns)
                _faults.Add($"{image.Name}: {other.Columns} columns x {other.Rows} rows, but {reference.Name} has {plane.Columns} x {plane.Rows}.");
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

    private void TellRepeatedPositions(List<SourceImage> images, Vector3d normal)
    {
        for (int index = 1; index < images.Count; index++)
        {
            SourceImage previous = images[index - 1];
            SourceImage image = images[index];
            if (Math.Abs((image.PositionMm - previous.PositionMm).Dot(normal)) < PlaneStack.SamePositionMm)
                _warnings.Add($"{image.Name}: {Tags.ImagePositionPatient.Describe()} {image.Header.GetText(Tags.ImagePositionPatient)} is also that of {previous.Name}.");
        }
    }
}
