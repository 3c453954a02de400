using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary>The program that a table of features is of, and what the table does not say.</summary>
internal sealed class ProfileOptions
{
    private static readonly Dictionary<string, FeatureProfile> Profiles = FeatureProfile.All.ToDictionary(profile => profile.Name.ToLowerInvariant());

    private readonly Option<string> _profile = new("--profile") { HelpName = string.Join('|', Profiles.Keys), Description = "Instead of --inputFeatureMapping: the program that wrote the table, whose columns are understood (totalsegmentator: its statistics.json)." };

    private readonly Option<string> _segmentColumn = new("--segmentColumn") { HelpName = "NAME", Description = "With --profile: the column with the segment, its number or label; the program's own if not given. Without such a column the table is of the only segment." };

    private readonly Option<string> _unit = new("--valueUnit") { HelpName = "UCUM", Description = "With --profile: the unit of the image's values, such as [hnsf'U]; none if not given." };

    private readonly Option<string> _quantity = new("--valueQuantity") { HelpName = "CODE", Description = "With --profile: what the image's values are, as value|scheme|meaning, such as 112031|DCM|Attenuation Coefficient." };

    private readonly Option<string[]> _ignored = CommonOptions.List("--ignoreColumns", "With --profile: columns that are passed over; * stands for any text.");

    public ProfileOptions() => CommonOptions.OneOf(_profile, [.. Profiles.Keys]);

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _profile, _segmentColumn, _unit, _quantity, _ignored })
            command.Options.Add(option);
    }

    /// <summary>The profile, or <see langword="null"/> where none is asked for.</summary>
    public FeatureProfile? Of(ParseResult parsed)
    {
        string? segmentColumn = parsed.GetValue(_segmentColumn), unit = parsed.GetValue(_unit), quantity = parsed.GetValue(_quantity);
        string[] ignored = parsed.GetValue(_ignored) ?? [];
        if (parsed.GetValue(_profile) is not { } name)
        {
            return segmentColumn is null && unit is null && quantity is null && ignored.Length == 0
                ? null
                : throw new UsageException("--segmentColumn, --valueUnit, --valueQuantity and --ignoreColumns need --profile.");
        }

        FeatureProfile profile = Profiles[name];
        if (segmentColumn is not null && profile.SegmentColumn is null)
            throw new UsageException($"--segmentColumn has no meaning for {name}, whose classes have names.");
        return profile with
        {
            SegmentColumn = segmentColumn ?? profile.SegmentColumn,
            Unit = unit is null ? profile.Unit : new CodedConcept(unit, "UCUM", unit),
            Quantity = quantity is null ? null : CodeText.Of("--valueQuantity", quantity),
            IgnoredColumns = ignored,
        };
    }
}
