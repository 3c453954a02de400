namespace Dcmqi;

public sealed partial class SourceImage
{
    /// <summary>Opens the frames as colours of 8 bits: those of RGB and YBR_FULL images, grey ones of 8 bits, and whatever a decoder hands over as red, green and blue.</summary>
    /// <param name="decoders">Decoders that are asked before those of <see cref="OpenOptions.Decoders"/>. Default: none.</param>
    /// <exception cref="NotSupportedException">Its pixels are no colours of 8 bits, nothing decodes them, or the image came from a stream that cannot be read again.</exception>
    /// <exception cref="DicomFormatException">Pixels are missing or malformed.</exception>
    /// <exception cref="ConversionException">The file changed since its header was read.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public ColorFrames OpenColors(IReadOnlyList<IFrameDecoder>? decoders = null) => ColorFrames.Of(this, decoders ?? []);
}
