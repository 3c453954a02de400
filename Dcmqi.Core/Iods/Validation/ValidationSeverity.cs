namespace Dcmqi;

/// <summary>How grave a <see cref="ValidationFinding"/> is.</summary>
public enum ValidationSeverity
{
    /// <summary>Allowed or harmless, but not what the standard recommends.</summary>
    Warning,

    /// <summary>Breaks a requirement of the standard.</summary>
    Error,
}
