namespace Dcmqi;

/// <summary>A DICOM file or data set that breaks the encoding rules of PS3.5, PS3.10 or lacks what PS3.3 requires.</summary>
public sealed class DicomFormatException : DcmqiException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was found, what was expected and where.</param>
    /// <param name="attributePath">Path of tags through sequences to the attribute at fault, such as <c>(5200,9230)[3]/(0020,9111)</c>; <see langword="null"/> if no attribute was reached.</param>
    /// <param name="byteOffset">Offset in the file in bytes, from 0; <see langword="null"/> if it is not known.</param>
    /// <param name="innerException">The error beneath this one, if any.</param>
    public DicomFormatException(string message, string? attributePath = null, long? byteOffset = null, Exception? innerException = null)
        : base(message, innerException)
    {
        AttributePath = attributePath;
        ByteOffset = byteOffset;
    }

    /// <summary>Gets the path of tags through sequences to the attribute at fault, or <see langword="null"/>.</summary>
    public string? AttributePath { get; }

    /// <summary>Gets the offset in the file in bytes, from 0, or <see langword="null"/>.</summary>
    public long? ByteOffset { get; }
}
