namespace Dcmqi;

/// <summary>What to do about an unknown key of a JSON document.</summary>
public enum UnknownKeys
{
    /// <summary>The key is not read, and a warning tells of it. dcmqi's programs pass over unknown keys too.</summary>
    Warn,

    /// <summary>The document is refused.</summary>
    Reject,
}
