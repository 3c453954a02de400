namespace Dcmqi;

/// <summary>When instances are sent to an archive a second time.</summary>
public enum StoreRetry
{
    /// <summary>Only where the archive has certainly taken nothing: it could not be reached, or answered 429 or 503.</summary>
    WhenNotTaken,

    /// <summary>Also where the connection broke or a server error came, when the archive may have some of them already. An archive that keeps to the standard then has each instance once, for their UIDs are the same.</summary>
    Always,

    /// <summary>Never.</summary>
    Never,
}
