namespace Dcmqi.Cohort;

/// <summary>A job that failed by something that may pass, and is tried again.</summary>
public sealed class JobMayPassException(string message) : Exception(message);
