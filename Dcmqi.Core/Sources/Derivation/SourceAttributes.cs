using System.Globalization;
using Dcmqi.Binary;
using Dcmqi.Iods;

namespace Dcmqi.Sources;

/// <summary>Tells what source images lack that every image must have, even where nothing of it is taken over.</summary>
internal static class SourceAttributes
{
    private static readonly string[] ModulesOfAll = ["general-series", "image-pixel"];
    private static readonly string[] ModulesOfOthers = ["patient", "general-study", "general-series", "image-pixel"];

    /// <summary>Checks the headers; a fault that many images have is told once.</summary>
    /// <param name="images">The images; patient and study of the first are checked where they are taken over.</param>
    /// <param name="faults">Takes what was found.</param>
    public static void Check(IReadOnlyList<SourceImage> images, FaultList faults)
    {
        var found = new string[images.Count][];
        ParallelLoop.Run(images.Count, index => found[index] = Check(images[index], index == 0 ? ModulesOfAll : ModulesOfOthers), CancellationToken.None);
        var firsts = new Dictionary<string, (int Image, int Count)>();
        for (int index = 0; index < found.Length; index++)
        {
            foreach (string fault in found[index])
                firsts[fault] = firsts.TryGetValue(fault, out (int Image, int Count) known) ? (known.Image, known.Count + 1) : (index, 1);
        }

        foreach ((string fault, (int image, int count)) in firsts.OrderBy(pair => pair.Value.Image))
        {
            string others = count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" (and {count - 1} more)");
            faults.Add(images[image].Name + others, fault, "Nothing was taken over from it");
        }
    }

    private static string[] Check(SourceImage image, string[] modules)
    {
        var findings = new FindingList();

        // PS3.3 C.7.4.1: a Frame of Reference is for what has coordinates.
        foreach (string module in image.PositionMm is null || !modules.Contains("patient") ? modules : modules.Append("frame-of-reference"))
            DataSetChecker.CheckRequired(image.Header, module, findings);
        return [.. findings.ToList().Where(finding => finding.Severity == ValidationSeverity.Error).Select(finding => $"{finding.Path} {finding.Message}").Distinct()];
    }
}
