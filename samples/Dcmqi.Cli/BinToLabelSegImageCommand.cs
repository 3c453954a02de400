using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>bin2labelsegimage</c>: a binary DICOM Segmentation becomes a label map.</summary>
internal static class BinToLabelSegImageCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        Option<string> input = CommonOptions.Required("--inputDICOM", "FILE", "Binary DICOM Segmentation to read.");
        Option<string> output = CommonOptions.Required("--outputDICOM", "FILE", "Label Map Segmentation to write.");
        Option<bool> palette = CommonOptions.UsePalette();
        Option<bool> sixteenBit = CommonOptions.Force16Bit();
        Option<string> compress = CommonOptions.Compress("none", "rle", "deflate");
        Option<bool> noCheck = new("--noCheck") { Description = "Writes the label map also where it breaks the standard, as one can that was made from a faulty object. Overlaps are refused all the same." };
        Option<bool> verbose = CommonOptions.Verbose();

        var command = new Command("bin2labelsegimage", "Converts a binary DICOM Segmentation without overlaps into a label map.")
        {
            input, output, palette, sixteenBit, compress, noCheck, verbose,
        };
        command.SetAction(parsed =>
        {
            var conversion = new BinToLabelSegImage(console)
            {
                InputFile = parsed.GetRequiredValue(input),
                OutputFile = parsed.GetRequiredValue(output),
                ColorModel = parsed.GetValue(palette) ? LabelMapColorModel.PaletteColor : LabelMapColorModel.Monochrome2,
                BitDepth = parsed.GetValue(sixteenBit) ? LabelMapBitDepth.Sixteen : LabelMapBitDepth.Smallest,
                Compression = CompressionName.Compression(parsed.GetRequiredValue(compress)),
                IsChecked = !parsed.GetValue(noCheck),
                Verbose = parsed.GetValue(verbose),
            };
            return console.Run(conversion.Verbose, () => conversion.Run(cancellationToken));
        });
        return command;
    }
}
