using Dcmqi.Analysis.Images;
using Dcmqi.Dicom;
using Dcmqi.Sources;

namespace Dcmqi.Analysis;

/// <summary>Says how source images are read for measuring: as they are stored where one line leads from stored values to values, for all of them; else as real numbers.</summary>
internal sealed class SourceImageReading(SourceImages images, SegmentMeasurementOptions options)
{
    private readonly List<string> _warnings = [];

    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The image, of which no pixels are read yet.</summary>
    /// <param name="opened">What holds its files open.</param>
    public MeasuredImage Open(out IDisposable opened)
    {
        SourceValues values = options.Values ?? SourceValues.Modality;
        FrameScaling scaling = options.Values is null && images.Modality == "PT" ? Uptake(ref values) : images.ScaleOf(values, options.Repair);
        (CodedConcept? quantity, CodedConcept unit, CodedConcept? method) = images.QuantityOf(values);
        ValueScale first = scaling.Of(images.Frames[0]);
        PixelPadding? padding = PixelPadding.Of(images.Images[0].Header);
        bool isOneLine = first.Table is null && images.StoredBits().Bits is 8 or 16
            && images.Frames.All(frame => scaling.Of(frame) is { Table: null } scale && scale.Slope == first.Slope && scale.Intercept == first.Intercept)
            && images.Images.All(other => (other.Header.GetInt32(Tags.BitsAllocated) ?? 0, other.Header.GetInt32(Tags.PixelRepresentation) == 1) == images.StoredBits())
            && images.Images.All(other => PixelPadding.Of(other.Header) == padding);
        _warnings.AddRange(isOneLine ? scaling.Warnings : []);
        var pixels = new SourcePixels(images);
        SourceSlices slices = isOneLine ? pixels.Stored() : pixels.Scaled(scaling, isPaddingLeftOut: true);
        if (options.WantsAny(FeatureFamily.AllIntensity))
            slices.RequireDecoder();
        opened = slices;
        return new MeasuredImage
        {
            Slices = ImageSlices.Of(slices),
            Slope = isOneLine ? first.Slope : 1,
            Intercept = isOneLine ? first.Intercept : 0,
            Padding = isOneLine ? padding : null,
            Quantity = quantity ?? options.Quantity,
            Unit = unit,
            Method = method,
        };
    }

    // Of a PET series the uptake, as which it is declared or else by body weight, where its headers allow that.
    private FrameScaling Uptake(ref SourceValues values)
    {
        DataSet header = images.Images[0].Header;
        UptakeKind? declared = UptakeKind.Declared(header.GetString(Tags.Units), header.GetString(Tags.SUVType));
        try
        {
            values = declared?.Values ?? SourceValues.BodyWeightUptake;
            return images.ScaleOf(values, options.Repair);
        }
        catch (ConversionException reason)
        {
            _warnings.Add($"{reason.Message} The values of the images were measured as they are.");
            values = SourceValues.Modality;
            return images.ScaleOf(values, options.Repair);
        }
    }
}
