using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.ParametricMaps;

/// <summary>One quantity of a map to be written: all volumes of it, which share a mapping.</summary>
internal sealed class MapQuantity(ParametricMapMetadata metadata, string label, IReadOnlyList<MapLayer> layers, StoredPixels pixels, VoxelRange range)
{
    // What dcmqi writes where no region is given: (85756007, SCT, "Tissue").
    private static CodedConcept DefaultRegion { get; } = new("85756007", "SCT", "Tissue");

    public ParametricMapMetadata Metadata => metadata;

    public string Label => label;

    public IReadOnlyList<MapLayer> Layers => layers;

    public StoredPixels Pixels => pixels;

    /// <summary>What voxels stand for: RealWorldValueSlope and RealWorldValueIntercept of the metadata.</summary>
    public LinearScale VoxelScale => new(metadata.RealWorldValueSlope ?? 1, metadata.RealWorldValueIntercept ?? 0);

    /// <summary>The least and greatest stored value; 0 where no voxel is finite.</summary>
    public (double Least, double Greatest) StoredRange
    {
        get
        {
            if (!range.HasFinite)
                return (pixels.Least, pixels.Least);
            double first = pixels.Store(range.Least), last = pixels.Store(range.Greatest);
            return (Math.Min(first, last), Math.Max(first, last));
        }
    }

    public DataSet MappingItem() => ParametricMaps.MappingItem.Of(metadata, label, pixels.Scale.Then(VoxelScale), StoredRange, pixels.IsReal);

    /// <summary>The functional groups that all frames of the quantity have in common.</summary>
    /// <param name="laterality">Frame Laterality where the metadata does not give it.</param>
    /// <param name="sources">Source images of all frames; none where frames name their own.</param>
    public List<DataElement> Groups(string laterality, IReadOnlyList<DataSet> sources)
    {
        var groups = new DataSet();
        groups.SetItems(Tags.RealWorldValueMappingSequence, MappingItem());
        FunctionalGroups.SetWindow(groups, StoredRange.Least, StoredRange.Greatest);
        FunctionalGroups.SetFrameAnatomy(
            groups,
            metadata.AnatomicRegion ?? DefaultRegion,
            metadata.FrameLaterality switch
            {
                FrameLaterality.Left => "L",
                FrameLaterality.Right => "R",
                FrameLaterality.Both => "B",
                FrameLaterality.Unpaired => "U",
                _ => laterality,
            });
        if (sources.Count > 0)
            FunctionalGroups.SetDerivationImage(groups, metadata.Derivation!, sources);
        return [.. groups.Elements];
    }

    /// <summary>Whether frames of both share the item that maps their values, but for the label.</summary>
    public static bool AreSame(ParametricMapMetadata left, ParametricMapMetadata right) =>
        ReferenceEquals(left, right)
        || (left.Quantity == right.Quantity
            && left.Unit == right.Unit
            && left.MeasurementMethod == right.MeasurementMethod
            && left.ModelFittingMethod == right.ModelFittingMethod
            && left.SourceImageDiffusionBValues.SequenceEqual(right.SourceImageDiffusionBValues)
            && left.Derivation == right.Derivation
            && left.DerivationDescription == right.DerivationDescription
            && left.AnatomicRegion == right.AnatomicRegion
            && left.FrameLaterality == right.FrameLaterality
            && left.RealWorldValueSlope == right.RealWorldValueSlope
            && left.RealWorldValueIntercept == right.RealWorldValueIntercept);

    /// <summary>Says how far stored values are from the voxels, where they are.</summary>
    public (double Error, string? Warning) RoundingError(CancellationToken cancellationToken)
    {
        double largest = 0;
        foreach (MapLayer layer in layers.Where(layer => !pixels.IsExactFor(layer.VoxelType)))
            largest = Math.Max(largest, layer.LargestError(pixels, cancellationToken));
        largest *= Math.Abs(VoxelScale.Slope);
        if (largest == 0)
            return (0, null);
        string step = pixels.IsReal ? "" : string.Create(CultureInfo.InvariantCulture, $", in steps of {Math.Abs(pixels.Scale.Slope * VoxelScale.Slope):G6}");
        return (largest, string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join(", ", layers.Select(layer => $"'{layer.Name}'"))}: values are rounded to {pixels.Type}{step}; the largest error is {largest:G6} {metadata.Unit!.Value}."));
    }
}
