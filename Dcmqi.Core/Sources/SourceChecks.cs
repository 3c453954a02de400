using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Sources;

/// <summary>Compares the images of a source with each other.</summary>
/// <param name="origin">Where they come from, as messages name it.</param>
/// <param name="refusals">Takes what nothing can be made of.</param>
/// <param name="faults">Takes what the images do wrong.</param>
/// <param name="warnings">Takes what else there is to tell.</param>
internal sealed class SourceChecks(string origin, List<string> refusals, List<string> faults, List<string> warnings)
{
    /// <summary>Whether all are of one patient and, where they have coordinates, of one frame of reference.</summary>
    public void CheckSeries(List<SourceImage> images, bool hasCoordinates)
    {
        List<IGrouping<string, SourceImage>> series = [.. images.GroupBy(image => image.SeriesInstanceUid)];
        SourceImage reference = images[0];
        foreach (SourceImage image in images.Skip(1))
        {
            Compare(image, reference, Tags.PatientID, refusals);
            if (hasCoordinates)
                Compare(image, reference, Tags.FrameOfReferenceUID, refusals);
            if (image.SeriesInstanceUid == reference.SeriesInstanceUid)
                Compare(image, reference, Tags.StudyInstanceUID, faults);
        }

        if (series.Count < 2)
            return;
        string list = string.Join("; ", series.Select(group =>
            $"{(group.Key.Length == 0 ? "without Series Instance UID" : group.Key)}: {group.Count()} ({group.First().Name}{(group.Count() > 1 ? ", ..." : "")})"));
        if (refusals.Count > 0)
            refusals.Insert(0, $"'{origin}' holds images of {series.Count} series that do not lie in one frame of reference of one patient; give those that do. {list}.");
        else
            warnings.Add($"'{origin}' holds images of {series.Count} series; all are referred to, and the first gives patient and study. {list}.");
    }

    /// <summary>Whether the single-frame images of each series have one size, orientation and pixel spacing.</summary>
    public void CheckGrids(List<SourceImage> images, bool hasCoordinates)
    {
        foreach (IGrouping<string, SourceImage> series in images.Where(image => !image.IsMultiFrame).GroupBy(image => image.SeriesInstanceUid))
        {
            SourceImage reference = series.First();
            foreach (SourceImage image in series.Skip(1))
                CheckGrid(image, reference, hasCoordinates);
        }
    }

    /// <summary>Tells frames that lie in one place although nothing tells them apart.</summary>
    public void TellRepeatedPositions(List<SourceFrame> frames)
    {
        foreach ((_, List<SourceFrame> volume) in SourceVolumes.Split(frames))
        {
            for (int index = 1; index < volume.Count; index++)
            {
                SourceFrame previous = volume[index - 1];
                SourceFrame frame = volume[index];
                if (Math.Abs((frame.PositionMm!.Value - previous.PositionMm!.Value).Dot(frame.Plane!.Value.Normal)) >= PlaneStack.SamePositionMm)
                    continue;
                warnings.Add(frame.Image.IsMultiFrame
                    ? $"{frame}: its position is also that of frame {previous.Number} of {previous.Image.Name}."
                    : $"{frame.Image.Name}: {Tags.ImagePositionPatient.Describe()} {frame.Image.Header.GetText(Tags.ImagePositionPatient)} is also that of {previous.Image.Name}.");
            }
        }
    }

    private static void Compare(SourceImage image, SourceImage reference, Tag tag, List<string> target)
    {
        string? value = image.Header.GetString(tag);
        string? expected = reference.Header.GetString(tag);
        if (value != expected)
            target.Add($"{image.Name}: {tag.Describe()} is '{value}', but {reference.Name}{(image.SeriesInstanceUid == reference.SeriesInstanceUid ? " of the same series" : "")} has '{expected}'.");
    }

    private void CheckGrid(SourceImage image, SourceImage reference, bool hasCoordinates)
    {
        if (image.Rows != reference.Rows || image.Columns != reference.Columns)
            faults.Add($"{image.Name}: {Counted.Of(image.Columns, "column")} x {Counted.Of(image.Rows, "row")}, but {reference.Name} has {reference.Columns} x {reference.Rows}.");
        if (!hasCoordinates)
            return;
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

    private void Contradiction(SourceImage image, SourceImage reference, Tag tag) =>
        faults.Add($"{image.Name}: {tag.Describe()} is {image.Header.GetText(tag)}, but {reference.Name} has {reference.Header.GetText(tag)}.");
}
