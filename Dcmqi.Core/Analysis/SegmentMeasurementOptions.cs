using Dcmqi.Analysis;
using Dcmqi.Analysis.Images;
using Dcmqi.Binary;
using Dcmqi.Json;

namespace Dcmqi;

/// <summary>Options of measuring: the features and their parameters.</summary>
public sealed record SegmentMeasurementOptions
{
    /// <summary>Gets the families of features that are measured. Default: <see cref="FeatureFamily.Default"/>.</summary>
    public FeatureFamily Families { get; init; } = FeatureFamily.Default;

    /// <summary>Gets the single features that are measured; <see langword="null"/> for all of the <see cref="Families"/>.</summary>
    public IReadOnlyCollection<SegmentFeature>? Features { get; init; }

    /// <summary>Gets further percentiles, 0 to 100, each a measurement of its own.</summary>
    public IReadOnlyList<double> Percentiles { get; init; } = [];

    /// <summary>Gets how values are discretised before their histogram is measured; 64 bins between minimum and maximum unless given.</summary>
    public IntensityBins Bins { get; init; } = IntensityBins.FixedNumber(64);

    /// <summary>Gets how values are discretised for the intensity-volume histogram. Default: whole values of a known unit are taken as they are, others are put into 1,000 bins, as IBSI has it.</summary>
    public IntensityBins? VolumeHistogramBins { get; init; }

    /// <summary>Gets which values are left out of statistics of values; <see langword="null"/> for none.</summary>
    public IntensityResegmentation? Resegmentation { get; init; }

    /// <summary>Gets the Segment Numbers to measure; <see langword="null"/> for all.</summary>
    public IReadOnlyCollection<int>? SegmentNumbers { get; init; }

    /// <summary>Gets the point in time that is measured, from 0, of a segmentation that has several (<see cref="Segmentation.TimePoints"/>); may be left out where there is one.</summary>
    public int? TimePoint { get; init; }

    /// <summary>Gets what the values of a plain volume are, such as <c>Codes.Dcm.AttenuationCoefficient</c>; images say it themselves.</summary>
    public CodedConcept? Quantity { get; init; }

    /// <summary>Gets the unit of a plain volume, of UCUM, such as <c>Codes.Ucum.HounsfieldUnit</c>; no units unless given. Images say it themselves.</summary>
    public CodedConcept? Unit { get; init; }

    /// <summary>Gets the images that a plain volume was made from: a report refers to them, and diameters are drawn into them. <see langword="null"/> if there are none.</summary>
    public SourceImages? Images { get; init; }

    /// <summary>Gets what is measured of source images; <see langword="null"/> for uptake values where a PET series allows them, and values of the modality elsewhere. For a plain volume, its values are measured.</summary>
    public SourceValues? Values { get; init; }

    /// <summary>Gets what is done with a dose, weight or height that can only be in another unit than the standard's: converted with a warning, or refused with <see cref="SourceRepair.Reject"/>. Default: <see cref="SourceRepair.Warn"/>.</summary>
    public SourceRepair Repair { get; init; }

    /// <summary>Gets the SOP Instance UID of the Real World Value Mapping by which the values came about, for the report; <see langword="null"/> if there is none. Its file must be given to the report's builder.</summary>
    public string? RealWorldValueMapUid { get; init; }

    /// <summary>Gets how many segments are measured at once, at least 1. Values do not depend on it. Default: the number of processors, or what the program's setting <c>Dcmqi.MaxDegreeOfParallelism</c> says.</summary>
    public int MaxDegreeOfParallelism { get; init; } = ParallelLoop.DefaultThreads;

    /// <summary>How much of an image is held while it is read.</summary>
    internal MeasuringMemory Memory { get; init; } = new();

    /// <summary>Reads a choice of features: names of families and features (<see cref="FeatureFamily"/>, <see cref="SegmentFeature"/>), or the titles that tables print (<see cref="MeasuredFeature.Title"/>), in any case.</summary>
    /// <param name="names">The names, separated by commas, such as <c>shape,mesh,Mean,Maximum</c>.</param>
    /// <returns>A copy of the options with that choice.</returns>
    /// <exception cref="ArgumentException">A name is not known; the message gives the one that is nearest, or lists those that are.</exception>
    public SegmentMeasurementOptions WithFeatures(string names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var features = new HashSet<SegmentFeature>();
        var unknown = new List<string>();
        bool isListNeeded = false;
        foreach (string name in names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Known(name, out FeatureFamily family))
                features.UnionWith(FeatureCatalog.All.Where(definition => (family & definition.Family) != 0).Select(definition => definition.Feature));
            else if (Known(name, out SegmentFeature feature))
                features.Add(feature);
            else if (FeatureCatalog.All.FirstOrDefault(definition => definition.Title.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } titled)
                features.Add(titled.Feature);
            else
            {
                string? near = Spelling.Nearest(name, KnownNames);
                isListNeeded |= near is null;
                unknown.Add($"'{name}' is no feature{(near is null ? "" : $" (did you mean '{near}'?)")}.");
            }
        }

        if (unknown.Count > 0)
        {
            string list = isListNeeded ? $" Families are {string.Join(", ", Enum.GetNames<FeatureFamily>()[1..])}; features are {string.Join(", ", Enum.GetNames<SegmentFeature>())}." : "";
            throw new ArgumentException(string.Join(' ', unknown) + list, nameof(names));
        }

        FeatureFamily families = FeatureFamily.None;
        foreach (SegmentFeature feature in features)
            families |= FeatureCatalog.Of(feature).Family;
        return this with { Families = families, Features = features };
    }

    /// <summary>Gives what is measured in one line.</summary>
    public override string ToString() =>
        $"SegmentMeasurementOptions: {(Features is null ? Families.ToString() : $"{Features.Count} feature{(Features.Count == 1 ? "" : "s")}")} of {(SegmentNumbers is null ? "all segments" : $"segments {string.Join(", ", SegmentNumbers)}")}";

    internal bool Wants(SegmentFeature feature) =>
        (Families & FeatureCatalog.Of(feature).Family) != 0 && Features?.Contains(feature) != false;

    internal bool WantsAny(FeatureFamily family) => FeatureCatalog.All.Any(definition => (definition.Family & family) != 0 && Wants(definition.Feature));

    internal void Check()
    {
        foreach (double percentile in Percentiles)
        {
            if (!(percentile >= 0 && percentile <= 100))
                throw new ArgumentOutOfRangeException(nameof(Percentiles), percentile, "A percentile is from 0 to 100.");
        }

        Resegmentation?.Check();
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxDegreeOfParallelism, 1, nameof(MaxDegreeOfParallelism));
    }

    private static string[] KnownNames =>
        [.. Enum.GetNames<FeatureFamily>()[1..], .. FeatureCatalog.All.Select(definition => definition.Title), .. Enum.GetNames<SegmentFeature>()];

    // A number would be taken for a value of the enumeration.
    private static bool Known<T>(string name, out T value)
        where T : struct, Enum => Enum.TryParse(name, ignoreCase: true, out value) && Enum.GetNames<T>().Contains(name, StringComparer.OrdinalIgnoreCase);
}
