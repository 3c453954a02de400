using System.Globalization;
using Dcmqi.Terminology;

namespace Dcmqi;

/// <summary>The label tables of segmentation tools, with the codes that are published for them.</summary>
/// <remarks>A table is made each time it is asked for; keep it where it is used often.</remarks>
public static class SegmentPresets
{
    private const string TotalSegmentatorPrefix = "totalsegmentator-", AllOfTotalSegmentator = "total";

    /// <summary>Gets the 117 classes of TotalSegmentator 2, task <c>total</c>.</summary>
    public static LabelTable TotalSegmentator => TotalSegmentatorTask(AllOfTotalSegmentator);

    /// <summary>Gets the 50 classes of TotalSegmentator 2 for MR images, task <c>total_mr</c>.</summary>
    public static LabelTable TotalSegmentatorMr => TotalSegmentatorTask("total_mr");

    /// <summary>Gets the tasks of TotalSegmentator, such as <c>total</c> and <c>lung_vessels</c>.</summary>
    public static IReadOnlyList<string> TotalSegmentatorTasks => [.. SetsOf(PresetRows.TotalSegmentator)];

    /// <summary>Gets FreeSurfer's subcortical segmentation (<c>aseg</c>), and the like of FastSurfer.</summary>
    public static LabelTable FreeSurferAseg => Read("FreeSurfer aseg", "FreeSurfer", PresetRows.FreeSurferAseg, null);

    /// <summary>Gets FreeSurfer's subcortical segmentation with the cortex in parts by the Desikan-Killiany atlas (<c>aparc+aseg</c>).</summary>
    public static LabelTable FreeSurferAparc =>
        new("FreeSurfer aparc+aseg", FreeSurferAseg.Concat(Read("aparc", null, PresetRows.FreeSurferAparc, null))) { AlgorithmName = "FreeSurfer" };

    /// <summary>Gets the labels of SynthSeg.</summary>
    public static LabelTable SynthSeg => Read("SynthSeg", "SynthSeg", PresetRows.SynthSeg, null);

    /// <summary>Gets the labels of brain tumours in the BraTS challenges since 2023 (enhancing tumour is 3).</summary>
    public static LabelTable BraTS => Read("BraTS 2023", null, PresetRows.BraTS, "2023-gli");

    /// <summary>Gets the labels of brain tumours in the BraTS challenges until 2021 (enhancing tumour is 4).</summary>
    public static LabelTable BraTS2021 => Read("BraTS 2021", null, PresetRows.BraTS, "2021");

    /// <summary>Gets 3D Slicer's general anatomy, for names: its labels are the place in Slicer's list.</summary>
    public static LabelTable Slicer => Read("3D Slicer general anatomy", null, PresetRows.Slicer, null);

    /// <summary>Gets the names by which <see cref="Find"/> knows presets, such as <c>totalsegmentator</c>, <c>totalsegmentator-lung_vessels</c>, <c>freesurfer-aseg</c>.</summary>
    public static IReadOnlyList<string> Names =>
    [
        "totalsegmentator", .. TotalSegmentatorTasks.Where(task => task != AllOfTotalSegmentator).Select(task => TotalSegmentatorPrefix + task),
        "freesurfer-aseg", "freesurfer-aparc", "synthseg", "brats", "brats-2021", "slicer",
    ];

    /// <summary>Gets the classes of a task of TotalSegmentator.</summary>
    /// <param name="task">One of <see cref="TotalSegmentatorTasks"/>.</param>
    /// <exception cref="ArgumentException">There is no such task.</exception>
    public static LabelTable TotalSegmentatorTask(string task)
    {
        ArgumentException.ThrowIfNullOrEmpty(task);
        LabelTable table = Read("TotalSegmentator " + task, "TotalSegmentator", PresetRows.TotalSegmentator, task);
        return table.Count > 0 ? table : throw new ArgumentException($"TotalSegmentator has no task '{task}'; it has {string.Join(", ", TotalSegmentatorTasks)}.", nameof(task));
    }

    /// <summary>Finds a preset by name; capitals do not matter.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>The preset, or <see langword="null"/> where none has the name.</returns>
    public static LabelTable? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string lower = name.ToLowerInvariant();
        return lower switch
        {
            "totalsegmentator" => TotalSegmentator,
            "freesurfer-aseg" => FreeSurferAseg,
            "freesurfer-aparc" => FreeSurferAparc,
            "synthseg" => SynthSeg,
            "brats" => BraTS,
            "brats-2021" => BraTS2021,
            "slicer" => Slicer,
            _ when lower.StartsWith(TotalSegmentatorPrefix, StringComparison.Ordinal) && TotalSegmentatorTasks.Contains(lower[TotalSegmentatorPrefix.Length..]) => TotalSegmentatorTask(lower[TotalSegmentatorPrefix.Length..]),
            _ => null,
        };
    }

    private static IEnumerable<string> SetsOf(ReadOnlySpan<byte> table) => Rows.Of(table).Select(cells => cells[0]).Distinct();

    private static LabelTable Read(string name, string? algorithm, ReadOnlySpan<byte> table, string? set) =>
        new(name, Rows.Of(table).Where(cells => set is null || cells[0] == set).Select(Entry)) { AlgorithmName = algorithm };

    // Set, label, name, colour, then codes as far as there are any.
    private static LabelTableEntry Entry(string[] cells)
    {
        CodedConcept? category = Code(4), type = Code(5), modifier = Code(6);
        RgbColor? color = ColorOf(cells.ElementAtOrDefault(3) ?? "");
        return new LabelTableEntry
        {
            Label = int.Parse(cells[1], CultureInfo.InvariantCulture),
            Name = cells[2],
            Color = color,
            Term = category is null || type is null ? null : new SegmentTerm
            {
                Category = category,
                Type = type,
                TypeModifier = modifier,
                AnatomicRegion = Code(7),
                AnatomicRegionModifier = Code(8),
                RecommendedDisplayRgb = color ?? RecommendedColors.Find(type, modifier),
            },
        };

        CodedConcept? Code(int cell) => cell < cells.Length ? Rows.Code(cells[cell]) : null;
    }

    private static RgbColor? ColorOf(string cell)
    {
        byte[] rgb = [.. cell.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(channel => byte.Parse(channel, CultureInfo.InvariantCulture))];
        return rgb.Length == 3 ? new RgbColor(rgb[0], rgb[1], rgb[2]) : null;
    }
}
