namespace Dcmqi.Cli;

/// <summary>What a command says: results to one side, warnings and errors to the other.</summary>
internal sealed class CommandConsole(TextWriter output, TextWriter error)
{
    /// <summary>Says what was done.</summary>
    public void Say(string text) => output.WriteLine(text);

    /// <summary>Tells of what was tolerated.</summary>
    public void Warn(IEnumerable<string> warnings)
    {
        foreach (string warning in warnings)
            error.WriteLine("Warning: " + warning);
    }

    /// <summary>Tells what is worth knowing and no fault.</summary>
    public void Note(string text) => error.WriteLine("Note: " + text);

    /// <summary>Tells why nothing was done.</summary>
    public void Error(string message) => error.WriteLine("Error: " + message);

    /// <summary>Builds an object; where its volumes lie apart from the images, says which options there are.</summary>
    public T Build<T>(Func<T> build)
    {
        try
        {
            return build();
        }
        catch (ConversionException exception) when (exception.Message.Contains("No source image lies in the plane", StringComparison.Ordinal))
        {
            Note("--resample brings volumes onto the grid of the images; --allowUnmatched writes them where they lie, without references to single images.");
            throw;
        }
        catch (ConversionException exception) when (exception.Message.Contains("lies on another grid than", StringComparison.Ordinal))
        {
            Note("--resample brings volumes onto the grid of the images.");
            throw;
        }
    }

    /// <summary>Runs a command's work and turns what it throws into messages and an exit code.</summary>
    /// <param name="verbose">Whether stack traces are wanted.</param>
    /// <param name="work">The work.</param>
    public int Run(bool verbose, Action work) => Run(verbose, () =>
    {
        work();
        return 0;
    });

    /// <summary>Runs a command's work, which gives an exit code, and turns what it throws into messages and an exit code.</summary>
    /// <param name="verbose">Whether stack traces are wanted.</param>
    /// <param name="work">The work.</param>
    public int Run(bool verbose, Func<int> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is OperationCanceledException)
        {
            Error("Cancelled; nothing was written.");
            return CommandLine.Cancelled;
        }
        catch (AggregateException several) when (several.Flatten().InnerExceptions.All(IsExpected))
        {
            foreach (Exception exception in several.Flatten().InnerExceptions)
                Tell(exception, verbose);
            return CommandLine.Failed;
        }
        catch (Exception exception)
        {
            Tell(exception, verbose || !IsExpected(exception));
            return CommandLine.Failed;
        }
    }

    /// <summary>Whether an exception tells of the inputs or the machine, rather than of a fault in this program.</summary>
    public static bool IsExpected(Exception exception) =>
        exception is DcmqiException or NotSupportedException or IOException or UnauthorizedAccessException or ArgumentException or UsageException;

    private void Tell(Exception exception, bool withStackTrace)
    {
        Error(exception.Message);
        if (withStackTrace)
            error.WriteLine(exception.ToString());
    }
}
