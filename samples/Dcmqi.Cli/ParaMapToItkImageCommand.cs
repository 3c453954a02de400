using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>paramap2itkimage</c>: a DICOM Parametric Map becomes volumes and a JSON file that says what their values are.</summary>
internal static class ParaMapToItkImageCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        Option<string> input = CommonOptions.Required("--inputDICOM", "FILE", "DICOM Parametric Map to read.");
        Option<string> folder = CommonOptions.Required("--outputDirectory", "DIR", "Folder to write into; made where it is missing.");
        Option<string> type = new("--outputType", "-t") { HelpName = "TYPE", Description = "File format: " + string.Join(", ", OutputType.Names) + ".", DefaultValueFactory = _ => OutputType.Default };
        CommonOptions.OneOf(type, OutputType.Names);
        Option<string> prefix = new("--prefix", "-n", "-p") { HelpName = "P", Description = "Files are called P-pmap.nrrd and P-meta.json; pmap.nrrd and meta.json without it. Several quantities are P-pmap-1.nrrd, P-meta-1.json and so on.", DefaultValueFactory = _ => "" };
        Option<string> values = new("--values") { HelpName = "stored|real", Description = "stored: values as they are in the object, whose slope and intercept the JSON has. real: real-world values, with a slope of 1. If not given, stored for real numbers, as dcmqi has it, and real for whole numbers." };
        CommonOptions.OneOf(values, "stored", "real");
        var slide = new SlideRegionOptions();
        Option<string> compression = CompressionLevelName.Option();
        Option<bool> verbose = CommonOptions.Verbose();

        var command = new Command("paramap2itkimage", "Converts a DICOM Parametric Map into volumes.")
        {
            input, folder, type, prefix, values, compression, verbose,
        };
        foreach (Option option in slide.All)
            command.Add(option);
        command.SetAction(parsed =>
        {
            var conversion = new ParaMapToItkImage(console)
            {
                InputFile = parsed.GetRequiredValue(input),
                OutputFolder = parsed.GetRequiredValue(folder),
                Type = parsed.GetRequiredValue(type),
                Prefix = parsed.GetValue(prefix) ?? "",
                Values = parsed.GetValue(values) switch { "stored" => ParametricMapValues.Stored, "real" => ParametricMapValues.RealWorld, _ => null },
                Compression = CompressionLevelName.Level(parsed.GetValue(compression)),
                Region = slide.Of(parsed),
                Verbose = parsed.GetValue(verbose),
            };
            return console.Run(conversion.Verbose, () => conversion.Run(cancellationToken));
        });
        return command;
    }
}
