using System.CommandLine;
using System.Reflection;

namespace Dcmqi.Cli;

/// <summary>The commands, and what the caller sees of errors.</summary>
internal static class CommandLine
{
    /// <summary>Exit code of a run that failed.</summary>
    public const int Failed = 1;

    /// <summary>Exit code of a run whose arguments cannot be meant.</summary>
    public const int WrongUsage = 2;

    /// <summary>Exit code of a run that was cancelled, as shells have it for Ctrl+C.</summary>
    public const int Cancelled = 130;

    /// <summary>What <c>--version</c> prints.</summary>
    private static string Version { get; } = typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>Arguments of a program that is called after a command: the command comes first.</summary>
    public static string[] WithCommand(string programName, string[] arguments) =>
        Commands.Names.Contains(programName) ? [programName, .. arguments] : arguments;

    /// <summary>Runs one command.</summary>
    /// <returns>0, <see cref="Failed"/>, <see cref="WrongUsage"/> or <see cref="Cancelled"/>.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CommandProgress? progress = null, bool hasColors = false, CancellationToken cancellationToken = default)
    {
        return Run(arguments, new CommandConsole(output, error, progress, hasColors), cancellationToken);
    }

    /// <summary>Runs one command, which says all to one console.</summary>
    /// <returns>0, <see cref="Failed"/>, <see cref="WrongUsage"/> or <see cref="Cancelled"/>.</returns>
    public static int Run(IReadOnlyList<string> arguments, CommandConsole console, CancellationToken cancellationToken = default)
    {
        string first = arguments.Count > 0 ? arguments[0] : "";
        RootCommand root = Root(Commands.For(first, console, cancellationToken));
        Command? command = root.Subcommands.FirstOrDefault(one => one.Name == first);
        if (command is null && first.Length > 0 && first[0] != '-')
        {
            console.Error($"There is no command '{first}'{(Nearest.Of(first, Commands.Names) is { } near ? $"; is '{near}' meant?" : ".")}");
            console.Hint("'dcmqi --help' lists the commands.");
            return WrongUsage;
        }

        if (command is null ? arguments is ["--version"] : arguments.Skip(1).Contains("--version"))
        {
            console.Say(Version);
            return 0;
        }

        if (command is not null && arguments.Contains("--xml"))
        {
            console.Say(SlicerModule.Describe(command, Version));
            return 0;
        }

        var returned = new Option<string>("--returnparameterfile") { HelpName = "FILE", Hidden = true, Recursive = true, Description = "As 3D Slicer gives it: a file for results that are no files. There are none, so that it is written empty." };
        root.Add(returned);
        ParseResult parsed = root.Parse(WithoutEmpty(arguments));
        if (parsed.Errors.Count > 0)
            return TellFaults(parsed, console);
        var invocation = new InvocationConfiguration { Output = console.Output, Error = console.ErrorOutput, EnableDefaultExceptionHandler = false };
        return parsed.GetValue(returned) is { } path ? Returning(path, console, () => parsed.Invoke(invocation)) : parsed.Invoke(invocation);
    }

    // Whether the file can be written is asked before the work, not after it.
    private static int Returning(string path, CommandConsole console, Func<int> run) => console.Run(verbose: false, () =>
    {
        new InputFiles().FolderOf("--returnparameterfile", path).Check();
        int exitCode = run();
        if (exitCode != 0)
            return exitCode;
        using var outputs = new OutputSet(Path.GetDirectoryName(Path.GetFullPath(path))!);
        outputs.Write(Path.GetFileName(path), temporary => File.WriteAllText(temporary, ""));
        outputs.Keep(new InputFiles(), "--returnparameterfile");
        return 0;
    });

    private static RootCommand Root(IEnumerable<Command> commands)
    {
        var root = new RootCommand("Research images and measurements to DICOM Segmentation, Parametric Map and SR objects, and back. Commands and options are those of dcmqi.")
        {
            new Option<string>("--processinformationaddress") { HelpName = "ADDRESS", Hidden = true, Recursive = true, Description = "As 3D Slicer gives it: where a module that runs within its process tells of progress. This is a process of its own." },
            new Option<bool>("--xml") { Recursive = true, Description = "Prints the description of a command as 3D Slicer's command-line modules have it." },
        };
        foreach (Command command in commands)
            root.Add(command);
        return root;
    }

    // An option without its text is an option that was not given, as dcmqi has it; 3D Slicer writes such.
    private static List<string> WithoutEmpty(IReadOnlyList<string> arguments)
    {
        var kept = new List<string>(arguments.Count);
        for (int index = 0; index < arguments.Count; index++)
        {
            if (arguments[index].StartsWith('-') && index + 1 < arguments.Count && arguments[index + 1].Length == 0)
                index++;
            else
                kept.Add(arguments[index]);
        }

        return kept;
    }

    private static int TellFaults(ParseResult parsed, CommandConsole console)
    {
        Command command = parsed.CommandResult.Command;
        string[] unknown = [.. parsed.UnmatchedTokens.Where(token => token.Length > 1 && token[0] == '-' && !char.IsAsciiDigit(token[1])).Distinct()];
        foreach (string token in unknown)
        {
            string? near = Nearest.Of(token, command.Options.Where(option => !option.Hidden).Select(option => option.Name));
            console.Error($"There is no option '{token}'{(near is null ? "." : $"; is '{near}' meant?")}");
        }

        // What follows an unknown option belongs to it.
        bool isOfUnknown = unknown.Length > 0;
        foreach (string message in parsed.Errors.Select(fault => fault.Message).Distinct())
        {
            if (!isOfUnknown || !parsed.UnmatchedTokens.Any(token => message.Contains($"'{token}'", StringComparison.Ordinal)))
                console.Error(message);
        }

        console.Hint($"'dcmqi{(command is RootCommand ? "" : " " + command.Name)} --help' lists the {(command is RootCommand ? "commands" : "options")}.");
        return WrongUsage;
    }
}
