namespace Dcmqi.Json;

/// <summary>Bytes that are not JSON. Caught where it is known what they should have been.</summary>
internal sealed class JsonTextException(string message, int line, long byteOffset, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The line, from 1.</summary>
    public int Line => line;

    public long ByteOffset => byteOffset;
}
