using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>bin2labelsegimage</c>: a binary DICOM Segmentation becomes a label map.</summary>
internal static class BinToLabelSegImageCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        Option<string> input = CommonOptions.Required("--inputDICOM", "FILE", "Binary DICOM Segmentation to read; a label map is taken over as one.");
        Option<string> output = CommonOptions.Required("--outputDICOM", "FILE", "Label Map Segmentation to write.");
        Option<bool> palette = CommonOptions.UsePalette();
        Option<bool> sixteenBit = CommonOptions.Force16Bit();
        Option<string> compress = CommonOptions.Compress("none", "rle", "deflate");
        Option<int> skip = CommonOptions.Skip();
        Option<int> check = CommonOptions.Switch("--referencesGeometryCheck", "As dcmqi has it: references to images are those of the input, so that there is nothing to check.");
        Option<bool> labelNumbers = new("--useLabelIDAsSegmentNumber") { Description = "As dcmqi has it: Segment Numbers are always those of the input." };
        Option<bool> noCheck = new("--noCheck") { Description = "Writes the label map also where it breaks the standard, as one can that was made from a faulty object. Overlaps are refused all the same." };
        Option<bool> verbose = CommonOptions.Verbose();

        var command = new Command("bin2labelsegimage", "Converts a binary DICOM Segmentation without overlaps into a label map.")
        {
            input, output, skip, check, labelNumbers, palette, sixteenBit, compress, noCheck, verbose,
        };
        command.SetAction(parsed =>
        {
            var conversion = new BinToLabelSegImage(console)
            {
                InputFile = parsed.GetRequiredValue(input),
                OutputFile = parsed.GetRequiredValue(output),
                ColorModel = parsed.GetValue(palette) ? LabelMapColorModel.PaletteColor : LabelMapColorModel.Monochrome2,
                BitDepth = parsed.GetValue(sixteenBit) ? LabelMapBitDepth.Sixteen : LabelMapBitDepth.Smallest,
                EmptyFrames = parsed.GetValue(skip) != 0 ? EmptyContent.Omit : EmptyContent.Keep,
                WithoutEffect = [.. new Option[] { check, labelNumbers }.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(option => option.Name)],
                Compression = CompressionName.Compression(parsed.GetRequiredValue(compress)),
                IsChecked = !parsed.GetValue(noCheck),
                Verbose = parsed.GetValue(verbose),
            };
            return console.Run(conversion.Verbose, () => conversion.Run(cancellationToken));
        });
        return command;
    }
}
