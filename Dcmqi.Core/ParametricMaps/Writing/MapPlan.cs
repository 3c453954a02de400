using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.ParametricMaps;

/// <summary>Holds what was given to a builder against what a map can say, and plans how each quantity is stored.</summary>
internal sealed class MapPlan(ParametricMapMetadata metadata, ParametricMapOptions options, Authorship authorship, IReadOnlyList<MapLayer> layers)
{
    /// <summary>Checks the metadata of the object and of every layer.</summary>
    /// <param name="warnings">Takes what was tolerated where they were read.</param>
    /// <exception cref="MetadataException">Metadata made in code break their schema; every violation is listed.</exception>
    public void CheckMetadata(List<string> warnings)
    {
        foreach (ParametricMapMetadata one in layers.Select(layer => layer.Metadata).Prepend(metadata).Distinct(ReferenceEqualityComparer.Instance).Cast<ParametricMapMetadata>())
        {
            warnings.AddRange(one.Warnings);
            IReadOnlyList<MetadataViolation> violations = one.Validate();
            if (violations.Count > 0)
                throw new MetadataException(violations);
        }
    }

    /// <summary>Adds what keeps names and slopes from being written.</summary>
    public void CheckContent(List<string> faults)
    {
        Check(Tags.ContentLabel, VR.CS, options.ContentLabel, nameof(ParametricMapOptions.ContentLabel));
        Check(Tags.ContentDescription, VR.LO, options.ContentDescription, nameof(ParametricMapOptions.ContentDescription));
        authorship.Check(faults);
        CheckSlopes(faults);

        void Check(Tag tag, VR vr, string? value, string name)
        {
            if (value is not null && ValueRules.Check(vr, value) is { } fault)
                faults.Add($"{name} is {QuotedValue.Of(value)}; for {tag.Describe()} {fault.Expected} was expected.");
        }
    }

    private void CheckSlopes(List<string> faults)
    {
        foreach (MapLayer layer in layers.DistinctBy(layer => layer.Metadata))
        {
            if (layer.Metadata.RealWorldValueSlope == 0)
                faults.Add($"'{layer.Name}': RealWorldValueSlope is 0, so that all values would be the same.");
        }
    }

    /// <summary>What is written, in order: all layers of one quantity together.</summary>
    /// <exception cref="ConversionException">Values cannot be stored as asked for; every fault is listed.</exception>
    public IReadOnlyList<MapQuantity> Quantities(List<string> faults, List<string> warnings, CancellationToken cancellationToken)
    {
        var groups = new List<List<MapLayer>>();
        foreach (MapLayer layer in layers)
        {
            List<MapLayer>? same = groups.Find(other => MapQuantity.AreSame(other[0].Metadata, layer.Metadata));
            if (same is null)
                groups.Add(same = []);
            same.Add(layer);
        }

        ParametricMapPixelType type = options.PixelType ?? PixelTypeOf(layers);
        CheckPadding(type, faults);
        ConversionException.ThrowIfAny(faults);
        if (type == ParametricMapPixelType.UInt8)
            warnings.Add($"Pixels of 8 bits are beyond PS3.3 C.8.32.2, which has 16 bits for whole numbers; some readers will refuse the object.");
        var planner = new PixelPlanner(type, options.PaddingValue, options.StepSize, options.StepOrigin, faults);
        VoxelRange start = planner.StoresReals ? VoxelRange.EmptyOfReals : VoxelRange.Empty;
        var quantities = new List<MapQuantity>();
        foreach (List<MapLayer> group in groups)
        {
            VoxelRange range = start;
            foreach (MapLayer layer in group)
            {
                VoxelRange own = layer.Range(start, cancellationToken);
                range = range.Union(own);
                Tell(layer, own, type, warnings);
            }

            quantities.Add(new MapQuantity(group[0].Metadata, Label(group[0].Metadata, quantities), group, planner.Plan(group, range), range));
        }

        ConversionException.ThrowIfAny(faults);
        return quantities;
    }

    /// <summary>The largest difference between a value and what is stored for it, in real-world units.</summary>
    /// <param name="quantities">What is written.</param>
    /// <param name="warnings">Takes a word on each quantity that is rounded.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public static double RoundingError(IReadOnlyList<MapQuantity> quantities, List<string> warnings, CancellationToken cancellationToken)
    {
        double error = 0;
        foreach (MapQuantity quantity in quantities)
        {
            (double largest, string? warning) = quantity.RoundingError(cancellationToken);
            error = Math.Max(error, largest);
            if (warning is not null)
                warnings.Add(warning);
        }

        return error;
    }

    private static string Label(ParametricMapMetadata metadata, List<MapQuantity> others)
    {
        string label = MappingItem.LabelOf(metadata.Quantity!);
        string numbered = label;
        for (int number = 2; others.Exists(other => other.Label == numbered); number++)
            numbered = MappingItem.Numbered(label, number);
        return numbered;
    }

    private static ParametricMapPixelType PixelTypeOf(IReadOnlyList<MapLayer> layers)
    {
        if (layers.All(layer => layer.VoxelType == typeof(byte) || layer.VoxelType == typeof(ushort)))
            return ParametricMapPixelType.UInt16;
        return layers.All(layer => StoredPixels.Real(ParametricMapPixelType.Float).IsExactFor(layer.VoxelType))
            ? ParametricMapPixelType.Float
            : ParametricMapPixelType.Double;
    }

    private void CheckPadding(ParametricMapPixelType type, List<string> faults)
    {
        if (options.PaddingValue is not { } padding)
            return;
        bool fits = type switch
        {
            ParametricMapPixelType.Double => double.IsFinite(padding),
            ParametricMapPixelType.Float => (float)padding == padding && double.IsFinite(padding),
            ParametricMapPixelType.UInt16 => padding == Math.Floor(padding) && padding is >= 0 and <= ushort.MaxValue,
            _ => padding == Math.Floor(padding) && padding is >= 0 and <= byte.MaxValue,
        };
        if (!fits)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"PaddingValue is {padding:R}, which pixels of type {type} cannot be."));
    }

    private static void Tell(MapLayer layer, VoxelRange range, ParametricMapPixelType type, List<string> warnings)
    {
        if (range.Infinite + (layer.MayLackValues ? 0 : range.NotANumber) == 0)
            return;
        string kinds = string.Join(" and ", ((ReadOnlySpan<(long Count, string Name)>)[(range.NotANumber, "not a number"), (range.Infinite, "infinite")])
            .ToArray().Where(kind => kind.Count > 0).Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Count} {kind.Name}")));
        string outcome = type is ParametricMapPixelType.Float or ParametricMapPixelType.Double ? "they are kept" : "they are stored as the padding value";
        warnings.Add($"'{layer.Name}' has voxels without a finite value ({kinds}); {outcome}.");
    }
}
