namespace Dcmqi.Cohort;

/// <summary>A job that failed by a fault of its inputs; trying again does not help.</summary>
public sealed class JobFaultException(string message) : Exception(message);
