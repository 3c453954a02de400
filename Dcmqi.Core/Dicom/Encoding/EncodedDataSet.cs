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
        int position = 0;
        foreach ((int next, BulkValue value) in _values)
        {
            WritePart(stream, position, next, onBytes);
            cancellationToken.ThrowIfCancellationRequested();
            value.CopyTo(stream, onBytes, cancellationToken);
            position = next;
        }

        WritePart(stream, position, _buffer.Count, onBytes);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public void Dispose() => _buffer.Dispose();

    private void WritePart(Stream stream, int start, int end, Action<long>? onBytes)
    {
        if (start == end)
            return;
        stream.Write(_buffer.WrittenSpan[start..end]);
        onBytes?.Invoke(end - start);
    }
}
