using Dcmqi.Dicom;
using Dcmqi.Sources;

namespace Dcmqi;

public sealed partial class SourceImages
{
    /// <summary>Returns the pixels of the images as a volume of real numbers. The files are opened again and read, several at a time.</summary>
    /// <param name="values">The kind of values. Default: those of the modality, such as Hounsfield units.</param>
    /// <param name="progress">Receives progress: frames as they are read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>Columns, rows and positions, on the grid of <see cref="Geometry"/>.</returns>
    /// <exception cref="ConversionException">The frames make no single volume, a frame has no real-world values, or the headers do not allow uptake values; the message says why.</exception>
    /// <exception cref="DicomFormatException">Pixels are missing or malformed.</exception>
    /// <exception cref="NotSupportedException">Nothing decodes the pixels, they are colours, or the images came from a stream that cannot be read again.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">The images came from a stream that was closed since.</exception>
    public Volume<float> ToVolume(
        SourceValues values = SourceValues.Modality, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        (Volume<float>)ReadAll(new SourcePixels(this).Scaled(ScaleOf(values, SourceRepair.Warn), isPaddingLeftOut: false), progress, cancellationToken);

    /// <summary>Returns the stored values of the images as they are, before any rescaling.</summary>
    /// <param name="progress">Receives progress: frames as they are read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>A volume of <see cref="byte"/>, <see cref="sbyte"/>, <see cref="ushort"/> or <see cref="short"/>, as Bits Allocated and Pixel Representation say.</returns>
    /// <exception cref="ConversionException">The frames make no single volume, or their pixels are of several types.</exception>
    /// <exception cref="DicomFormatException">Pixels are missing or malformed.</exception>
    /// <exception cref="NotSupportedException">Nothing decodes the pixels, they have more than 16 bits or are colours, or the images came from a stream that cannot be read again.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">The images came from a stream that was closed since.</exception>
    public Volume ToStoredVolume(IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        RequireFrames();
        return ReadAll(new SourcePixels(this).Stored(), progress, cancellationToken);
    }

    /// <summary>Bits Allocated and Pixel Representation of the first image.</summary>
    internal (int Bits, bool IsSigned) StoredBits() =>
        (Images[0].Header.GetInt32(Tags.BitsAllocated) ?? 0, Images[0].Header.GetInt32(Tags.PixelRepresentation) == 1);

    /// <summary>Says what stored values of each frame stand for.</summary>
    internal FrameScaling ScaleOf(SourceValues values, SourceRepair repair)
    {
        RequireFrames();
        if (UptakeKind.Of(values) is { } kind)
        {
            StandardizedUptake uptake = StandardizedUptake.Of(this, kind, repair);
            return new FrameScaling(uptake.Scale, uptake.Warnings);
        }

        return values switch
        {
            SourceValues.Modality => new FrameScaling(FrameScales.OfModality, []),
            SourceValues.RealWorld => new FrameScaling(FrameScales.OfRealWorld, []),
            _ => throw new ArgumentOutOfRangeException(nameof(values), values, $"The values are one of {string.Join(", ", Enum.GetNames<SourceValues>())}."),
        };
    }

    /// <summary>What the values are, in which unit, and by which method.</summary>
    internal (CodedConcept? Quantity, CodedConcept Unit, CodedConcept? Method) QuantityOf(SourceValues values)
    {
        DataSet header = Frames[0].Image.Header;
        UptakeKind? kind = UptakeKind.Of(values)
            ?? (values == SourceValues.Modality && header.GetString(Tags.Modality) == "PT" ? UptakeKind.Declared(header.GetString(Tags.Units), header.GetString(Tags.SUVType)) : null);
        if (kind is not null)
            return (kind.Quantity, kind.Unit, kind.Method);
        (CodedConcept? quantity, CodedConcept unit) = values == SourceValues.RealWorld ? FrameScales.UnitOfRealWorld(Frames[0]) : FrameScales.UnitOfModality(Frames[0]);
        return (quantity, unit, null);
    }

    private static Volume ReadAll(SourceSlices slices, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        using (slices)
            return slices.ToVolume(progress, cancellationToken);
    }
}
