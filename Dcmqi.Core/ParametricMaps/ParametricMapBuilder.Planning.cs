using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.ParametricMaps;

namespace Dcmqi;

public sealed partial class ParametricMapBuilder
{
    private void CheckContent(List<string> faults)
    {
        Check(Tags.ContentLabel, VR.CS, ContentLabel, nameof(ContentLabel));
        Check(Tags.ContentDescription, VR.LO, ContentDescription, nameof(ContentDescription));
        Authorship.Check(faults);

        void Check(Tag tag, VR vr, string? value, string name)
        {
            if (value is not null && ValueRules.Check(vr, value) is { } fault)
                faults.Add($"{name} is {QuotedValue.Of(value)}; for {tag.Describe()} {fault.Expected} was expected.");
        }
    }

    private void CheckSlopes(List<string> faults)
    {
        foreach (MapLayer layer in _layers.DistinctBy(layer => layer.Metadata))
        {
            if (layer.Metadata.RealWorldValueSlope == 0)
                faults.Add($"'{layer.Name}': RealWorldValueSlope is 0, so that all values would be the same.");
        }
    }

    private List<MapQuantity> Quantities(List<string> faults, List<string> warnings, CancellationToken cancellationToken)
    {
        var groups = new List<List<MapLayer>>();
        foreach (MapLayer layer in _layers)
        {
            List<MapLayer>? group = groups.Find(other => MapQuantity.AreSame(other[0].Metadata, layer.Metadata));
            if (group is null)
                groups.Add(group = []);
            group.Add(layer);
        }

        ParametricMapPixelType type = PixelType ?? PixelTypeOf(_layers);
        CheckPadding(type, faults);
        ConversionException.ThrowIfAny(faults);
        if (type == ParametricMapPixelType.UInt8)
            warnings.Add($"Pixels of 8 bits are beyond PS3.3 C.8.32.2, which has 16 bits for whole numbers; some readers will refuse the object.");
        var planner = new PixelPlanner(type, PaddingValue, StepSize, StepOrigin, faults);
        var quantities = new List<MapQuantity>();
        foreach (List<MapLayer> layers in groups)
        {
            VoxelRange range = VoxelRange.Empty;
            foreach (MapLayer layer in layers)
            {
                VoxelRange own = layer.Range(cancellationToken);
                range = range.Union(own);
                Tell(layer, own, type, warnings);
            }

            quantities.Add(new MapQuantity(layers[0].Metadata, Label(layers[0].Metadata, quantities), layers, planner.Plan(layers, range, cancellationToken), range));
        }

        return quantities;
    }

    private static string Label(ParametricMapMetadata metadata, List<MapQuantity> others)
    {
        string label = MappingItem.LabelOf(metadata.Quantity!);
        string numbered = label;
        for (int number = 2; others.Exists(other => other.Label == numbered); number++)
            numbered = MappingItem.Numbered(label, number);
        return numbered;
    }

    private static ParametricMapPixelType PixelTypeOf(List<MapLayer> layers)
    {
        if (layers.TrueForAll(layer => layer.VoxelType == typeof(byte) || layer.VoxelType == typeof(ushort)))
            return ParametricMapPixelType.UInt16;
        return layers.TrueForAll(layer => StoredPixels.Real(ParametricMapPixelType.Float).IsExactFor(layer.VoxelType))
            ? ParametricMapPixelType.Float
            : ParametricMapPixelType.Double;
    }

    private void CheckPadding(ParametricMapPixelType type, List<string> faults)
    {
        if (PaddingValue is not { } padding)
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
        if (range.NotFinite == 0)
            return;
        string kinds = string.Join(" and ", ((ReadOnlySpan<(long Count, string Name)>)[(range.NotANumber, "not a number"), (range.Infinite, "infinite")])
            .ToArray().Where(kind => kind.Count > 0).Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Count} {kind.Name}")));
        string outcome = type is ParametricMapPixelType.Float or ParametricMapPixelType.Double ? "they are kept" : "they are stored as the padding value";
        warnings.Add($"'{layer.Name}' has voxels without a finite value ({kinds}); {outcome}.");
    }
}
