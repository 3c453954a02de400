using Dcmqi.Dicom;
using FellowOakDicom.IO.Buffer;

namespace Dcmqi;

/// <summary>A value of this library as a buffer of fo-dicom: read or made while it is asked for.</summary>
internal sealed class BulkValueBuffer(BulkValue value) : IByteBuffer
{
    public bool IsMemory => false;

    public long Size => value.Length;

    public byte[] Data => value.ToArray();

    public void GetByteRange(long offset, int count, byte[] output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (output.Length < count)
            throw new ArgumentException($"An array of {output.Length} bytes cannot hold {count} bytes.", nameof(output));

        // As fo-dicom's own buffers do: what lies beyond the end is left as it is.
        value.Read(offset, output.AsSpan(0, (int)Math.Clamp(value.Length - offset, 0, count)));
    }

    public void CopyToStream(Stream stream) => value.CopyTo(stream);

    public Task CopyToStreamAsync(Stream stream, CancellationToken cancellationToken) => value.CopyToAsync(stream, null, cancellationToken);
}
