using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Dcmqi.Cli;

/// <summary><c>segconvert</c>: DICOM Segmentations in another encoding or compression, merged, or with fewer segments.</summary>
internal static class SegConvertCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        Option<string[]> inputs = CommonOptions.List("--inputDICOM", "DICOM Segmentations to read; several are merged, their segments numbered anew from 1. The parts of a concatenation are joined first.", required: true);
        Option<string> output = CommonOptions.Required("--outputDICOM", "FILE", "DICOM Segmentation to write.");
        Option<string> type = CommonOptions.SegmentationType("How the voxels are held; as in the first input if not given.", null);
        Option<string> compress = CommonOptions.Compress(CompressionName.Names);
        Option<double?> threshold = new("--threshold") { HelpName = "X", Description = "Where fractions become segments, the smallest fraction that is inside: above 0, at most 1; 0.5 if not given." };
        Option<string> receiver = CommonOptions.For();
        Option<bool> split = new("--split") { Description = "Writes several objects where segments overlap, none of which has segments that do: OUT-object1.dcm, OUT-object2.dcm and so on for OUT.dcm, each in a series of its own." };
        Option<int[]> segments = new("--segments")
        {
            HelpName = "N,M,...",
            Description = "Segment Numbers to keep, all if not given; where inputs are merged, the numbers they get by that.",
            Arity = ArgumentArity.OneOrMore,
            CustomParser = Numbers,
        };
        Option<string> tiling = CommonOptions.Tiling("For slides: sparse writes the tiles in which something is, each with its place; full writes all tiles in order. As in the inputs if not given.");
        Option<bool> palette = CommonOptions.UsePalette();
        Option<bool> sixteenBit = CommonOptions.Force16Bit();
        Option<int?> concatenation = CommonOptions.Concatenation();
        Option<bool> verbose = CommonOptions.Verbose();

        var command = new Command("segconvert", "Converts DICOM Segmentations into another encoding or compression, merges them, or picks segments.")
        {
            inputs, output, type, compress, receiver, split, threshold, segments, tiling, palette, sixteenBit, concatenation, verbose,
        };
        command.SetAction(parsed =>
        {
            string? typeName = parsed.GetValue(type);
            var conversion = new SegConvert(console)
            {
                InputFiles = parsed.GetRequiredValue(inputs),
                OutputFile = parsed.GetRequiredValue(output),
                Encoding = typeName is null ? null : EncodingName.Encoding(typeName),
                Compression = CommonOptions.IsGiven(parsed, compress) ? CompressionName.Compression(parsed.GetRequiredValue(compress)) : null,
                Receiver = ReceiverName.Receiver(parsed.GetValue(receiver)),
                Splits = parsed.GetValue(split),
                Threshold = parsed.GetValue(threshold),
                Segments = parsed.GetValue(segments) is { Length: > 0 } numbers ? numbers : null,
                Tiling = CommonOptions.Tiling(parsed, tiling),
                UsePalette = parsed.GetValue(palette),
                Force16Bit = parsed.GetValue(sixteenBit),
                FramesPerPart = parsed.GetValue(concatenation),
                Verbose = parsed.GetValue(verbose),
            };
            return console.Run(conversion.Verbose, () => conversion.Run(cancellationToken));
        });
        return command;
    }

    private static int[] Numbers(ArgumentResult argument)
    {
        var numbers = new List<int>();
        foreach (string text in argument.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                numbers.Add(number);
            else
                argument.AddError($"--segments: '{text}' is no Segment Number.");
        }

        return [.. numbers];
    }
}
