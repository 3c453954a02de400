namespace Dcmqi.Cli;

/// <summary>Arguments that cannot be meant as they were given.</summary>
internal sealed class UsageException(string message, Exception? cause = null) : Exception(message, cause);
