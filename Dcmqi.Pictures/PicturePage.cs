using System.Text;
using Dcmqi.Pictures;

namespace Dcmqi;

/// <summary>One HTML page that shows what was segmented and measured: pictures, a table of segments, a table of measurements, warnings.</summary>
/// <remarks>A page holds its pictures itself; it has no script and no link to anything outside, and all text of the objects is escaped. Patient name and identifiers are on it only where <see cref="PictureOptions.ShowPatient"/> asks for them.</remarks>
public sealed class PicturePage
{
    private readonly string _html;

    private PicturePage(string html) => _html = html;

    /// <summary>Makes a page of a segmentation and of what was measured.</summary>
    /// <param name="source">The images, or <see langword="null"/> for pictures on a plain ground.</param>
    /// <param name="segmentation">The segmentation.</param>
    /// <param name="measurements">What was measured, or <see langword="null"/>.</param>
    /// <param name="options">What the pictures show, and how.</param>
    /// <param name="progress">Receives progress: slices as they are drawn.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="ConversionException">Images and segmentation do not go together, or make no volume.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such slice, segment, volume or point in time.</exception>
    /// <exception cref="NotSupportedException">The pixels cannot be read; the message says why.</exception>
    public static PicturePage Of(
        SourceImages? source, Segmentation segmentation, SegmentMeasurements? measurements = null, PictureOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segmentation);
        return new PicturePage(new PageWriter(source, segmentation, options ?? new(), progress, cancellationToken).Write(measurements is null ? [] : MeasuredRow.Of(measurements), measurements?.Warnings ?? []));
    }

    /// <summary>Makes a page of a segmentation and of a report on it.</summary>
    /// <param name="source">The images, or <see langword="null"/> for pictures on a plain ground.</param>
    /// <param name="segmentation">The segmentation.</param>
    /// <param name="report">The report.</param>
    /// <param name="options">What the pictures show, and how.</param>
    /// <param name="progress">Receives progress: slices as they are drawn.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="ConversionException">Images and segmentation do not go together, or make no volume.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such slice, segment, volume or point in time.</exception>
    /// <exception cref="NotSupportedException">The pixels cannot be read; the message says why.</exception>
    public static PicturePage Of(
        SourceImages? source, Segmentation segmentation, MeasurementReport report, PictureOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segmentation);
        ArgumentNullException.ThrowIfNull(report);
        var writer = new PageWriter(source, segmentation, options ?? new(), progress, cancellationToken) { Report = report };
        return new PicturePage(writer.Write(MeasuredRow.Of(report), report.Warnings));
    }

    /// <summary>Returns the page: a complete HTML 5 document.</summary>
    public string ToHtml() => _html;

    /// <summary>Writes the page to a file, whole or not at all.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        WholePictureFile.Write(path, Encoding.UTF8.GetBytes(_html));
    }

    /// <summary>Returns the size of the page.</summary>
    public override string ToString() => FormattableString.Invariant($"PicturePage: {_html.Length / 1024} KB of HTML");
}
