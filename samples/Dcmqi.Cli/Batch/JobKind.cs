using System.CommandLine;

namespace Dcmqi.Cli.Batch;

/// <summary>A kind of job: a command, and the columns that name its options. An option's own name is a column; some have an everyday name too.</summary>
internal sealed class JobKind
{
    private const string InputPrefix = "--input", ListHelp = "A,B,...";

    /// <summary>Everyday names of commands.</summary>
    private static readonly (string Name, string Command)[] Everyday =
    [
        ("segmentation", "itkimage2segimage"),
        ("parametricMap", "itkimage2paramap"),
        ("structureSet", "itkimage2rtstruct"),
        ("measurements", "measure"),
        ("measurementReport", "tid1500writer"),
        ("featureReport", "csv2tid1500"),
    ];

    /// <summary>Everyday names of columns, and the options that they may be; the first that a command has.</summary>
    private static readonly (string Name, string[] Options)[] Columns =
    [
        ("source", ["--inputDICOMDirectory", "--inputImageLibraryDirectory"]),
        ("labels", ["--inputImageList"]),
        ("image", ["--inputImage"]),
        ("metadata", ["--inputMetadata"]),
        ("segmentation", ["--inputDICOM", "--inputSegmentation"]),
        ("structureSet", ["--inputDICOM"]),
        ("table", ["--inputCSV"]),
        ("labelTable", ["--labels"]),
        ("context", ["--inputCompositeContextDirectory", "--compositeContext"]),
        ("output", ["--outputDICOM", "--outputDirectory", "--output", "--outputMetadata", "--outputCSV"]),
    ];

    private static readonly string[] ImageOptions = ["--inputDICOMDirectory", "--inputDICOMList", "--inputImageLibraryDirectory"];
    private static readonly string[] OutputNames = ["--csv", "--wideCsv"];
    // Who asks an archive is said once, for all jobs.
    private static readonly string[] NotForJobs = ["--help", "--version", "--json", "--verbose", "--xml", "--user", "--passwordFile", "--tokenFile"];

    private readonly Dictionary<string, Option> _options = [];

    private JobKind(string name, Command command)
    {
        (Name, Command) = (name, command);
        foreach (Option option in command.Options.Where(option => !NotForJobs.Contains(option.Name)))
            _options[ColumnName.Normal(option.Name)] = option;
        foreach ((string column, string[] names) in Columns)
        {
            if (command.Options.OrderBy(option => Array.IndexOf(names, option.Name)).FirstOrDefault(option => names.Contains(option.Name)) is { } option)
                _options[ColumnName.Normal(column)] = option;
        }
    }

    /// <summary>The name in messages.</summary>
    public string Name { get; }

    public Command Command { get; }

    /// <summary>The option that names what a job is known by.</summary>
    public Option Output => _options[ColumnName.Normal("output")];

    /// <summary>The names of all kinds.</summary>
    public static IEnumerable<string> Names => Everyday.Select(kind => kind.Name).Concat(All.Select(command => command.Name));

    /// <summary>Names of the kind's columns, the everyday ones first.</summary>
    public IEnumerable<string> ColumnNames => Columns.Select(column => column.Name).Where(column => _options.ContainsKey(ColumnName.Normal(column)))
        .Concat(Command.Options.Select(option => option.Name.TrimStart('-')).Where(option => _options.ContainsKey(ColumnName.Normal(option)))).Distinct();

    // What writes nothing is no job.
    private static IEnumerable<Command> All => Commands.Names.Where(name => name != "batch").SelectMany(name => Commands.For(name, Silent, default))
        .Where(command => command.Options.Any(option => RoleOf(option) == JobOptionRole.Output));

    private static CommandConsole Silent => new(TextWriter.Null, TextWriter.Null);

    /// <summary>All kinds by the names that columns and rows have.</summary>
    public static Dictionary<string, JobKind> ByName()
    {
        var kinds = All.ToDictionary(command => ColumnName.Normal(command.Name), command => new JobKind(command.Name, command));
        foreach ((string name, string command) in Everyday)
            kinds[ColumnName.Normal(name)] = new JobKind(name, kinds[command].Command);
        return kinds;
    }

    /// <summary>The option of a column; <see langword="null"/> where the kind has none.</summary>
    public Option? Find(string column) => _options.GetValueOrDefault(column);

    public static JobOptionRole RoleOf(Option option)
    {
        bool isPath = option.HelpName is "FILE" or "DIR";
        if (isPath && (option.Name.StartsWith("--output", StringComparison.Ordinal) || OutputNames.Contains(option.Name)))
            return JobOptionRole.Output;
        if (ImageOptions.Contains(option.Name))
            return JobOptionRole.Images;
        return isPath || (option.HelpName == ListHelp && option.Name.StartsWith(InputPrefix, StringComparison.Ordinal)) ? JobOptionRole.Input : JobOptionRole.Text;
    }
}
