namespace Dcmqi;

/// <summary>A metadata document that breaks its schema; every violation is listed.</summary>
public sealed class MetadataException : DcmqiException
{
    /// <summary>Creates the error from all violations found.</summary>
    /// <param name="violations">Every violation; at least one.</param>
    /// <param name="fileName">The document's file, or <see langword="null"/> for a stream or string.</param>
    /// <param name="innerException">The error beneath this one, if any.</param>
    public MetadataException(IReadOnlyList<MetadataViolation> violations, string? fileName = null, Exception? innerException = null)
        : base(
            (fileName is null ? "" : Path.GetFileName(fileName) + ": ")
                + Describe("The metadata does not follow its schema", [.. violations.Select(violation => violation.ToString())]),
            innerException)
    {
        Violations = violations;
        FileName = fileName;
    }

    /// <summary>Gets every violation found.</summary>
    public IReadOnlyList<MetadataViolation> Violations { get; }

    /// <summary>Gets the document's file, or <see langword="null"/>.</summary>
    public string? FileName { get; }
}
