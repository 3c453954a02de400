using System.Buffers;
using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;
using Dcmqi.Sources;

namespace Dcmqi;

/// <summary>The frames of an image as colours of 8 bits: of colour images, and of grey ones whose values have 8 bits.</summary>
/// <remarks>Holds the file open until it is disposed. May be used from several threads at once.</remarks>
public sealed class ColorFrames : IDisposable
{
    private readonly DicomFile _file;
    private readonly FrameReader _frames;
    private readonly ColorLayout _layout;

    private ColorFrames(DicomFile file, FrameReader frames, ColorLayout layout) => (_file, _frames, _layout) = (file, frames, layout);

    /// <summary>Gets the number of rows of a frame.</summary>
    public int Rows => _frames.Format.Rows;

    /// <summary>Gets the number of columns of a frame.</summary>
    public int Columns => _frames.Format.Columns;

    /// <summary>Gets the number of frames.</summary>
    public int FrameCount => _frames.FrameCount;

    /// <summary>Reads a frame.</summary>
    /// <param name="number">From 1.</param>
    /// <param name="rgb">Its first 3 x <see cref="Rows"/> x <see cref="Columns"/> bytes are filled: red, green and blue of each pixel, rows from the top.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such frame.</exception>
    /// <exception cref="ArgumentException">There is too little room.</exception>
    /// <exception cref="DicomFormatException">The frame is malformed.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public void ReadFrame(int number, Span<byte> rgb)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, FrameCount);
        if (rgb.Length < 3L * Rows * Columns)
            throw new ArgumentException($"A frame has {3L * Rows * Columns} bytes; there is room for {rgb.Length}.", nameof(rgb));
        byte[] stored = ArrayPool<byte>.Shared.Rent(_frames.Format.FrameBytes);
        try
        {
            _frames.ReadFrame(number - 1, stored);
            _layout.ToRgb(stored, rgb);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(stored);
        }
    }

    /// <summary>Returns size and number of frames.</summary>
    public override string ToString() => FormattableString.Invariant($"ColorFrames: {Columns} x {Rows}, {FrameCount} frame{(FrameCount == 1 ? "" : "s")}");

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    /// <exception cref="NotSupportedException">Its pixels are no colours of 8 bits, or nothing decodes them.</exception>
    internal static ColorFrames Of(SourceImage image, IReadOnlyList<IFrameDecoder> decoders)
    {
        DicomFile file = image.Reopen();
        try
        {
            FrameReader frames = FrameReader.Of(file.DataSet, file.TransferSyntax, [.. decoders, .. file.Decoders]);
            frames.RequireDecoder();

            // A decoder from outside hands colours over as red, green and blue, whatever they were compressed as.
            bool isRgb = file.TransferSyntax.IsEncapsulated && FrameCodec.Of(file.TransferSyntax) is null;
            return new ColorFrames(file, frames, ColorLayout.Of(image.Name, file.DataSet, frames.Format, isRgb));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
