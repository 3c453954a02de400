using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi;

public sealed partial class MeasurementReport
{
    /// <summary>Opens a report file of any writer.</summary>
    /// <param name="path">A DICOM file: Enhanced, Comprehensive, Comprehensive 3D or Extensible SR.</param>
    /// <exception cref="DicomFormatException">The file is no DICOM file, or has no content tree.</exception>
    /// <exception cref="NotSupportedException">The object is no such SR document.</exception>
    public static MeasurementReport Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return OfFile(DicomFile.Open(path));
    }

    /// <summary>Opens a report from a stream, which is read to its end but not closed.</summary>
    /// <param name="stream">A DICOM file from its current position.</param>
    /// <exception cref="DicomFormatException">The stream is no DICOM file, or has no content tree.</exception>
    /// <exception cref="NotSupportedException">The object is no such SR document.</exception>
    public static MeasurementReport Open(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return OfFile(DicomFile.Open(stream));
    }

    /// <summary>Writes a Part 10 file; whole or not at all.</summary>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <param name="cancellationToken">Stops the writing; no file is left then.</param>
    /// <exception cref="ConversionException">The object came from a file that lacks SOP Instance UID.</exception>
    public void Save(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        CheckIdentified();
        DicomWriter.Write(path, _dataSet, TransferSyntax.ExplicitVRLittleEndian, null, cancellationToken);
    }

    /// <summary>Writes a Part 10 file to a stream.</summary>
    /// <param name="stream">Takes the bytes from its current position; not closed.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <exception cref="ConversionException">The object came from a file that lacks SOP Instance UID.</exception>
    public void Save(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        CheckIdentified();
        DicomWriter.Write(stream, _dataSet, TransferSyntax.ExplicitVRLittleEndian, null, cancellationToken);
    }

    /// <summary>Writes a Part 10 file on another thread; whole or not at all.</summary>
    /// <inheritdoc cref="Save(string, CancellationToken)"/>
    public Task SaveAsync(string path, CancellationToken cancellationToken = default) => Task.Run(() => Save(path, cancellationToken), cancellationToken);

    /// <summary>Writes a Part 10 file to a stream on another thread; the stream is not to be used until the task is done.</summary>
    /// <inheritdoc cref="Save(Stream, CancellationToken)"/>
    public Task SaveAsync(Stream stream, CancellationToken cancellationToken = default) => Task.Run(() => Save(stream, cancellationToken), cancellationToken);

    /// <summary>Checks the document against the modules of PS3.3 and the templates of PS3.16.</summary>
    /// <returns>Every difference found; empty where there is none.</returns>
    public IReadOnlyList<ValidationFinding> Validate()
    {
        var findings = new FindingList();
        Measurements.DocumentChecker.Check(_dataSet, findings);
        return findings.ToList();
    }

    private static MeasurementReport OfFile(DicomFile file)
    {
        string sopClass = file.DataSet.GetString(Tags.SOPClassUID) ?? "";
        if (sopClass is not (Uids.EnhancedSRStorage or Uids.ComprehensiveSRStorage or Uids.Comprehensive3DSRStorage or Uids.ExtensibleSRStorage))
            throw new NotSupportedException($"{Tags.SOPClassUID.Describe()} is {(sopClass.Length == 0 ? "missing" : Uids.NameOf(sopClass))}; {Uids.NameOf(Uids.EnhancedSRStorage)}, {Uids.NameOf(Uids.ComprehensiveSRStorage)}, {Uids.NameOf(Uids.Comprehensive3DSRStorage)} and {Uids.NameOf(Uids.ExtensibleSRStorage)} can be opened here.");
        return new MeasurementReport(file.DataSet, file.Warnings);
    }

    private void CheckIdentified()
    {
        if (!_dataSet.HasValue(Tags.SOPInstanceUID))
            throw new ConversionException($"{Tags.SOPInstanceUID.Describe()} is missing, so no file can be written.");
    }
}
