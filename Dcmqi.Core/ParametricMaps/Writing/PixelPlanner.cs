using System.Globalization;

namespace Dcmqi.ParametricMaps;

/// <summary>Decides how the voxels of a quantity are stored.</summary>
/// <param name="type">What is stored.</param>
/// <param name="padding">The stored value of voxels without a value; <see langword="null"/> for none.</param>
/// <param name="step">The difference of neighbouring stored whole numbers, where it is given.</param>
/// <param name="origin">The voxel value that is stored as 0, where it is given.</param>
/// <param name="faults">Takes what cannot be stored.</param>
internal sealed class PixelPlanner(ParametricMapPixelType type, double? padding, double? step, double? origin, List<string> faults)
{
    public bool StoresReals => type is ParametricMapPixelType.Float or ParametricMapPixelType.Double;

    public StoredPixels Plan(IReadOnlyList<MapLayer> layers, VoxelRange range)
    {
        string names = string.Join(", ", layers.Select(layer => $"'{layer.Name}'"));
        if (StoresReals)
        {
            if (type == ParametricMapPixelType.Float && range.HasFinite && Math.Max(-range.Least, range.Greatest) > float.MaxValue)
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{names}: values from {range.Least:G6} to {range.Greatest:G6} are beyond what 32 bits hold. Set PixelType to ParametricMapPixelType.Double."));
            return StoredPixels.Real(type);
        }

        int highest = type == ParametricMapPixelType.UInt16 ? ushort.MaxValue : byte.MaxValue;
        if (range.NotFinite > 0 && padding is null)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{names}: {Counted.Of(range.NotFinite, "voxel", "is", "are")} not finite numbers, which whole numbers cannot hold. Set PaddingValue to the stored value that shall mark them, or PixelType to ParametricMapPixelType.Float."));

        // What is padding can be no value: the wider side of it is used.
        (int least, int greatest) = padding is not { } value ? (0, highest) : value > highest - value ? (0, (int)value - 1) : ((int)value + 1, highest);
        LinearScale scale = Scale(names, range, least, greatest);
        return new StoredPixels(type, scale, least, greatest, (int?)padding);
    }

    private LinearScale Scale(string names, VoxelRange range, int least, int greatest)
    {
        if (step is not null || origin is not null)
            return Given(names, range, least, greatest);
        if (!range.HasFinite)
            return LinearScale.Identity;
        if (range.Least >= least && range.Greatest <= greatest && range.IsWhole)
            return LinearScale.Identity;
        double width = range.Greatest - range.Least;
        double size = width == 0 ? 1 : width / (greatest - least);
        double zero = range.Least - (least * size);
        if (size > 0 && double.IsFinite(size) && double.IsFinite(zero))
            return new LinearScale(size, zero);
        faults.Add(string.Create(CultureInfo.InvariantCulture, $"{names}: values from {range.Least:R} to {range.Greatest:R} cannot be cut into {greatest - least} steps. Set PixelType to ParametricMapPixelType.Double."));
        return LinearScale.Identity;
    }

    private LinearScale Given(string names, VoxelRange range, int least, int greatest)
    {
        double size = step ?? 1;
        if (!range.HasFinite)
            return new LinearScale(size, origin ?? 0);

        // Without an origin, 0 is stored as the least value where that does; else the values begin there.
        double zero = origin ?? (range.Least >= 0 && range.Greatest <= size * (greatest - least) ? -least * size : (Math.Floor(range.Least / size) - least) * size);
        double lowest = zero + ((least - 0.5) * size), highest = zero + ((greatest + 0.5) * size);
        if (range.Least < lowest || range.Greatest > highest)
        {
            faults.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{names}: values go from {range.Least:G6} to {range.Greatest:G6}; steps of {size:G6} from {zero + (least * size):G6} on reach {zero + (greatest * size):G6} in {type}. Give a larger StepSize, or none."));
        }

        return new LinearScale(size, zero);
    }
}
