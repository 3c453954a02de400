namespace Dcmqi;

/// <summary>Whether a report is complete: Completion Flag (0040,A491) (PS3.3 C.17.2).</summary>
public enum CompletionFlag
{
    /// <summary>PARTIAL: there is more to come.</summary>
    Partial,

    /// <summary>COMPLETE.</summary>
    Complete,
}
