namespace Dcmqi.Cli;

/// <summary>Ends a run of whose fault everything was told.</summary>
internal sealed class ToldException : Exception;
