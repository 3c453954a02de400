using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>itkimage2paramap</c>: volumes of measured values, their metadata and the images they were computed from become one DICOM Parametric Map.</summary>
internal static class ItkImageToParaMapCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        Option<string[]> metadata = CommonOptions.List("--inputMetadata", "JSON file that says what the values are; with several images one for all, or one for each.", required: true);
        Option<string[]> images = CommonOptions.List("--inputImage", "Volume of values. Several make one object. (dcmqi takes one.)", required: true);
        var source = new SourceOptions("that the values were computed from");
        Option<string> output = CommonOptions.Required("--outputDICOM", "FILE", "DICOM Parametric Map to write.");
        Option<string> type = new("--pixelType") { HelpName = string.Join('|', PixelTypeName.Names), Description = "How values are stored. uint16 and uint8: whole numbers with slope and intercept, chosen by the range of the values; the largest rounding error is told. (dcmqi writes float.)", DefaultValueFactory = _ => PixelTypeName.Default };
        CommonOptions.OneOf(type, PixelTypeName.Names);
        Option<double?> padding = new("--paddingValue") { HelpName = "N", Description = "Stored value that marks pixels without a value; needed where uint16 or uint8 shall hold voxels that are not a number. (dcmqi has no such option.)" };
        Option<double?> step = new("--stepSize") { HelpName = "X", Description = "With uint16 and uint8, what one step of the stored values makes in the volume's values. (dcmqi has no such option.)" };
        Option<string> resample = new("--resample") { HelpName = "nearest|linear", Description = "Brings volumes on another grid onto that of the images; without it they keep their own. (dcmqi has no such option.)" };
        CommonOptions.OneOf(resample, "nearest", "linear");
        Option<string> tiling = CommonOptions.Tiling("For slides: sparse writes the tiles in which a pixel has a value, each with its place; full writes all tiles in order, of one image. sparse, if not given. (dcmqi takes no slides.)");
        Option<string> compress = CommonOptions.Compress(CompressionName.Names);
        Option<bool> noChecks = new("--noDicomValueChecks") { Description = "Takes values of the images that break the standard over as they are, with a warning; without it they are repaired or left out, with a warning, too." };
        Option<bool> strict = CommonOptions.Strict();
        Option<bool> verbose = CommonOptions.Verbose();

        var command = new Command("itkimage2paramap", "Converts volumes of measured values into a DICOM Parametric Map.")
        {
            metadata, images, output, type, padding, step, resample, tiling, compress, noChecks, strict, verbose,
        };
        foreach (Option option in source.All)
            command.Add(option);
        command.SetAction(parsed =>
        {
            var conversion = new ItkImageToParaMap(console)
            {
                MetadataFiles = parsed.GetRequiredValue(metadata),
                ImageFiles = parsed.GetRequiredValue(images),
                Source = source.Of(parsed),
                OutputFile = parsed.GetRequiredValue(output),
                PixelType = PixelTypeName.PixelType(parsed.GetRequiredValue(type)),
                PaddingValue = parsed.GetValue(padding),
                StepSize = parsed.GetValue(step),
                Resampling = parsed.GetValue(resample) switch { "nearest" => Resampling.NearestNeighbor, "linear" => Resampling.Linear, _ => null },
                Tiling = CommonOptions.Tiling(parsed, tiling),
                Compression = CompressionName.Compression(parsed.GetRequiredValue(compress)),
                SourceRepair = parsed.GetValue(noChecks) ? SourceRepair.Keep : SourceRepair.Warn,
                ReadOptions = CommonOptions.ReadOptions(parsed, strict),
                Verbose = parsed.GetValue(verbose),
            };
            return console.Run(conversion.Verbose, () => conversion.Run(cancellationToken));
        });
        return command;
    }
}
