namespace Dcmqi;

/// <summary>Whether a report was verified: Verification Flag (0040,A493) (PS3.3 C.17.2).</summary>
public enum VerificationFlag
{
    /// <summary>UNVERIFIED.</summary>
    Unverified,

    /// <summary>VERIFIED: by the <see cref="MeasurementReportMetadata.VerifyingObservers"/>.</summary>
    Verified,
}
