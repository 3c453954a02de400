using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary>Options that the commands on structure sets share.</summary>
internal static class RtOptions
{
    public static Option<string[]> Rois() => CommonOptions.List("--rois", "Names or numbers of the regions wanted; all without it.");

    public static Option<bool> FillGaps() => new("--fillGaps") { Description = "Interpolates shapes in slices without a contour between slices with contours; without it these stay empty, with a warning." };

    public static ContourGaps Gaps(ParseResult parsed, Option<bool> option) => parsed.GetValue(option) ? ContourGaps.Interpolate : ContourGaps.Leave;

    /// <summary>The regions wanted; <see langword="null"/> for all.</summary>
    /// <exception cref="AggregateException">A region is not there, or several have its name.</exception>
    public static IReadOnlyList<RtRoi>? Chosen(RtStructureSet set, string[]? names)
    {
        if (names is null or [])
            return null;
        var rois = new List<RtRoi>();
        var faults = new List<UsageException>();
        foreach (string name in names)
        {
            RtRoi? roi = set.FindRoi(name) ?? (int.TryParse(name, System.Globalization.CultureInfo.InvariantCulture, out int number) ? set.Rois.FirstOrDefault(one => one.Number == number) : null);
            if (roi is not null)
                rois.Add(roi);
            else
                faults.Add(new UsageException($"--rois: there is no region, or more than one, called '{name}'. The regions are {string.Join(", ", set.Rois.Select(one => $"{one.Number} '{one.Name}'"))}."));
        }

        return faults.Count == 0 ? rois : throw new AggregateException(faults);
    }
}
