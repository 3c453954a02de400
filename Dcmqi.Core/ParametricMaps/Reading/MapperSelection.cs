using Dcmqi.Dicom.PixelData;

namespace Dcmqi.ParametricMaps;

/// <summary>Which mapping each frame is read with.</summary>
internal sealed class MapperSelection
{
    private readonly MapFrames _frames;
    private readonly ValueMapper[] _mappers;
    private readonly List<string> _warnings = [];

    /// <exception cref="ArgumentException">A frame has no mapping of the label that is asked for.</exception>
    public MapperSelection(MapFrames frames, FrameFormat format, bool isReal, PixelPadding? padding, ParametricMapReadOptions options)
    {
        _frames = frames;
        _mappers = [.. frames.Sets.Select(set => new ValueMapper(format, isReal, Choose(set, options.MappingLabel), padding, options.MissingValue))];
    }

    /// <summary>What was taken of several mappings that none was asked of by name.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    public ValueMapper Of(int frame) => _mappers[_frames.SetOfFrame[frame]];

    private IReadOnlyList<RealWorldValueMapping> Choose(IReadOnlyList<RealWorldValueMapping> set, string? label)
    {
        RealWorldValueMapping[] chosen = label is null
            ? [.. set.Where(mapping => mapping.QuantityKey == set[0].QuantityKey)]
            : [.. set.Where(mapping => mapping.Label == label)];
        if (chosen.Length == 0)
            throw new ArgumentException($"Frames have no mapping '{label}'; they have {string.Join(", ", set.Select(mapping => $"'{mapping.Label}'"))}.", nameof(ParametricMapReadOptions.MappingLabel));

        // Several of one quantity are for as many ranges of stored values; else they are as many ways to look at them.
        if (chosen.Length > 1 && !AreApart(chosen))
            chosen = [chosen[0]];
        if (label is null && chosen.Length < set.Count)
        {
            string warning = $"Frames have {Counted.Of(set.Count, "mapping")} ({string.Join(", ", set.Select(mapping => $"'{mapping.Label}'"))}); '{chosen[0].Label}' is taken.";
            if (!_warnings.Contains(warning))
                _warnings.Add(warning);
        }

        return chosen;
    }

    private static bool AreApart(RealWorldValueMapping[] mappings)
    {
        RealWorldValueMapping[] ordered = [.. mappings.OrderBy(mapping => mapping.FirstValueMapped)];
        for (int index = 0; index < ordered.Length; index++)
        {
            if (ordered[index].FirstValueMapped is null || ordered[index].LastValueMapped is null)
                return false;
            if (index > 0 && ordered[index].FirstValueMapped <= ordered[index - 1].LastValueMapped)
                return false;
        }

        return true;
    }
}
