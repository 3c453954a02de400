using Dcmqi.Binary;
using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Sources;

/// <summary>Reads the headers of many files and finds out which images they are and how these belong together.</summary>
internal sealed class SourceReading(string origin, IProgress<ConversionProgress>? progress = null)
{
    // What nothing can be made of, what the sources do wrong, and what else there is to tell.
    private readonly List<string> _refusals = [];
    private readonly List<string> _faults = [];
    private readonly List<string> _warnings = [];

    public SourceImages Run(IReadOnlyList<SourceCandidate> candidates, CancellationToken cancellationToken)
    {
        List<SourceImage> images = WithoutRepeats(ReadHeaders(candidates, cancellationToken));
        if (images.Count == 0 && _refusals.Count == 0)
        {
            _refusals.Add($"'{origin}' holds no DICOM image; {candidates.Count} file{(candidates.Count == 1 ? " was" : "s were")} looked at.{List([.. _faults, .. _warnings])}");
        }

        Refuse();
        bool hasCoordinates = HasCoordinates(images);
        var checks = new SourceChecks(origin, _refusals, _faults, _warnings);
        checks.CheckSeries(images, hasCoordinates);
        Refuse();

        images = ReadFrames(images, hasCoordinates, cancellationToken);
        checks.CheckGrids(images, hasCoordinates);
        List<SourceFrame> frames = FrameGrids.Sort(images);
        if (hasCoordinates)
            checks.TellRepeatedPositions(frames);
        return SourceImages.Of(frames, _faults, _warnings);
    }

    /// <summary>Takes what a folder holds that is not a file, a sentence each.</summary>
    public void LeaveOut(IEnumerable<string> warnings) => _warnings.AddRange(warnings);

    private static string List(IReadOnlyList<string> lines) =>
        lines.Count == 0 ? "" : " " + string.Join(" ", lines.Take(3)) + (lines.Count > 3 ? $" And {lines.Count - 3} more." : "");

    private void Refuse()
    {
        if (_refusals.Count > 0)
            throw new ConversionException(_refusals);
    }

    private List<SourceImage> ReadHeaders(IReadOnlyList<SourceCandidate> candidates, CancellationToken cancellationToken)
    {
        var images = new SourceImage?[candidates.Count];
        var reasons = new string?[candidates.Count];
        var reading = new StageProgress(progress, "Reading headers", candidates.Count);
        ParallelLoop.Run(candidates.Count, index =>
        {
            SourceCandidate candidate = candidates[index];
            try
            {
                DataSet header = candidate.ReadHeader();
                reasons[index] = WhyNotAnImage(header);
                if (reasons[index] is null)
                    images[index] = new SourceImage(candidate, header);
            }
            catch (Exception exception) when (exception is DicomFormatException or NotSupportedException || (!candidate.IsNamed && exception is IOException or UnauthorizedAccessException))
            {
                reasons[index] = exception.Message;
            }

            reading.Step();
        }, cancellationToken);

        for (int index = 0; index < candidates.Count; index++)
        {
            if (reasons[index] is not { } reason)
                continue;

            // What reads a file begins with its name.
            string name = candidates[index].Name;
            string why = reason.StartsWith(Path.GetFileName(name) + ": ", StringComparison.Ordinal) ? reason[(Path.GetFileName(name).Length + 2)..] : reason;
            if (!candidates[index].IsNamed)
                _warnings.Add($"{name}: left out. {why}");
            else
                _refusals.Add($"{name}: {why}");
        }

        return [.. images.OfType<SourceImage>().Where(CanBeReferredTo)];
    }

    private static string? WhyNotAnImage(DataSet header)
    {
        string sopClass = header.GetString(Tags.SOPClassUID) ?? "";
        if (sopClass is Uids.SegmentationStorage or Uids.LabelMapSegmentationStorage or Uids.ParametricMapStorage)
            return $"{Uids.NameOf(sopClass)} is derived from images, not one of them.";

        // What is called an image, but has no size, is a broken one.
        bool hasSize = header.HasValue(Tags.Rows) && header.HasValue(Tags.Columns);
        if (!hasSize && !Uids.NameOf(sopClass).Contains("Image Storage", StringComparison.Ordinal))
            return sopClass.Length == 0 ? "It has no SOP Class and no image." : $"{Uids.NameOf(sopClass)} holds no image.";
        return null;
    }

    private bool CanBeReferredTo(SourceImage image)
    {
        foreach ((Tag tag, string uid) in (ReadOnlySpan<(Tag, string)>)[(Tags.SOPClassUID, image.SopClassUid), (Tags.SOPInstanceUID, image.SopInstanceUid)])
        {
            if (uid.Length > 0 && ValueRules.Check(VR.UI, uid) is null)
                continue;

            // What has digits and dots as a UID has, but under no root, is no reason to lose the image; it identifies one all the same.
            if (ValueRules.IsUidOfNoRoot(uid))
            {
                _faults.Add($"{image.Name}: {tag.Describe()} is {QuotedValue.Of(uid)}; UIDs begin with 0, 1 or 2 (ISO 8824-1). It is referred to as it is.");
                continue;
            }

            _faults.Add($"{image.Name}: {tag.Describe()} is {(uid.Length == 0 ? "missing" : $"{QuotedValue.Of(uid)}, which is no UID")}, so nothing can refer to it. The image was left out.");
            return false;
        }

        return true;
    }

    private List<SourceImage> WithoutRepeats(List<SourceImage> images)
    {
        var first = new Dictionary<string, SourceImage>();
        var kept = new List<SourceImage>(images.Count);
        foreach (SourceImage image in images)
        {
            if (first.TryAdd(image.SopInstanceUid, image))
            {
                kept.Add(image);
                continue;
            }

            SourceImage other = first[image.SopInstanceUid];
            if (IsCopy(image.Header, other.Header))
                _warnings.Add($"{image.Name}: left out. It is the same instance as {other.Name} ({Tags.SOPInstanceUID.Describe()} {image.SopInstanceUid}).");
            else
                _faults.Add($"{image.Name}: {Tags.SOPInstanceUID.Describe()} {image.SopInstanceUid} is also that of {other.Name}, which is another image. The image was left out.");
        }

        return kept;
    }

    private static bool IsCopy(DataSet header, DataSet other)
    {
        foreach (Tag tag in (ReadOnlySpan<Tag>)[Tags.SeriesInstanceUID, Tags.InstanceNumber, Tags.ImagePositionPatient, Tags.NumberOfFrames])
        {
            if (header.GetText(tag) != other.GetText(tag))
                return false;
        }

        return true;
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
            _refusals.Add(exception.Message);
            return true;
        }
    }

    // What cannot be placed is left out, where anything is left then.
    private List<SourceImage> ReadFrames(List<SourceImage> images, bool hasCoordinates, CancellationToken cancellationToken)
    {
        var faults = new List<string>[images.Count];
        ParallelLoop.Run(images.Count, index =>
        {
            faults[index] = [];
            images[index].ReadFrames(hasCoordinates, faults[index]);
        }, cancellationToken);
        List<SourceImage> kept = [.. images.Where((_, index) => faults[index].Count == 0)];
        _refusals.AddRange(kept.Count == 0 ? faults.SelectMany(some => some) : []);
        Refuse();
        _faults.AddRange(faults.SelectMany(some => some).Select(fault => fault + " The image was left out."));
        return kept;
    }
}
