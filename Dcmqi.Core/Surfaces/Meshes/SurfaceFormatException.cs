namespace Dcmqi;

/// <summary>A surface file (STL, PLY, OBJ) is malformed.</summary>
public sealed class SurfaceFormatException : DcmqiException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was found, what was expected and where.</param>
    /// <param name="fileName">The file at fault, or <see langword="null"/> for a stream without a name.</param>
    /// <param name="innerException">The cause of this error, if any.</param>
    public SurfaceFormatException(string message, string? fileName = null, Exception? innerException = null)
        : base(fileName is null ? message : $"{Path.GetFileName(fileName)}: {message}", innerException) => FileName = fileName;

    /// <summary>Gets the file at fault, or <see langword="null"/>.</summary>
    public string? FileName { get; }
}
