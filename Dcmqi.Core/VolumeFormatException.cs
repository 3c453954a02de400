namespace Dcmqi;

/// <summary>A research image file (NRRD, NIfTI, MetaImage, Analyze) is malformed: its content is not what its header says.</summary>
public sealed class VolumeFormatException : DcmqiException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was found, what was expected and where.</param>
    /// <param name="fileName">The file at fault, or <see langword="null"/> for a stream without a name.</param>
    /// <param name="field">The header field at fault as the format spells it, or <see langword="null"/>.</param>
    /// <param name="innerException">The cause of this error, if any.</param>
    public VolumeFormatException(string message, string? fileName = null, string? field = null, Exception? innerException = null)
        : base(fileName is null ? message : $"{Path.GetFileName(fileName)}: {message}", innerException)
    {
        FileName = fileName;
        Field = field;
    }

    /// <summary>Gets the file at fault, or <see langword="null"/>.</summary>
    public string? FileName { get; }

    /// <summary>Gets the header field at fault as the format spells it, or <see langword="null"/>.</summary>
    public string? Field { get; }
}
