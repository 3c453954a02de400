using Dcmqi.Dicom;

namespace Dcmqi.Measurements;

/// <summary>The header of a file that a report is given: of its study, of what it measures or refers to.</summary>
internal sealed class ReportFile(string name, DataSet header)
{
    /// <summary>The file name without its folder.</summary>
    public string Name { get; } = name;

    public DataSet Header { get; } = header;

    public string SopClassUid { get; } = header.GetString(Tags.SOPClassUID) ?? "";

    public string SopInstanceUid { get; } = header.GetString(Tags.SOPInstanceUID) ?? "";

    public string SeriesInstanceUid { get; } = header.GetString(Tags.SeriesInstanceUID) ?? "";

    public string StudyInstanceUid { get; } = header.GetString(Tags.StudyInstanceUID) ?? "";

    public bool IsSegmentation => SopClassUid is Uids.SegmentationStorage or Uids.LabelMapSegmentationStorage;

    /// <summary>Whether it is an image that something can be measured on, rather than what was derived from one.</summary>
    public bool IsImage => !IsSegmentation && SopClassUid != Uids.ParametricMapStorage && Header.HasValue(Tags.Rows) && Header.HasValue(Tags.Columns);

    /// <summary>The numbers of the segments of a segmentation.</summary>
    public HashSet<int> SegmentNumbers() =>
        [.. Header.GetItems(Tags.SegmentSequence).Select(segment => segment.GetInt32(Tags.SegmentNumber)).OfType<int>()];

    /// <summary>Reads the header of a file.</summary>
    /// <exception cref="DicomFormatException">It is not a DICOM file, or has no UIDs by which it could be referred to.</exception>
    public static ReportFile Open(string path) => Of(Path.GetFileName(path), DicomFile.Open(path, parts: FileParts.Headers));

    public static ReportFile Open(Stream stream, string name) => Of(name, DicomFile.Open(stream, parts: FileParts.Headers));

    private static ReportFile Of(string name, DicomFile file)
    {
        foreach (Tag tag in (ReadOnlySpan<Tag>)[Tags.SOPClassUID, Tags.SOPInstanceUID, Tags.SeriesInstanceUID, Tags.StudyInstanceUID])
        {
            if (!file.DataSet.HasValue(tag))
                throw new DicomFormatException($"{tag.Describe()} is missing, so nothing can refer to it.", tag.ToString());
        }

        return new ReportFile(name, file.DataSet);
    }

    public override string ToString() => Name;
}
