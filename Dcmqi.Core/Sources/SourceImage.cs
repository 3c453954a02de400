using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Sources;

namespace Dcmqi;

/// <summary>The header of one DICOM image: an instance of one frame or several. Its pixels are not read.</summary>
public sealed partial class SourceImage
{
    private readonly SourceCandidate _candidate;
    private readonly Lazy<SlideImage?> _slide;
    private IReadOnlyList<SourceFrame> _frames = [];

    internal SourceImage(SourceCandidate candidate, DataSet header)
    {
        _candidate = candidate;
        Name = candidate.Name;
        Header = header;
        SopClassUid = header.GetString(Tags.SOPClassUID) ?? "";
        SopInstanceUid = header.GetString(Tags.SOPInstanceUID) ?? "";
        SeriesInstanceUid = header.GetString(Tags.SeriesInstanceUID) ?? "";
        StudyInstanceUid = header.GetString(Tags.StudyInstanceUID) ?? "";
        SharedGroups = header.GetItem(Tags.SharedFunctionalGroupsSequence);
        _slide = new Lazy<SlideImage?>(() => SlideReading.IsTiled(Header) ? SlideImage.Read(this) : null);
        IsMultiFrame = SharedGroups is not null || header.Contains(Tags.PerFrameFunctionalGroupsSequence) || header.HasValue(Tags.NumberOfFrames);
    }

    /// <summary>Gets the file name without its folder, or <c>stream 1</c> and so on for streams.</summary>
    public string Name { get; }

    /// <summary>Gets the SOP Class UID (0008,0016).</summary>
    public string SopClassUid { get; }

    /// <summary>Gets the name of the SOP Class, such as <c>CT Image Storage</c>; its UID if it has none.</summary>
    public string SopClassName => Uids.NameOf(SopClassUid);

    /// <summary>Gets the Modality (0008,0060), such as <c>CT</c>; empty if it is missing.</summary>
    public string Modality => Header.GetString(Tags.Modality) ?? "";

    /// <summary>Gets the Body Part Examined (0018,0015), such as <c>CHEST</c>; empty if it is missing.</summary>
    public string BodyPartExamined => Header.GetString(Tags.BodyPartExamined) ?? "";

    /// <summary>Gets the Photometric Interpretation (0028,0004), such as <c>MONOCHROME2</c>; <c>MONOCHROME1</c> shows the lowest value white. Empty if it is missing.</summary>
    public string PhotometricInterpretation => Header.GetString(Tags.PhotometricInterpretation) ?? "";

    /// <summary>Gets the SOP Instance UID (0008,0018).</summary>
    public string SopInstanceUid { get; }

    /// <summary>Gets the Series Instance UID (0020,000E).</summary>
    public string SeriesInstanceUid { get; }

    /// <summary>Gets the Study Instance UID (0020,000D).</summary>
    public string StudyInstanceUid { get; }

    /// <summary>Gets the Rows (0028,0010).</summary>
    public int Rows { get; private set; }

    /// <summary>Gets the Columns (0028,0011).</summary>
    public int Columns { get; private set; }

    /// <summary>Gets its frames by number, whether or not they were selected; one for a single-frame image.</summary>
    public IReadOnlyList<SourceFrame> Frames => _frames;

    /// <summary>Gets whether the image is of a multi-frame kind, even where it has one frame only.</summary>
    public bool IsMultiFrame { get; }

    /// <summary>Gets the position of its first frame: the centre of the first pixel, LPS, in millimetres; <see langword="null"/> without patient coordinates.</summary>
    public Vector3d? PositionMm => _frames.Count == 0 ? null : _frames[0].PositionMm;

    /// <summary>Gets what it says of itself as an image of a slide, made of tiles; <see langword="null"/> for images of other kinds.</summary>
    /// <exception cref="DicomFormatException">Something that tiles need is missing or contradictory.</exception>
    public SlideImage? Slide => _slide.Value;

    internal bool IsSlideVolume => SlideReading.IsTiled(Header) && SlideImage.KindOf(Header) == SlideImageKind.Volume;

    internal DataSet Header { get; }

    /// <summary>The bytes of its file; <see langword="null"/> if they are not known.</summary>
    internal long? FileLength => _candidate.Length();

    internal DataSet? SharedGroups { get; }

    /// <summary>Returns the name, image type, size and place.</summary>
    public override string ToString()
    {
        string frames = IsMultiFrame ? string.Create(CultureInfo.InvariantCulture, $" x {Frames.Count}") : "";
        string place = PositionMm is { } position
            ? string.Create(CultureInfo.InvariantCulture, $", at ({position.X:0.##}, {position.Y:0.##}, {position.Z:0.##}) mm")
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Name}: {Uids.NameOf(SopClassUid)}, {Columns} x {Rows}{frames}{place}");
    }

    /// <summary>Opens the file once more, pixels and all.</summary>
    /// <exception cref="ConversionException">It is not the image any more whose header was read.</exception>
    internal DicomFile Reopen()
    {
        DicomFile file = _candidate.Open();
        string? found = file.DataSet.GetString(Tags.SOPInstanceUID);
        if ((found ?? "") == SopInstanceUid)
            return file;
        file.Dispose();
        throw new ConversionException($"{Name} changed since its header was read: {Tags.SOPInstanceUID.Describe()} was {SopInstanceUid}, it is {found ?? "missing"}. Load the images anew.");
    }

    /// <summary>Reads size and frames; adds to <paramref name="faults"/> what keeps them from being read.</summary>
    /// <param name="hasCoordinates">Whether the frames have planes in the patient.</param>
    /// <param name="faults">Takes one sentence for each fault.</param>
    internal void ReadFrames(bool hasCoordinates, List<string> faults)
    {
        int before = faults.Count;
        Rows = Dimension(Tags.Rows, faults);
        Columns = Dimension(Tags.Columns, faults);
        if (!hasCoordinates && faults.Count > before)
            return;
        _frames = new SourceFrameReading(this, faults).Run(hasCoordinates);
    }

    private int Dimension(Tag tag, List<string> faults)
    {
        int? value = null;
        try
        {
            value = Header.GetInt32(tag);
        }
        catch (DicomFormatException exception)
        {
            faults.Add($"{Name}: {exception.Message}");
            return 0;
        }

        if (value is > 0 and <= ushort.MaxValue)
            return value.Value;
        faults.Add($"{Name}: {tag.Describe()} is {(value is null ? "missing" : value)}.");
        return 0;
    }
}
