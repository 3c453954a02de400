using Dcmqi.Analysis.Intensity;
using Dcmqi.Sources;

namespace Dcmqi.Analysis;

/// <summary>Reads source images for measuring: as they are stored where one line leads from stored values to values, for all of them; else as real numbers.</summary>
internal sealed class SourceImageReading(SourceImages images, SegmentMeasurementOptions options)
{
    private readonly List<string> _warnings = [];

    public IReadOnlyList<string> Warnings => _warnings;

    public MeasuredImage Read(IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        SourceValues values = options.Values ?? Usual();
        Func<SourceFrame, ValueScale> scaleOf = images.ScaleOf(values);
        (CodedConcept? quantity, CodedConcept unit) = images.QuantityOf(values);
        ValueScale first = scaleOf(images.Frames[0]);
        bool isOneLine = first.Table is null && images.StoredBits().Bits is 8 or 16
            && images.Frames.All(frame => scaleOf(frame) is { Table: null } scale && scale.Slope == first.Slope && scale.Intercept == first.Intercept)
            && images.Images.All(other => (other.Header.GetInt32(Dicom.Tags.BitsAllocated) ?? 0, other.Header.GetInt32(Dicom.Tags.PixelRepresentation) == 1) == images.StoredBits());
        return new MeasuredImage
        {
            Volume = isOneLine ? images.ToStoredVolume(progress, cancellationToken) : images.ToVolume(values, progress, cancellationToken),
            Slope = isOneLine ? first.Slope : 1,
            Intercept = isOneLine ? first.Intercept : 0,
            Quantity = quantity ?? options.Quantity,
            Unit = unit,
        };
    }

    private SourceValues Usual()
    {
        if (images.Modality != "PT")
            return SourceValues.Modality;
        try
        {
            BodyWeightUptake.Factor(images);
            return SourceValues.BodyWeightUptake;
        }
        catch (ConversionException reason)
        {
            _warnings.Add($"{reason.Message} The values of the images were measured as they are.");
            return SourceValues.Modality;
        }
    }
}
