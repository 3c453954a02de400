namespace Dcmqi;

/// <summary>A code from a coding scheme: what DICOM calls a code sequence item (PS3.3 8.8).</summary>
/// <remarks>
/// Two concepts are equal where value, scheme and scheme version are; the meaning is a text for people (PS3.3 8.3).
/// <see cref="IsSameAs"/> also knows the retired codes of SNOMED.
/// </remarks>
public sealed class CodedConcept : IEquatable<CodedConcept>
{
    private const string SnomedCt = "SCT";

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

    /// <summary>Gets the code, such as <c>10200004</c>.</summary>
    public string Value { get; }

    /// <summary>Gets the Coding Scheme Designator, such as <c>SCT</c>.</summary>
    public string Scheme { get; }

    /// <summary>Gets the text for people, such as <c>Liver</c>.</summary>
    public string Meaning { get; }

    /// <summary>Gets the version of the scheme, or <see langword="null"/>.</summary>
    public string? SchemeVersion { get; }

    /// <summary>Returns the concept in SNOMED CT, where it has a retired SNOMED code: <c>(T-62000, SRT, "Liver")</c> gives <c>(10200004, SCT, "Liver")</c> (PS3.16 8.3, Annex O).</summary>
    /// <returns>
    /// A concept of scheme <c>SCT</c> with the same meaning and no scheme version, where the scheme is <c>SRT</c>, <c>SNM3</c> or <c>99SDM</c>
    /// and the code is one of Annex O. This concept itself in every other case, thus where the scheme is <c>SCT</c> already.
    /// </returns>
    public CodedConcept ToSnomedCt() =>
        RetiredSnomed.IsScheme(Scheme) && RetiredSnomed.Find(Value) is { } current ? new CodedConcept(current, SnomedCt, Meaning) : this;

    /// <summary>Tells whether two codes name one concept: as <see cref="Equals(CodedConcept)"/> does, but each as <see cref="ToSnomedCt"/> gives it.</summary>
    /// <param name="other">The concept to compare with.</param>
    /// <returns>
    /// <see langword="true"/> for <c>(T-62000, SRT)</c>, <c>(T-62000, SNM3)</c> and <c>(10200004, SCT)</c>. The scheme version counts except in
    /// SNOMED CT, where a number keeps its concept through all versions.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is <see langword="null"/>.</exception>
    public bool IsSameAs(CodedConcept other)
    {
        ArgumentNullException.ThrowIfNull(other);
        CodedConcept first = ToSnomedCt(), second = other.ToSnomedCt();
        return first.Scheme == SnomedCt ? second.Scheme == SnomedCt && first.Value == second.Value : first == second;
    }

    /// <inheritdoc/>
    public bool Equals(CodedConcept? other) =>
        other is not null && Value == other.Value && Scheme == other.Scheme && SchemeVersion == other.SchemeVersion;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CodedConcept);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Value, Scheme, SchemeVersion);

    /// <summary>Returns the concept as PS3.16 writes it: <c>(10200004, SCT, "Liver")</c>.</summary>
    public override string ToString() => $"({Value}, {Scheme}, \"{Meaning}\")";

    /// <summary>Compares value, scheme and version.</summary>
    public static bool operator ==(CodedConcept? left, CodedConcept? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Compares value, scheme and version.</summary>
    public static bool operator !=(CodedConcept? left, CodedConcept? right) => !(left == right);
}
