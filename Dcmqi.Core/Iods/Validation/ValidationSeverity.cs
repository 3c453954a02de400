namespace Dcmqi;

/// <summary>The severity of a <see cref="ValidationFinding"/>.</summary>
public enum ValidationSeverity
{
    /// <summary>Allowed or harmless, but not what the standard recommends.</summary>
    Warning,

    /// <summary>Breaks a requirement of the standard.</summary>
    Error,
}
