namespace Dcmqi;

/// <summary>A code from a coding scheme: what DICOM calls a code sequence item (PS3.3 8.8).</summary>
/// <remarks>Two concepts are equal where value, scheme and scheme version are; the meaning is a text for people (PS3.3 8.3).</remarks>
public sealed class CodedConcept : IEquatable<CodedConcept>
{
    /// <summary>Creates a concept.</summary>
    /// <param name="value">The code, such as <c>10200004</c>. Longer than 16 characters it is a Long Code Value, and with <c>urn:</c> or <c>http(s):</c> before it a URN Code Value (PS3.3 8.1).</param>
    /// <param name="scheme">The Coding Scheme Designator, such as <c>SCT</c> or <c>DCM</c>; at most 16 characters.</param>
    /// <param name="meaning">The text for people; at most 64 characters.</param>
    /// <param name="schemeVersion">The version of the scheme, where the designator alone does not identify the code (PS3.3 8.2).</param>
    /// <exception cref="ArgumentException">Value, scheme or meaning is empty.</exception>
    public CodedConcept(string value, string scheme, string meaning, string? schemeVersion = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        ArgumentException.ThrowIfNullOrWhiteSpace(scheme);
        ArgumentException.ThrowIfNullOrWhiteSpace(meaning);
        Value = value;
        Scheme = scheme;
        Meaning = meaning;
        SchemeVersion = string.IsNullOrEmpty(schemeVersion) ? null : schemeVersion;
    }

    /// <summary>The code, such as <c>10200004</c>.</summary>
    public string Value { get; }

    /// <summary>The Coding Scheme Designator, such as <c>SCT</c>.</summary>
    public string Scheme { get; }

    /// <summary>The text for people, such as <c>Liver</c>.</summary>
    public string Meaning { get; }

    /// <summary>The version of the scheme, or <see langword="null"/>.</summary>
    public string? SchemeVersion { get; }

    /// <inheritdoc/>
    public bool Equals(CodedConcept? other) =>
        other is not null && Value == other.Value && Scheme == other.Scheme && SchemeVersion == other.SchemeVersion;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CodedConcept);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Value, Scheme, SchemeVersion);

    /// <summary>The concept as PS3.16 writes it: <c>(10200004, SCT, "Liver")</c>.</summary>
    public override string ToString() => $"({Value}, {Scheme}, \"{Meaning}\")";

    /// <summary>Compares value, scheme and version.</summary>
    public static bool operator ==(CodedConcept? left, CodedConcept? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Compares value, scheme and version.</summary>
    public static bool operator !=(CodedConcept? left, CodedConcept? right) => !(left == right);
}
