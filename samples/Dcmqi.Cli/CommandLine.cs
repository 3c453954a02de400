using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary>The commands, and what the caller sees of errors.</summary>
internal static class CommandLine
{
    /// <summary>Exit code of a run that failed.</summary>
    public const int Failed = 1;

    /// <summary>Exit code of a run that was cancelled, as shells have it for Ctrl+C.</summary>
    public const int Cancelled = 130;

    /// <summary>Runs one command.</summary>
    /// <returns>0, <see cref="Failed"/> or <see cref="Cancelled"/>.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        var console = new CommandConsole(output, error);
        var root = new RootCommand("Research images and measurements to DICOM Segmentation, Parametric Map and SR objects, and back. Commands and options are those of dcmqi.")
        {
            ItkImageToSegImageCommand.Create(console, cancellationToken),
            SegImageToItkImageCommand.Create(console, cancellationToken),
            BinToLabelSegImageCommand.Create(console, cancellationToken),
            SegConvertCommand.Create(console, cancellationToken),
            SegInfoCommand.Create(console, cancellationToken),
            ItkImageToParaMapCommand.Create(console, cancellationToken),
            ParaMapToItkImageCommand.Create(console, cancellationToken),
            MeasureCommand.Create(console, cancellationToken),
            PmInfoCommand.Create(console, cancellationToken),
            Tid1500WriterCommand.Create(console),
            Tid1500ReaderCommand.Create(console),
            CsvToTid1500Command.Create(console),
            Tid1500ToCsvCommand.Create(console),
            SrDumpCommand.Create(console, cancellationToken),
            ValidateCommand.Create(console, cancellationToken),
            VolumeInfoCommand.Create(console, cancellationToken),
        };
        ParseResult parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (string message in parsed.Errors.Select(fault => fault.Message).Distinct())
                console.Error(message);
            string command = parsed.CommandResult.Command is RootCommand ? "" : $" {parsed.CommandResult.Command.Name}";
            error.WriteLine($"'dcmqi{command} --help' lists the options.");
            return Failed;
        }

        return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
    }
}
