using Dcmqi.Sources;
using FellowOakDicom;
using FellowOakDicom.StructuredReport;

namespace Dcmqi;

/// <summary>Objects of Dcmqi.Core as data sets of fo-dicom, and back. Pixels are handed over on demand: none are copied until somebody reads them.</summary>
/// <remarks>A data set or an object that was handed over must not be changed, and its file not be closed, as long as the other side uses it.</remarks>
public static class FoDicomExtensions
{
    /// <summary>Opens a segmentation that fo-dicom holds.</summary>
    /// <param name="dataset">A data set of a Segmentation or Label Map Segmentation.</param>
    /// <param name="options">Decoders, and limits on size and memory. Default: no decoders, the limits of <see cref="OpenOptions"/>.</param>
    /// <exception cref="DicomFormatException">The data set lacks what a segmentation must have.</exception>
    /// <exception cref="NotSupportedException">The object is not a segmentation, or it is beyond a limit.</exception>
    public static Segmentation ToSegmentation(this DicomDataset dataset, OpenOptions? options = null) => Segmentation.OfFile(FromFoDicom.File(dataset, options));

    /// <inheritdoc cref="ToSegmentation(DicomDataset, OpenOptions?)"/>
    public static Segmentation ToSegmentation(this DicomFile file, OpenOptions? options = null) => DatasetOf(file).ToSegmentation(options);

    /// <summary>Opens a parametric map that fo-dicom holds.</summary>
    /// <param name="dataset">A data set of a Parametric Map.</param>
    /// <param name="options">Decoders, and limits on size and memory. Default: no decoders, the limits of <see cref="OpenOptions"/>.</param>
    /// <exception cref="DicomFormatException">The data set lacks what a parametric map must have.</exception>
    /// <exception cref="NotSupportedException">The object is not a parametric map, or it is beyond a limit.</exception>
    public static ParametricMap ToParametricMap(this DicomDataset dataset, OpenOptions? options = null) => ParametricMap.OfFile(FromFoDicom.File(dataset, options));

    /// <inheritdoc cref="ToParametricMap(DicomDataset, OpenOptions?)"/>
    public static ParametricMap ToParametricMap(this DicomFile file, OpenOptions? options = null) => DatasetOf(file).ToParametricMap(options);

    /// <summary>Opens a measurement report that fo-dicom holds.</summary>
    /// <param name="dataset">A data set of a Structured Report.</param>
    /// <param name="options">Limits on size and memory. Default: those of <see cref="OpenOptions"/>.</param>
    /// <exception cref="DicomFormatException">The data set lacks what a report must have.</exception>
    /// <exception cref="NotSupportedException">The object is not a Structured Report, or it is beyond a limit.</exception>
    public static MeasurementReport ToMeasurementReport(this DicomDataset dataset, OpenOptions? options = null) => MeasurementReport.OfFile(FromFoDicom.File(dataset, options));

    /// <inheritdoc cref="ToMeasurementReport(DicomDataset, OpenOptions?)"/>
    public static MeasurementReport ToMeasurementReport(this DicomFile file, OpenOptions? options = null) => DatasetOf(file).ToMeasurementReport(options);

    /// <summary>Takes images that fo-dicom holds as the sources of a segmentation, a map or a report.</summary>
    /// <param name="datasets">One data set for each image, in any order.</param>
    /// <param name="options">Decoders for the pixels, and limits. Default: no decoders, the limits of <see cref="OpenOptions"/>.</param>
    /// <exception cref="ConversionException">The images are of several patients or frames of reference, or none says where it lies; every fault is listed.</exception>
    public static SourceImages ToSourceImages(this IEnumerable<DicomDataset> datasets, OpenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(datasets);
        SourceCandidate[] candidates =
        [
            .. datasets.Select((dataset, index) => new SourceCandidate($"data set {index + 1}", () => FromFoDicom.Header(dataset, options), () => FromFoDicom.File(dataset, options))),
        ];
        return new SourceReading("The list of data sets").Run(candidates, CancellationToken.None);
    }

    /// <summary>Gives the object as a data set of fo-dicom.</summary>
    /// <param name="instance">A <see cref="Segmentation"/>, <see cref="ParametricMap"/>, <see cref="MeasurementReport"/> or other object.</param>
    /// <param name="options">How its pixels are stored. Default: without compression.</param>
    /// <exception cref="ArgumentException">The compression does not go with the pixels.</exception>
    /// <exception cref="ConversionException">The object came from a file that lacks SOP Instance UID.</exception>
    public static DicomDataset ToDicomDataset(this CompositeInstance instance, SaveOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return ToFoDicom.Dataset(instance, options ?? SaveOptions.Default);
    }

    /// <summary>Gives the object as a file of fo-dicom, to be saved or sent.</summary>
    /// <inheritdoc cref="ToDicomDataset"/>
    public static DicomFile ToDicomFile(this CompositeInstance instance, SaveOptions? options = null) => new(instance.ToDicomDataset(options));

    /// <summary>Gives a code of fo-dicom as one of this library.</summary>
    /// <param name="item">The code.</param>
    public static CodedConcept ToCodedConcept(this DicomCodeItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new CodedConcept(item.Value, item.Scheme, item.Meaning, item.Version.Length == 0 ? null : item.Version);
    }

    /// <summary>Gives a code of this library as one of fo-dicom.</summary>
    /// <param name="concept">The code.</param>
    public static DicomCodeItem ToDicomCodeItem(this CodedConcept concept)
    {
        ArgumentNullException.ThrowIfNull(concept);
        return new DicomCodeItem(concept.Value, concept.Scheme, concept.Meaning, concept.SchemeVersion);
    }

    private static DicomDataset DatasetOf(DicomFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Dataset;
    }
}
