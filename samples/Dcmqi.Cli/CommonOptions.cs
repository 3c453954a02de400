using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Dcmqi.Cli;

/// <summary>Kinds of options that dcmqi's command lines have.</summary>
internal static class CommonOptions
{
    public static Option<bool> Verbose() => new("--verbose") { Description = "Says more: steps as they are done, and stack traces of errors." };

    /// <summary>Keys that are not known are a fault.</summary>
    public static Option<bool> Strict() => new("--strict") { Description = "Refuses JSON files with keys that are not known; without it these are passed over with a warning, as dcmqi does without one." };

    /// <summary>How strictly JSON files are read.</summary>
    public static MetadataReadOptions ReadOptions(ParseResult parsed, Option<bool> strict) =>
        new() { UnknownKeys = parsed.GetValue(strict) ? UnknownKeys.Reject : UnknownKeys.Warn };

    /// <summary>An option that must be given a value.</summary>
    public static Option<string> Required(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName, Required = true };

    /// <summary>A list of files, separated by commas; the option may be given more than once.</summary>
    public static Option<string[]> List(string name, string description, bool required = false) => new(name)
    {
        Description = description,
        HelpName = "A,B,...",
        Required = required,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = Split,
    };

    /// <summary>A switch as dcmqi has those that are on by default: 0 is off, any other whole number is on, and so is the name alone.</summary>
    public static Option<int> Switch(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "0|1",
        Arity = ArgumentArity.ZeroOrOne,
        DefaultValueFactory = _ => 1,
        CustomParser = argument =>
        {
            if (argument.Tokens.Count == 0)
                return 1;
            if (int.TryParse(argument.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value))
                return value;
            argument.AddError($"{name}: '{argument.Tokens[0].Value}' is no whole number; 0 is off, 1 is on.");
            return 0;
        },
    };

    public static Option<int> Skip() => Switch("--skip", "1 leaves out frames without voxels, 0 writes them.");

    /// <summary>The encoding of what is written; without a default, which encoding is taken is the command's to say.</summary>
    public static Option<string> Tiling(string description)
    {
        var option = new Option<string>("--tiling") { HelpName = "sparse|full", Description = description };
        OneOf(option, "sparse", "full");
        return option;
    }

    public static SlideTiling? Tiling(ParseResult parsed, Option<string> option) => parsed.GetValue(option) switch { "sparse" => SlideTiling.Sparse, "full" => SlideTiling.Full, _ => null };

    public static Option<string> SegmentationType(string description, string? defaultName)
    {
        var option = new Option<string>("--segmentationType") { HelpName = string.Join('|', EncodingName.Names), Description = description };
        if (defaultName is not null)
            option.DefaultValueFactory = _ => defaultName;
        return OneOf(option, EncodingName.Names);
    }

    /// <summary>The compression of what is written.</summary>
    public static Option<string> Compress(params string[] names)
    {
        var option = new Option<string>("--compress")
        {
            HelpName = string.Join('|', names),
            Description = "How the object is compressed, always without loss: deflate is the object as a whole (Deflated Explicit VR Little Endian), the others frame by frame.",
            DefaultValueFactory = _ => CompressionName.Default,
        };
        return OneOf(option, names);
    }

    /// <summary>The receiver, for which what was not given is chosen.</summary>
    public static Option<string> For()
    {
        var option = new Option<string>("--for")
        {
            HelpName = string.Join('|', ReceiverName.Names),
            Description = "Who receives the object: --segmentationType and --compress that were not given are chosen so that it is shown right, which is said with the reason. What was given and is shown wrong is an error. (dcmqi has no such option.)",
        };
        return OneOf(option, ReceiverName.Names);
    }

    /// <summary>Whether an option was given, rather than left to its default.</summary>
    public static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>A part of a concatenation has as many frames.</summary>
    public static Option<int?> Concatenation()
    {
        var option = new Option<int?>("--concatenation") { HelpName = "FRAMES", Description = "Writes several files with so many frames each, which together are one object (a concatenation): OUT-1.dcm, OUT-2.dcm and so on for OUT.dcm. (dcmqi has no such option.)" };
        option.Validators.Add(result =>
        {
            if (NumberOf(result) < 1)
                result.AddError("--concatenation: a part has 1 frame or more.");
        });
        return option;
    }

    /// <summary>Whether a volume may lie apart from the images, which dcmqi writes with a warning.</summary>
    public static Option<bool> AllowUnmatched() => new("--allowUnmatched") { Description = "Writes the object also where no slice lies in the plane of an image; it refers to none then. Without it such a volume is refused: mostly its affine was lost. (dcmqi writes it with a warning.)" };

    public static Option<bool> UsePalette() => new("--usePalette") { Description = "Label map in PALETTE COLOR, with a palette made from the segments' colours; MONOCHROME2 without it." };

    public static Option<bool> Force16Bit() => new("--force16Bit") { Description = "Label map of 16 bits, also where 8 would hold all Segment Numbers." };

    /// <summary>The files that a command tells of.</summary>
    public static Argument<string[]> Files(string description)
    {
        var files = new Argument<string[]>("FILE") { Description = description, Arity = ArgumentArity.OneOrMore };
        RefuseOptions(files);
        return files;
    }

    /// <summary>What looks like an option and is none is not taken for a file.</summary>
    public static void RefuseOptions(Argument argument) => argument.Validators.Add(result =>
    {
        foreach (string token in result.Tokens.Select(token => token.Value).Where(token => token.StartsWith("--", StringComparison.Ordinal) && !File.Exists(token)))
        {
            IEnumerable<string> known = (result.Parent as CommandResult)?.Command.Options.Select(option => option.Name) ?? [];
            result.AddError($"There is no option '{token}'{(Nearest.Of(token, known) is { } near ? $"; is '{near}' meant?" : ".")}");
        }
    });

    /// <summary>An option that takes one of a few names.</summary>
    public static Option<string> OneOf(Option<string> option, params string[] names)
    {
        option.AcceptOnlyFromAmong(names);
        option.Validators.Clear();
        option.Validators.Add(result =>
        {
            foreach (string value in result.Tokens.Select(token => token.Value).Where(value => !names.Contains(value, StringComparer.Ordinal)))
                result.AddError($"{option.Name}: '{value}' is none of {string.Join(", ", names)}{(Nearest.Of(value, names) is { } near ? $"; is '{near}' meant?" : ".")}");
        });
        return option;
    }

    /// <summary>The whole number that was given; <see langword="null"/> where it is none, which is told elsewhere.</summary>
    public static int? NumberOf(OptionResult result) =>
        result.Tokens is [{ } token] && int.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>The number that was given; <see langword="null"/> where it is none, which is told elsewhere.</summary>
    public static double? RealOf(OptionResult result) =>
        result.Tokens is [{ } token] && double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    private static string[] Split(ArgumentResult argument) =>
        [.. argument.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
