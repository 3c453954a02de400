using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Dcmqi.Cli;

/// <summary>The options that cut a region out of an object on a slide, and say its resolution.</summary>
internal sealed class SlideRegionOptions
{
    private readonly Option<int[]> _region;
    private readonly Option<int?> _focalPlane;
    private readonly Option<int?> _reduce;

    public SlideRegionOptions()
    {
        _region = new Option<int[]>("--region")
        {
            HelpName = "COLUMN,ROW,COLUMNS,ROWS",
            Description = "Of an object on a slide, the region to write, in pixels of its plane (the total pixel matrix), from 0. The whole plane if not given. (dcmqi has no such option.)",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = true,
            CustomParser = Numbers,
        };
        _focalPlane = Whole("--focalPlane", "N", "Of an object on a slide, the focal plane to write, from 0; all if neither this nor --region or --reduce is given, else the first. (dcmqi has no such option.)", 0);
        _reduce = Whole("--reduce", "N", "Of an object on a slide, writes one pixel for N x N: the one in their middle. (dcmqi has no such option.)", 1);
    }

    public IEnumerable<Option> All => [_region, _focalPlane, _reduce];

    public SlideRegionInput Of(ParseResult parsed) => new()
    {
        Region = parsed.GetValue(_region) is { Length: 4 } region ? region : null,
        FocalPlane = parsed.GetValue(_focalPlane),
        Reduction = parsed.GetValue(_reduce),
    };

    /// <summary>A whole number that is not below a least one.</summary>
    public static Option<int?> Whole(string name, string helpName, string description, int least)
    {
        var option = new Option<int?>(name) { HelpName = helpName, Description = description };
        option.Validators.Add(result =>
        {
            if (CommonOptions.NumberOf(result) < least)
                result.AddError($"{name} is a whole number from {least} on.");
        });
        return option;
    }

    private static int[] Numbers(ArgumentResult argument)
    {
        string[] texts = [.. argument.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        int[] numbers = [.. texts.Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1)];
        if (numbers.Length != 4 || Array.Exists(numbers, number => number < 0) || numbers[2] == 0 || numbers[3] == 0)
            argument.AddError($"--region: four whole numbers are expected, COLUMN,ROW,COLUMNS,ROWS, the first two from 0, the others from 1; '{string.Join(',', texts)}' was given.");
        return numbers;
    }
}
