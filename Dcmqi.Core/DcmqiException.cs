namespace Dcmqi;

/// <summary>The base of every error that this library reports about data it was given.</summary>
public abstract class DcmqiException : Exception
{
    private protected DcmqiException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    // A message is read by a person: what goes beyond this is counted, and stands in full in the exception's list.
    private const int MostListed = 50;

    // All faults of one input are reported together: one stands alone, several become a list.
    private protected static string Describe(string summary, IReadOnlyList<string> faults) =>
        faults.Count switch
        {
            0 => summary,
            1 => faults[0],
            _ => $"{summary} ({faults.Count} faults):{Environment.NewLine}{string.Join(Environment.NewLine, faults.Take(MostListed).Select(fault => "- " + fault))}{(faults.Count > MostListed ? $"{Environment.NewLine}- and {faults.Count - MostListed} more" : "")}",
        };
}
