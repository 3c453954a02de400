using Dcmqi.Measurements;

namespace Dcmqi;

public sealed partial class MeasurementReportBuilder
{
    /// <summary>Adds a file of the study that the report is about: a segmentation, a real world value map, an image. Patient and study are taken from the first one added, where the builder was given no images and no context.</summary>
    /// <param name="path">A DICOM file; its header is read.</param>
    /// <param name="cancellationToken">Cancels before reading.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="DicomFormatException">It is not a DICOM file, or lacks what it could be referred to by.</exception>
    public MeasurementReportBuilder AddCompositeContext(string path, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(path);
        _context.Add(ReportFile.Open(path));
        return this;
    }

    /// <summary>Adds a file of the study that the report is about, from a stream.</summary>
    /// <param name="stream">A DICOM file from its current position; read but not closed.</param>
    /// <param name="name">The name used in messages.</param>
    /// <param name="cancellationToken">Cancels before reading.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="DicomFormatException">It is not a DICOM file, or lacks what it could be referred to by.</exception>
    public MeasurementReportBuilder AddCompositeContext(Stream stream, string name = "stream", CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        _context.Add(ReportFile.Open(stream, name));
        return this;
    }

    /// <summary>Adds a group of measurements behind those of the metadata.</summary>
    /// <param name="group">The group.</param>
    /// <returns>This builder.</returns>
    public MeasurementReportBuilder AddGroup(MeasurementGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        _metadata = _metadata with { Groups = [.. _metadata.Groups, group] };
        return this;
    }

    /// <summary>Adds a file of the study that the report is about, whose header is known.</summary>
    internal MeasurementReportBuilder AddCompositeContext(ReportFile file)
    {
        _context.Add(file);
        return this;
    }

    /// <summary>Adds the images that were measured to the Image Library (PS3.16 TID 1600), each once.</summary>
    /// <param name="images">The images of a series.</param>
    /// <returns>This builder.</returns>
    public MeasurementReportBuilder AddImages(SourceImages images)
    {
        ArgumentNullException.ThrowIfNull(images);
        HashSet<string> added = [.. _images.Select(image => image.SopInstanceUid)];
        _images.AddRange(images.Images.Where(image => added.Add(image.SopInstanceUid)).Select(image => new ReportFile(image.Name, image.Header)));
        return this;
    }

    /// <summary>Adds an image that was measured to the Image Library (PS3.16 TID 1600).</summary>
    /// <param name="path">A DICOM file; its header is read.</param>
    /// <param name="cancellationToken">Cancels before reading.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="DicomFormatException">It is not a DICOM file, or lacks what it could be referred to by.</exception>
    public MeasurementReportBuilder AddImage(string path, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(path);
        _images.Add(ReportFile.Open(path));
        return this;
    }
}
