using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;
using Dcmqi.Iods;

namespace Dcmqi.Segmentations;

/// <summary>Joins the instances of one concatenation, in whatever order they come, into the object they were split from.</summary>
internal sealed class ConcatenationReader(IReadOnlyList<ConcatenationPart> parts)
{
    // PS3.3 C.7.6.16.2.2.4: all but identifiers, frames and what is said of them is the same. These decide how frames are read.
    private static readonly Tag[] SameAttributes =
    [
        Tags.SOPClassUID, Tags.StudyInstanceUID, Tags.SeriesInstanceUID, Tags.PatientID, Tags.FrameOfReferenceUID, Tags.SOPInstanceUIDOfConcatenationSource,
        Tags.InConcatenationTotalNumber, Tags.SegmentationType, Tags.SegmentationFractionalType, Tags.MaximumFractionalValue, Tags.SamplesPerPixel,
        Tags.PhotometricInterpretation, Tags.Rows, Tags.Columns, Tags.BitsAllocated, Tags.BitsStored, Tags.PixelRepresentation, Tags.PixelPaddingValue,
    ];

    private static readonly Tag[] SameSequences = [Tags.SegmentSequence, Tags.SharedFunctionalGroupsSequence, Tags.DimensionIndexSequence];

    private readonly List<string> _warnings = [];

    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The joined object: its data set, and its frames, each read from the part it lies in.</summary>
    /// <exception cref="ConversionException">The parts do not make one object; every fault is listed.</exception>
    /// <exception cref="NotSupportedException">A transfer syntax is not supported.</exception>
    /// <exception cref="DicomFormatException">A part is malformed.</exception>
    public (DataSet DataSet, FrameReader Frames) Join()
    {
        ConcatenationPart[] ordered = [.. parts.OrderBy(part => part.Number ?? int.MaxValue)];
        var faults = new List<string>();
        CheckNumbers(ordered, faults);
        CheckSame(ordered, faults);
        if (faults.Count == 0)
            CheckFrames(ordered, faults);
        ConversionException.ThrowIfAny(faults);

        foreach (ConcatenationPart part in ordered)
            _warnings.AddRange(part.File.Warnings.Select(warning => $"{part.Name}: {warning}"));
        DataSet whole = ordered[0].DataSet.ShallowCopy();
        foreach (Tag tag in (ReadOnlySpan<Tag>)
            [
                Tags.ConcatenationUID, Tags.SOPInstanceUIDOfConcatenationSource, Tags.InConcatenationNumber, Tags.InConcatenationTotalNumber, Tags.ConcatenationFrameOffsetNumber,
                Tags.ExtendedOffsetTable, Tags.ExtendedOffsetTableLengths,
            ])
            whole.Remove(tag);
        DataSet[] groups = [.. ordered.SelectMany(part => part.FrameGroups)];
        whole.Set(Tags.SOPInstanceUID, ordered[0].DataSet.GetString(Tags.SOPInstanceUIDOfConcatenationSource)!);
        whole.Set(Tags.NumberOfFrames, groups.Length);
        whole.SetItems(Tags.PerFrameFunctionalGroupsSequence, groups);
        var frames = JoinedFrameReader.Of([.. ordered.Select(part => part.Frames(_warnings))]);
        whole.SetBulk(Tags.PixelData, TranscodedFile.VRof(frames.Format), TranscodedFile.PixelsOf(frames.Format, frames.FrameCount, frames.ReadFrame));
        return (whole, frames);
    }

    private void CheckNumbers(ConcatenationPart[] ordered, List<string> faults)
    {
        ConcatenationPart? known = Array.Find(ordered, part => part.ConcatenationUid is not null);
        foreach (ConcatenationPart part in ordered)
        {
            if (part.ConcatenationUid is null)
            {
                faults.Add($"'{part.Name}' is no part of a concatenation: it lacks {Tags.ConcatenationUID.Describe()}.");
                continue;
            }

            if (part.ConcatenationUid != known!.ConcatenationUid)
                faults.Add($"'{part.Name}' belongs to the concatenation {part.ConcatenationUid}, but '{known.Name}' to {known.ConcatenationUid}.");
            if (part.Number is not > 0)
                faults.Add($"'{part.Name}': {Tags.InConcatenationNumber.Describe()} is {Said(part.Number)}; 1 or more was expected.");
            if (!part.DataSet.HasValue(Tags.SOPInstanceUIDOfConcatenationSource))
                faults.Add($"'{part.Name}' lacks {Tags.SOPInstanceUIDOfConcatenationSource.Describe()}.");
        }

        // What does not belong together has no order that could have gaps.
        if (faults.Count > 0)
            return;
        foreach (IGrouping<int?, ConcatenationPart> same in ordered.GroupBy(part => part.Number).Where(group => group.Count() > 1))
            faults.Add($"Part {same.Key} is there {same.Count()} times: {string.Join(", ", same.Select(part => $"'{part.Name}'"))}.");
        CheckComplete(ordered, faults);
    }

