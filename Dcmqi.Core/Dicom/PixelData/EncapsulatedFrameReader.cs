using System.Buffers;

namespace Dcmqi.Dicom.PixelData;

/// <summary>Frames that are compressed one by one.</summary>
internal sealed class EncapsulatedFrameReader(EncapsulatedFrames frames, TransferSyntax syntax, FrameFormat format, EncapsulatedFrameReader.Decoding decode)
    : FrameReader(frames.Count, format)
{
    /// <summary>Decompresses the joined fragments of a frame.</summary>
    internal delegate void Decoding(ReadOnlySpan<byte> encoded, Span<byte> frame);

    private protected override void Read(int frame, Span<byte> destination)
    {
        IReadOnlyList<BulkValue> parts = frames[frame];
        long length = parts.Sum(part => part.Length);
        if (length > Array.MaxLength)
            throw new NotSupportedException($"Frame {frame + 1} has {length} compressed bytes; at most {Array.MaxLength} are supported.");
        byte[] encoded = ArrayPool<byte>.Shared.Rent((int)length);
        try
        {
            int position = 0;
            foreach (BulkValue part in parts)
            {
                part.Read(0, encoded.AsSpan(position, (int)part.Length));
                position += (int)part.Length;
            }

            decode(encoded.AsSpan(0, position), destination);
        }
        catch (DicomFormatException failure)
        {
            throw new DicomFormatException($"Frame {frame + 1} of {Tags.PixelData.Describe()} ({syntax}): {failure.Message}", Tag.FromValue(Tags.PixelData).ToString(), failure.ByteOffset, failure);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(encoded);
        }
    }
}
