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
    private MeasurementReportMetadata _metadata;
    private readonly List<ReportFile> _context = [];
    private readonly List<ReportFile> _images = [];

    /// <summary>Starts a report.</summary>
    /// <param name="metadata">What is to be reported. The files that it names, or instances by their SOP Instance UIDs, are looked for in <see cref="CompositeContextFolder"/> and <see cref="ImageLibraryFolder"/>, unless they are added.</param>
    public MeasurementReportBuilder(MeasurementReportMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        _metadata = metadata;
    }

    /// <summary>The folder of the files that <see cref="MeasurementReportMetadata.CompositeContext"/> names; the current one if not given.</summary>
    public string? CompositeContextFolder { get; init; }

    /// <summary>The folder of the files that <see cref="MeasurementReportMetadata.ImageLibrary"/> names; the current one if not given.</summary>
    public string? ImageLibraryFolder { get; init; }

    /// <summary>Patient and study, where they are not to be taken from a file; stands before the files.</summary>
    public CompositeContext? CompositeContext { get; init; }

    /// <summary>The SOP class, where it is not to follow from the content: <c>1.2.840.10008.5.1.4.1.1.88.22</c> (Enhanced), <c>.33</c> (Comprehensive) or <c>.34</c> (Comprehensive 3D).</summary>
    public string? SopClassUid { get; init; }

    /// <summary>What becomes of invalid or incomplete values in the header that patient and study are taken from; repaired or left out with a warning if not given.</summary>
    public SourceRepair SourceRepair { get; init; } = SourceRepair.Warn;

    /// <summary>The device or program named as the maker of the object; this library if not given.</summary>
    public Equipment Equipment { get; init; } = Equipment.Library;

    /// <summary>Where new identifiers come from; random if not given.</summary>
    public UidGenerator Uids { get; init; } = new();

    /// <summary>Where dates and times come from; the system clock if not given.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Checks everything and makes the report.</summary>
    /// <returns>A report as <see cref="MeasurementReport.Open(string)"/> gives it.</returns>
    /// <exception cref="ConversionException">Report and files do not go together, or files named are not there; every fault is listed.</exception>
    public MeasurementReport Build()
    {
        var faults = new List<string>();
        var warnings = new List<string>();
        List<ReportFile> context = Files(_context, _metadata.CompositeContext, CompositeContextFolder, faults);
        List<ReportFile> images = Files(_images, _metadata.ImageLibrary, ImageLibraryFolder, faults);
        ReportFile? first = context.Concat(images).FirstOrDefault();
        if (first is null && CompositeContext is null && faults.Count == 0)
            faults.Add("Patient and study of the report are not known; give a DICOM file of the study with AddCompositeContext, or set CompositeContext.");

        MeasurementReportMetadata metadata = WithDefaults(_metadata);
        ReportFile[] files = [.. context.Concat(images).DistinctBy(file => file.SopInstanceUid)];
        var evidence = new ReportEvidence(files);
        faults.AddRange(ReportFaults.Of(metadata, evidence));
        Refuse(faults);

        ContainerItem root = new ReportComposer(metadata, evidence, [.. images.DistinctBy(image => image.SopInstanceUid)], Uids).Compose();
        var dataSet = new DataSet();
        var document = new DocumentComposer(metadata, Uids, TimeProvider.GetLocalNow(), warnings);
        if (CompositeContext is not null)
            document.Inherit(dataSet, CompositeContext.ToHeader(Uids), CompositeContext.DescribedAs, SourceRepair);
        else
            document.Inherit(dataSet, first!.Header, first.Name, SourceRepair);
        document.SetModules(dataSet, SopClassFor(root), first?.Header.GetText(Tags.InstitutionName));
        Equipment.Or(CompositeContext).SetOn(dataSet);
        evidence.WriteTo(dataSet, dataSet.GetString(Tags.StudyInstanceUID)!, warnings);
        ContentTreeWriter.Write(dataSet, root);

        var findings = new FindingList();
        DocumentChecker.Check(dataSet, findings);
        Refuse([.. findings.ToList().Where(finding => finding.Severity == ValidationSeverity.Error).Select(finding => $"The report would not be valid: {finding}")]);
        return new MeasurementReport(dataSet, warnings);
    }

    /// <summary>Number of groups and files.</summary>
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

    private static void Refuse(IReadOnlyList<string> faults)
    {
        if (faults.Count > 0)
            throw new ConversionException(faults);
    }

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
