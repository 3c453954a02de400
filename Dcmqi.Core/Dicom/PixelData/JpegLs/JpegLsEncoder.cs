using System.Buffers.Binary;

namespace Dcmqi.Dicom.PixelData.JpegLs;

/// <summary>Writes a lossless JPEG-LS image of one component with default parameters (T.87 annex C).</summary>
internal static class JpegLsEncoder
{
    /// <summary>Codes an image.</summary>
    /// <param name="samples">Its samples, one byte each up to 8 bits, else two; only the lowest bits count.</param>
    /// <param name="bytesPerSample">1 or 2.</param>
    /// <param name="rows">Lines.</param>
    /// <param name="columns">Samples of a line.</param>
    /// <param name="bits">Precision, 2 to 16.</param>
    /// <returns>The image from SOI to EOI, of even length.</returns>
    public static byte[] Encode(ReadOnlySpan<byte> samples, int bytesPerSample, int rows, int columns, int bits)
    {
        JpegLsParameters parameters = JpegLsParameters.Default((1 << bits) - 1, 0);
        using CodedBitWriter output = new((samples.Length / 4) + 1024);
        WriteHeaders(output, rows, columns, bits);
        ScanEncoder encoder = new(parameters, output);
        ushort[] previous = new ushort[columns + 2];
        ushort[] current = new ushort[columns + 2];
        int lineBytes = columns * bytesPerSample;
        for (int row = 0; row < rows; row++)
        {
            SampleLines.Load(samples.Slice(row * lineBytes, lineBytes), bytesPerSample, (ushort)parameters.MaxValue, current.AsSpan(1, columns));
            // A.2.1: what lies outside is the first pixel above on the left, the last above on the right.
            current[0] = previous[1];
            previous[columns + 1] = previous[columns];
            output.Reserve(encoder.LongestLine(columns));
            encoder.EncodeLine(previous, current, columns);
            (previous, current) = (current, previous);
        }

        output.Finish();
        // PS3.5 A.4: a fill byte before the marker lets it end at an even place.
        output.Write(output.Written.Length % 2 == 0 ? [JpegLsMarker.Prefix, JpegLsMarker.EndOfImage] : [JpegLsMarker.Prefix, JpegLsMarker.Prefix, JpegLsMarker.EndOfImage]);
        return output.Written.ToArray();
    }

    private static void WriteHeaders(CodedBitWriter output, int rows, int columns, int bits)
    {
        Span<byte> headers =
        [
            JpegLsMarker.Prefix, JpegLsMarker.StartOfImage,
            // Length, precision, lines, columns, one component: identifier, sampling, no table.
            JpegLsMarker.Prefix, JpegLsMarker.StartOfFrame, 0, 11, (byte)bits, 0, 0, 0, 0, 1, 1, 0x11, 0,
            // Length, one component: identifier, no mapping table; NEAR 0, not interleaved, no point transform.
            JpegLsMarker.Prefix, JpegLsMarker.StartOfScan, 0, 8, 1, 1, 0, 0, 0, 0,
        ];
        BinaryPrimitives.WriteUInt16BigEndian(headers[7..], (ushort)rows);
        BinaryPrimitives.WriteUInt16BigEndian(headers[9..], (ushort)columns);
        output.Write(headers);
    }
}
