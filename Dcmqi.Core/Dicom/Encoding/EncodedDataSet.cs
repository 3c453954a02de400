using Dcmqi.Binary;

namespace Dcmqi.Dicom.Encoding;

/// <summary>A data set as bytes: one buffer, and the large values that belong between its parts.</summary>
internal sealed class EncodedDataSet : IDisposable
{
    private readonly ByteWriter _buffer;
    private readonly List<(int Position, BulkValue Value)> _values;

    public EncodedDataSet(ByteWriter buffer, List<(int Position, BulkValue Value)> values)
    {
        _buffer = buffer;
        _values = values;
    }

    /// <summary>Encodes all but the large values, whose sizes are known.</summary>
    /// <exception cref="ArgumentException">Pixel Data and transfer syntax do not fit together.</exception>
    /// <exception cref="NotSupportedException">The transfer syntax is not written, or a value is too long.</exception>
    public static EncodedDataSet Of(DataSet dataSet, TransferSyntax syntax)
    {
        ArgumentNullException.ThrowIfNull(dataSet);
        ArgumentNullException.ThrowIfNull(syntax);
        if (syntax.IsBigEndian)
            throw new NotSupportedException($"{syntax} is retired (PS3.5 A.3) and is not written.");
        if (dataSet.Find(Tags.PixelData) is { } pixels && (pixels.Fragments is null) == syntax.IsEncapsulated)
            throw new ArgumentException($"Pixel Data (7FE0,0010) is {(syntax.IsEncapsulated ? "native" : "encapsulated")}, which {syntax} does not allow.", nameof(syntax));
        return DataSetEncoder.Encode(dataSet, syntax.IsExplicitVR);
    }

    public void CopyTo(Stream stream, Action<long>? onBytes, CancellationToken cancellationToken)
    {
        foreach (BulkValue part in Parts())
            part.CopyTo(stream, onBytes, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public async Task CopyToAsync(Stream stream, Action<long>? onBytes, CancellationToken cancellationToken)
    {
        foreach (BulkValue part in Parts())
            await part.CopyToAsync(stream, onBytes, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public void Dispose() => _buffer.Dispose();

    // What is between the large values, and these, in their order.
    private IEnumerable<BulkValue> Parts()
    {
        int position = 0;
        foreach ((int next, BulkValue value) in _values)
        {
            if (next > position)
                yield return new MemoryBulkValue(_buffer.WrittenMemory[position..next]);
            yield return value;
            position = next;
        }

        if (_buffer.Count > position)
            yield return new MemoryBulkValue(_buffer.WrittenMemory[position..]);
    }
}