    private void CheckComplete(ConcatenationPart[] ordered, List<string> faults)
    {
        HashSet<int> there = [.. ordered.Select(part => part.Number ?? 0)];
        int? total = ordered.Max(part => part.Total);
        if (total is null)
            _warnings.Add($"{Tags.InConcatenationTotalNumber.Describe()} is missing; whether parts are missing at the end cannot be told.");
        int last = total ?? there.Max();

        // A number from a file decides how long this takes: what is missing is told in ranges, not one by one.
        int expected = 1;
        foreach (int number in there.Where(number => number > 0).Order().Append(last < int.MaxValue ? last + 1 : last))
        {
            if (number > expected && expected <= last)
                faults.Add(number - 1 == expected ? $"Part {expected} of {last} is missing." : $"Parts {expected} to {number - 1} of {last} are missing.");
            expected = Math.Max(expected, number < int.MaxValue ? number + 1 : number);
        }

        foreach (ConcatenationPart part in ordered.Where(part => part.Number > last))
            faults.Add($"'{part.Name}' is part {part.Number}; {Tags.InConcatenationTotalNumber.Describe()} is {last}.");
    }

    private static void CheckSame(ConcatenationPart[] ordered, List<string> faults)
    {
        ConcatenationPart first = ordered[0];
        foreach (ConcatenationPart part in ordered.Skip(1).Where(part => part.ConcatenationUid is not null && part.ConcatenationUid == first.ConcatenationUid))
        {
            foreach (Tag tag in SameAttributes)
            {
                if (ElementComparison.IsSame(first.DataSet, part.DataSet, tag))
                    continue;
                faults.Add($"'{part.Name}': {tag.Describe()} is '{TextOf(part.DataSet, tag)}', but in '{first.Name}' it is '{TextOf(first.DataSet, tag)}'.");
            }

            foreach (Tag tag in SameSequences.Where(tag => !ElementComparison.IsSame(first.DataSet, part.DataSet, tag)))
                faults.Add($"'{part.Name}': {tag.Describe()} is another than in '{first.Name}'.");
        }
    }

    private static void CheckFrames(ConcatenationPart[] ordered, List<string> faults)
    {
        long offset = 0;
        foreach (ConcatenationPart part in ordered)
        {
            int count = part.FrameGroups.Count;
            if (part.DataSet.GetInt32(Tags.NumberOfFrames) is { } stated && stated != count)
                faults.Add($"'{part.Name}': {Tags.PerFrameFunctionalGroupsSequence.Describe()} has {Counted.Of(count, "item")}; {Tags.NumberOfFrames.Describe()} is {stated}.");
            if (count == 0)
                faults.Add($"'{part.Name}' has no frames.");
            if (part.FrameOffset != offset)
                faults.Add($"'{part.Name}': {Tags.ConcatenationFrameOffsetNumber.Describe()} is {Said(part.FrameOffset)}; the parts before have {Counted.Of(offset, "frame")}.");
            offset += count;
        }

        if (offset > int.MaxValue)
            faults.Add($"The parts have {Counted.Of(offset, "frame")} together; {int.MaxValue} are the most.");
    }

    private static string TextOf(DataSet dataSet, Tag tag) => dataSet.Find(tag) switch
    {
        null => "missing",
        { VR: var vr } when vr.IsText() => dataSet.GetText(tag) ?? "",
        _ => dataSet.GetInt64(tag)?.ToString(CultureInfo.InvariantCulture) ?? "",
    };

    private static string Said(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "missing";
}
