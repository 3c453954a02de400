using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Iods.ContentTree;
using Dcmqi.Measurements;

namespace Dcmqi;

/// <summary>Makes a DICOM measurement report (PS3.16 TID 1500) from what is to be reported and the DICOM files that it is about.</summary>
/// <remarks>
/// <para>The SOP class follows from the content: Enhanced SR; Comprehensive SR where measurements refer to one another; Comprehensive 3D SR where a shape lies in space.</para>
/// <para>A builder is for one thread. What <see cref="Build"/> returns may be used from several.</para>
/// </remarks>
public sealed partial class MeasurementReportBuilder
{
    private readonly SourceImages? _source;
    private readonly List<ReportFile> _context = [];
    private readonly List<ReportFile> _images = [];
    private MeasurementReportMetadata _metadata;

    /// <summary>Creates a report on images.</summary>
    /// <param name="source">The images that were measured: they make the Image Library, and patient and study are taken from them. <see cref="SourceImages.None"/> gives patient and study without images.</param>
    /// <param name="metadata">The content of the report; groups may also be added. The files that it names, or instances by their SOP Instance UIDs, are looked for in <see cref="CompositeContextFolder"/> and <see cref="ImageLibraryFolder"/>, unless they are among the images or added.</param>
    public MeasurementReportBuilder(SourceImages source, MeasurementReportMetadata? metadata = null)
        : this(metadata ?? new MeasurementReportMetadata())
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        AddImages(source);
    }

    /// <summary>Creates a report whose metadata name the files that it is about, as dcmqi's documents do. Patient and study are taken from the first of them.</summary>
    /// <param name="metadata">The content of the report. The files that it names, or instances by their SOP Instance UIDs, are looked for in <see cref="CompositeContextFolder"/> and <see cref="ImageLibraryFolder"/>, unless they are added.</param>
    public MeasurementReportBuilder(MeasurementReportMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        _metadata = metadata;
    }

    /// <summary>Gets the folder of the files that <see cref="MeasurementReportMetadata.CompositeContext"/> names; the current one if not given.</summary>
    public string? CompositeContextFolder { get; init; }

    /// <summary>Gets the folder of the files that <see cref="MeasurementReportMetadata.ImageLibrary"/> names; the current one if not given.</summary>
    public string? ImageLibraryFolder { get; init; }

    /// <summary>Gets which files the metadata may name: by default those in <see cref="CompositeContextFolder"/> and <see cref="ImageLibraryFolder"/> and the folders within them, so that a document from elsewhere cannot make other files be read.</summary>
    public DataFileAccess NamedFiles { get; init; } = DataFileAccess.OwnFolderAndBelow;

    /// <summary>Gets the SOP class, where it is not to follow from the content: <c>1.2.840.10008.5.1.4.1.1.88.22</c> (Enhanced), <c>.33</c> (Comprehensive) or <c>.34</c> (Comprehensive 3D).</summary>
    public string? SopClassUid { get; init; }

    /// <summary>Gets who made the report, with what and when, and under which identifiers. Default: as <see cref="Dcmqi.Authorship"/> says.</summary>
    public Authorship Authorship { get; init; } = new();

    /// <summary>Checks everything and makes the report.</summary>
    /// <param name="progress">Receives progress: files read and groups composed.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>A report as <see cref="MeasurementReport.Open(string, OpenOptions?)"/> gives it.</returns>
    /// <exception cref="MetadataException">The metadata made in code break their schema; every violation is listed.</exception>
    /// <exception cref="ConversionException">Report and files do not go together, or files named are not there; every fault is listed.</exception>
    public MeasurementReport Build(IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<MetadataViolation> violations = _metadata.Validate();
        if (violations.Count > 0)
            throw new MetadataException(violations);

        var faults = new List<string>();
        List<string> warnings = [.. _metadata.Warnings, .. _source?.Warnings ?? []];
        Authorship.Check(faults);
        var files = new ReportFiles(faults, NamedFiles, [CompositeContextFolder, ImageLibraryFolder], _metadata.CompositeContext.Count + _metadata.ImageLibrary.Count, progress, cancellationToken);
        List<ReportFile> context = files.Find(_context, _metadata.CompositeContext, CompositeContextFolder, _images);
        List<ReportFile> images = files.Find(_images, _metadata.ImageLibrary, ImageLibraryFolder, _context);
        ReportFile? first = _source?.Images.Count > 0 ? _images[0] : context.Concat(images).FirstOrDefault();
        if (first is null && _source?.Context is null && faults.Count == 0)
            faults.Add("Patient and study of the report are not known. Give the images, SourceImages.None with a context, or a DICOM file of the study with AddCompositeContext.");

        MeasurementReportMetadata metadata = WithDefaults(_metadata);
        var evidence = new ReportEvidence([.. context.Concat(images).DistinctBy(file => file.SopInstanceUid)]);
        faults.AddRange(ReportFaults.Of(metadata, evidence));
        ConversionException.ThrowIfAny(faults);

        ContainerItem root = new ReportComposer(metadata, evidence, [.. images.DistinctBy(image => image.SopInstanceUid)], Authorship.Uids).Compose(progress, cancellationToken);
        var dataSet = new DataSet();
        var document = new DocumentComposer(metadata, Authorship, warnings);
        IReadOnlyList<string> known = _source?.Faults ?? [];
        if (_source?.Context is { } given)
            document.Inherit(dataSet, given.ToHeader(Authorship.Uids), CompositeContext.DescribedAs, known);
        else
            document.Inherit(dataSet, first!.Header, first.Name, known);
        document.SetModules(dataSet, SopClassFor(root), _source?.Context, first?.Header.GetText(Tags.InstitutionName));
        evidence.WriteTo(dataSet, dataSet.GetString(Tags.StudyInstanceUID)!, warnings);
        ContentTreeWriter.Write(dataSet, root);

        var findings = new FindingList();
        DocumentChecker.Check(dataSet, findings, withCodes: false);
        ConversionException.ThrowIfAny([.. findings.ToList().Where(finding => finding.Severity == ValidationSeverity.Error).Select(finding => $"The report would not be valid: {finding}")]);
        warnings.AddRange(CodeRules.FaultsIn(dataSet, Tags.ContentSequence));
        return new MeasurementReport(null, dataSet, warnings);
    }

    /// <summary>Returns number of groups and files.</summary>
    public override string ToString() =>
        $"MeasurementReportBuilder: {_metadata}, {_context.Count + _images.Count} {(_context.Count + _images.Count == 1 ? "file" : "files")} added";

    // What is said for all groups that do not say otherwise.
    private static MeasurementReportMetadata WithDefaults(MeasurementReportMetadata metadata) => metadata with
    {
        Groups =
        [
            .. metadata.Groups.Select(group => group with
            {
                ActivitySession = group.ActivitySession ?? metadata.ActivitySession,
                TimePoint = group.TimePoint ?? metadata.TimePoint,
                Method = group.Method ?? metadata.Method,
            }),
        ],
    };

    private string SopClassFor(ContainerItem root)
    {
        string needed = ContentTreeWriter.SopClassFor(root);
        if (SopClassUid is null)
            return needed;
        string[] classes = [Dicom.Uids.EnhancedSRStorage, Dicom.Uids.ComprehensiveSRStorage, Dicom.Uids.Comprehensive3DSRStorage];
        int given = Array.IndexOf(classes, SopClassUid);
        if (given < 0)
            throw new ConversionException($"SopClassUid is {SopClassUid}; a report is {string.Join(", ", classes.Select(Dicom.Uids.NameOf))}.");
        if (given < Array.IndexOf(classes, needed))
            throw new ConversionException($"SopClassUid is {Dicom.Uids.NameOf(SopClassUid)}; the content needs {Dicom.Uids.NameOf(needed)}.");
        return SopClassUid;
    }
}
