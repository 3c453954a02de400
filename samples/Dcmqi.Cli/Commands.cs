using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary>The commands by name. A run makes only the one it was called for: making all of them is a third of the start-up time.</summary>
internal static class Commands
{
    private static readonly (string Name, Func<CommandConsole, CancellationToken, Command> Create)[] All =
    [
        ("itkimage2segimage", ItkImageToSegImageCommand.Create),
        ("segimage2itkimage", SegImageToItkImageCommand.Create),
        ("bin2labelsegimage", BinToLabelSegImageCommand.Create),
        ("segconvert", SegConvertCommand.Create),
        ("seginfo", SegInfoCommand.Create),
        ("itkimage2paramap", ItkImageToParaMapCommand.Create),
        ("paramap2itkimage", ParaMapToItkImageCommand.Create),
        ("rtstruct2segimage", RtStructToSegImageCommand.Create),
        ("segimage2rtstruct", SegImageToRtStructCommand.Create),
        ("itkimage2rtstruct", ItkImageToRtStructCommand.Create),
        ("rtstruct2itkimage", RtStructToItkImageCommand.Create),
        ("rtinfo", (console, _) => RtInfoCommand.Create(console)),
        ("segimage2surface", SegImageToSurfaceCommand.Create),
        ("measure", MeasureCommand.Create),
        ("pminfo", PmInfoCommand.Create),
        ("tid1500writer", (console, _) => Tid1500WriterCommand.Create(console)),
        ("tid1500reader", (console, _) => Tid1500ReaderCommand.Create(console)),
        ("csv2tid1500", (console, _) => CsvToTid1500Command.Create(console)),
        ("tid1500tocsv", (console, _) => Tid1500ToCsvCommand.Create(console)),
        ("picture", PictureCommand.Create),
        ("report", ReportCommand.Create),
        ("srdump", SrDumpCommand.Create),
        ("fetch", FetchCommand.Create),
        ("store", StoreCommand.Create),
        ("sourceinfo", SourceInfoCommand.Create),
        ("validate", ValidateCommand.Create),
        ("volumeinfo", VolumeInfoCommand.Create),
        ("batch", Batch.BatchCommand.Create),
        ("terms", TermsCommand.Create),
        ("metadata", MetadataCommand.Create),
        ("schema", SchemaCommand.Create),
        ("completion", CompletionCommand.Create),
    ];

    /// <summary>The names, in the order of the help.</summary>
    public static IEnumerable<string> Names => All.Select(command => command.Name);

    /// <summary>The command of a name, or all where no command has it.</summary>
    public static IEnumerable<Command> For(string name, CommandConsole console, CancellationToken cancellationToken)
    {
        int index = Array.FindIndex(All, command => command.Name == name);
        return (index < 0 ? All : All.AsSpan(index, 1)).ToArray().Select(command => command.Create(console, cancellationToken));
    }
}
