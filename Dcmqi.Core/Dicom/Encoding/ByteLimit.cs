namespace Dcmqi.Dicom.Encoding;

/// <summary>The most bytes that may be read of something whose length is not known before.</summary>
/// <param name="Most">The limit.</param>
/// <param name="What">What has a limit, as messages begin.</param>
/// <param name="Option">The option that sets it, with its type.</param>
internal readonly record struct ByteLimit(long Most, string What, string Option)
{
    /// <exception cref="NotSupportedException">There are more bytes than allowed.</exception>
    public void Check(long bytes)
    {
        if (bytes > Most)
            throw new NotSupportedException($"{What} has more than {Most} bytes, the most that {Option} allows.");
    }
}
