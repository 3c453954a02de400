using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary>Options of writing contours.</summary>
internal sealed class ContourOptions
{
    private readonly Option<string> _holes = new("--holes") { HelpName = "keyhole|xor", Description = "keyhole: a hole is joined to the contour around it. xor: outlines and holes are CLOSEDPLANAR_XOR contours. keyhole, if not given.", DefaultValueFactory = _ => "keyhole" };
    private readonly Option<double> _simplify = new("--simplify") { HelpName = "MM", Description = "Leaves out points where the contour then stays within so many millimetres of the voxels' outline; a warning says how many voxels that changes. 0, if not given: every voxel comes back." };
    private readonly Option<string> _label = new("--label") { HelpName = "TEXT", Description = "Structure Set Label, at most 16 characters; SEGMENTS, if not given." };

    public ContourOptions()
    {
        CommonOptions.OneOf(_holes, "keyhole", "xor");
        _simplify.Validators.Add(result =>
        {
            if (CommonOptions.RealOf(result) is < 0 or double.PositiveInfinity or double.NaN)
                result.AddError("--simplify: 0 millimetres or more were expected.");
        });
    }

    public IEnumerable<Option> All => [_holes, _simplify, _label];

    public RtStructureSetBuilder Builder(ParseResult parsed, SourceImages source, CommandConsole console)
    {
        var metadata = new RtStructureSetMetadata();
        return new RtStructureSetBuilder(source, parsed.GetValue(_label) is { } label ? metadata with { Label = label } : metadata)
        {
            Authorship = console.Authorship,
            Contours = new() { Holes = parsed.GetValue(_holes) == "xor" ? ContourHoles.ExclusiveDisjunction : ContourHoles.Keyhole, SimplificationMm = parsed.GetValue(_simplify) },
        };
    }
}
