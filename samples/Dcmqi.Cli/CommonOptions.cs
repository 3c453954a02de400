using System.CommandLine;
using System.CommandLine.Parsing;

namespace Dcmqi.Cli;

/// <summary>Kinds of options that dcmqi's command lines have.</summary>
internal static class CommonOptions
{
    public static Option<bool> Verbose() => new("--verbose") { Description = "Says more: steps as they are done, and stack traces of errors." };

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

    /// <summary>0 or 1, as dcmqi has its switches that are on by default.</summary>
    public static Option<string> Switch(string name, string description)
    {
        var option = new Option<string>(name) { Description = description, HelpName = "0|1", DefaultValueFactory = _ => "1" };
        option.AcceptOnlyFromAmong("0", "1");
        return option;
    }

    private static string[] Split(ArgumentResult argument) =>
        [.. argument.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
