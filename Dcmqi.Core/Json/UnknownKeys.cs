namespace Dcmqi;

/// <summary>What is done about a key of a JSON document that is not known.</summary>
public enum UnknownKeys
{
    /// <summary>The key is not read, and a warning tells of it. dcmqi's programs pass over unknown keys too.</summary>
    Warn,

    /// <summary>The document is refused.</summary>
    Reject,
}
