using System.Globalization;

namespace Dcmqi.Tests.Generators;

/// <summary>Makes the tables of the labels of segmentation tools from <c>facts/presets</c>.</summary>
internal static class PresetTables
{
    private static readonly string[] Codes = ["category", "type", "modifier", "region", "region_modifier"];

    public static Dictionary<string, string> Generate() => new()
    {
        ["PresetRows.g.cs"] = GeneratedText.File(
            nameof(PresetTables),
            "facts/presets",
            "Dcmqi.Terminology",
            "PresetRows",
            GeneratedText.Text("TotalSegmentator", Rows("totalsegmentator-v2.tsv", "task")),
            GeneratedText.Text("FreeSurferAseg", Rows("freesurfer-aseg.tsv", null)),
            GeneratedText.Text("FreeSurferAparc", Rows("freesurfer-aparc-dk.tsv", null)),
            GeneratedText.Text("SynthSeg", Rows("synthseg.tsv", null)),
            GeneratedText.Text("BraTS", Rows("brats.tsv", "edition")),
            GeneratedText.Text("Slicer", SlicerRows())),
    };

    // Set, label, name, colour, then the codes (scheme|value|meaning); cells that are empty at the end are left out.
    private static string Rows(string file, string? set) =>
        string.Concat(FactTable.Read("presets/" + file)
            .Where(row => row["label_id"].Length > 0)
            .Select(row => Row(set is null ? "" : row[set], row["label_id"], row["name"], row["rgb"], [.. Codes.Select(code => Code(row, code))])));

    // 3D Slicer's list has no labels: they are counted in its order.
    private static string SlicerRows() => string.Concat(FactTable.Read("segment-terms.tsv")
        .Where(row => row["context"] == "slicer-general-anatomy" && row["slicer_label"].Length > 0)
        .DistinctBy(row => row["slicer_label"])
        .Select((row, index) => Row("", (index + 1).ToString(CultureInfo.InvariantCulture), row["slicer_label"], row["rgb"], [Code(row, "category"), Code(row, "type"), Code(row, "modifier")])));

    private static string Row(string set, string label, string name, string rgb, string[] codes) => string.Join('\t', [set, label, name, rgb, .. codes]).TrimEnd('\t') + '\n';

    private static string Code(FactRow row, string code)
    {
        // The regions of FreeSurfer's tables are in no column.
        string value = row.Has(code + "_value") ? row[code + "_value"] : "";
        return value.Length == 0 ? "" : $"{row[code + "_scheme"]}|{value}|{row[code + "_meaning"]}";
    }
}
