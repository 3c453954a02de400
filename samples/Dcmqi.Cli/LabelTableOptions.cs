using System.CommandLine;
using System.CommandLine.Parsing;

namespace Dcmqi.Cli;

/// <summary>The options that say what labels mean, without JSON.</summary>
internal sealed class LabelTableOptions
{
    private readonly Option<string> _preset = new("--preset") { HelpName = "NAME", Description = $"The labels are those of a segmentation tool: {string.Join(", ", SegmentPresets.Names.Where(name => !name.StartsWith("totalsegmentator-", StringComparison.Ordinal)))}, or totalsegmentator-TASK for another of its tasks. (dcmqi has no such option.)" };

    private readonly Option<string> _labels = new("--labels") { HelpName = "FILE", Description = "A file that names the labels: colour table of 3D Slicer (.ctbl, .txt, .csv) or FreeSurfer, label descriptions of ITK-SNAP, dataset.json of nnU-Net or MONAI, label table of Caret (XML), or a NIfTI or .seg.nrrd file that holds one. (dcmqi has no such option.)" };

    public IReadOnlyList<Option> All => [_preset, _labels];

    public bool IsGiven(CommandResult result) => result.GetValue(_preset) is not null || result.GetValue(_labels) is not null;

    /// <summary>The table that was asked for, or <see langword="null"/> where none was.</summary>
    /// <exception cref="UsageException">There is no such preset.</exception>
    public LabelTable? Of(ParseResult parsed)
    {
        string? name = parsed.GetValue(_preset), file = parsed.GetValue(_labels);
        if (name is not null && file is not null)
            throw new UsageException("--preset and --labels both say what the labels mean; give one.");
        if (file is not null)
        {
            new InputFiles().File("--labels", file).Check();
            return LabelTable.Load(file);
        }

        return name is null ? null : SegmentPresets.Find(name)
            ?? throw new UsageException($"--preset: there is no '{name}'{(Nearest.Of(name, SegmentPresets.Names) is { } near ? $"; is '{near}' meant?" : ".")} There are {string.Join(", ", SegmentPresets.Names)}.");
    }
}
