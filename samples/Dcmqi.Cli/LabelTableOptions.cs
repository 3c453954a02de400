using System.CommandLine;
using System.CommandLine.Parsing;

namespace Dcmqi.Cli;

/// <summary>The options that say what labels mean, without JSON.</summary>
internal sealed class LabelTableOptions
{
    private readonly Option<string> _preset = new("--preset") { HelpName = "NAME", Description = $"The labels are those of a segmentation tool: {string.Join(", ", SegmentPresets.Names.Where(name => !name.StartsWith("totalsegmentator-", StringComparison.Ordinal)))}, or totalsegmentator-TASK for another of its tasks. (dcmqi has no such option.)" };

    public IReadOnlyList<Option> All => [_preset];

    public bool IsGiven(CommandResult result) => result.GetValue(_preset) is not null;

    /// <summary>The table that was asked for, or <see langword="null"/> where none was.</summary>
    /// <exception cref="UsageException">There is no such preset.</exception>
    public LabelTable? Of(ParseResult parsed)
    {
        if (parsed.GetValue(_preset) is not { } name)
            return null;
        return SegmentPresets.Find(name)
            ?? throw new UsageException($"--preset: there is no '{name}'{(Nearest.Of(name, SegmentPresets.Names) is { } near ? $"; is '{near}' meant?" : ".")} There are {string.Join(", ", SegmentPresets.Names)}.");
    }
}
