namespace Dcmqi.Cli;

/// <summary>What a command says: results to one side, warnings and errors to the other.</summary>
internal sealed class CommandConsole(TextWriter output, TextWriter error, CommandProgress? progress = null, bool hasColors = false)
{
    // Select Graphic Rendition of ECMA-48: bold red, yellow, cyan, and back.
    private const string Red = "\e[1;31m", Yellow = "\e[33m", Cyan = "\e[36m", Plain = "\e[0m";

    private readonly List<IDisposable> _kept = [];
    private readonly List<string> _warnings = [], _errors = [];
    private readonly List<Exception> _failures = [];

    /// <summary>Who makes objects in this run: where their identifiers and times come from.</summary>
    public Authorship Authorship { get; init; } = new();

    /// <summary>Where results are said.</summary>
    public TextWriter Output => output;

    /// <summary>Where warnings and errors are told.</summary>
    public TextWriter ErrorOutput => error;

    /// <summary>What was warned of until now.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The errors told until now.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>What ended the work, where exceptions did.</summary>
    public IReadOnlyList<Exception> Failures => _failures;

    /// <summary>Is told how far work has come; <see langword="null"/> where nobody looks.</summary>
    public IProgress<ConversionProgress>? Progress => progress;

    /// <inheritdoc cref="CommandProgress.Plan"/>
    public void Plan(params (string Stage, double Weight, int Times)[] stages) => progress?.Plan(stages);

    /// <inheritdoc cref="CommandProgress.Repeat"/>
    public void Repeat(string stage, int times) => progress?.Repeat(stage, times);

    /// <inheritdoc cref="CommandProgress.Begin"/>
    public void Begin(string stage) => progress?.Begin(stage);

    /// <inheritdoc cref="CommandProgress.End"/>
    public void End(string stage) => progress?.End(stage);

    /// <summary>Keeps something until the command has ended.</summary>
    public T Keep<T>(T kept)
        where T : IDisposable
    {
        _kept.Add(kept);
        return kept;
    }

    /// <summary>Says what was done.</summary>
    public void Say(string text)
    {
        progress?.Clear();
        output.WriteLine(ShownText.OfLines(text));
    }

    /// <summary>Tells of what was tolerated.</summary>
    public void Warn(IEnumerable<string> warnings)
    {
        foreach (string warning in warnings)
        {
            _warnings.Add(CommandTerms.Of(warning));
            Tell("Warning: ", warning, Yellow);
        }
    }

    /// <summary>Tells of what was tolerated in one of several files.</summary>
    public void Warn(IEnumerable<string> warnings, string file, bool isOneOfSeveral) =>
        Warn(isOneOfSeveral ? warnings.Select(warning => $"{file}: {warning}") : warnings);

    /// <summary>Tells what is worth knowing and no fault.</summary>
    public void Note(string text) => Tell("Note: ", text, Cyan);

    /// <summary>Tells why nothing was done.</summary>
    public void Error(string message)
    {
        _errors.Add(CommandTerms.Of(message));
        Tell("Error: ", message, Red);
    }

    /// <summary>Says without more; for what stands below an error.</summary>
    public void Hint(string text) => Tell("", text, "");

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
            return several.Flatten().InnerExceptions.All(exception => exception is UsageException) ? CommandLine.WrongUsage : CommandLine.Failed;
        }
        catch (ToldException)
        {
            return CommandLine.Failed;
        }
        catch (Exception exception)
        {
            Tell(exception, verbose || !IsExpected(exception));
            return exception is UsageException ? CommandLine.WrongUsage : CommandLine.Failed;
        }
        finally
        {
            _kept.ForEach(kept => kept.Dispose());
            _kept.Clear();
            progress?.Clear();
        }
    }

    /// <summary>Whether an exception tells of the inputs or the machine, rather than of a fault in this program.</summary>
    public static bool IsExpected(Exception exception) =>
        exception is DcmqiException or NotSupportedException or IOException or UnauthorizedAccessException or ArgumentException or UsageException;

    private void Tell(Exception exception, bool withStackTrace)
    {
        _failures.Add(exception);
        Error(exception.Message);
        if (withStackTrace)
            Hint(exception.ToString());
    }

    private void Tell(string kind, string message, string color)
    {
        progress?.Clear();
        error.WriteLine((hasColors && color.Length > 0 ? color + kind + Plain : kind) + ShownText.OfLines(CommandTerms.Of(message)));
    }
}
