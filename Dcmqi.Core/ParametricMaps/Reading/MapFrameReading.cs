using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.ParametricMaps;

/// <summary>What the functional groups of a map say of its frames beside where they lie. They are given one frame after the other, and none is kept.</summary>
internal sealed class MapFrameReading
{
    private static readonly DataSet NoGroups = new();

    private readonly bool _isSigned;
    private readonly int[] _dimensions;
    private readonly List<IReadOnlyList<RealWorldValueMapping>> _sets = [];
    private readonly Dictionary<string, int> _setOfKey = new(StringComparer.Ordinal);
    private readonly List<int> _setOfFrame = [];
    private readonly List<MapFrameContent?> _contents = [];
    private IReadOnlyList<DataSet> _lastItems = [];
    private int? _sharedSet;
    private int _without;
    private DicomFormatException? _contentFault;

    /// <param name="dataSet">The object.</param>
    /// <param name="isSigned">Whether stored values are signed.</param>
    public MapFrameReading(DataSet dataSet, bool isSigned)
    {
        _isSigned = isSigned;

        // Dimensions that only say where a frame lies tell no volumes apart.
        IReadOnlyList<DataSet> items = dataSet.GetItems(Tags.DimensionIndexSequence);
        _dimensions = [.. Enumerable.Range(0, items.Count).Where(index => !IsPosition(items[index]))];
    }

    /// <summary>The different lists of mappings that frames have; none is empty.</summary>
    public IReadOnlyList<IReadOnlyList<RealWorldValueMapping>> Sets => _sets;

    /// <summary>For each frame, its list in <see cref="Sets"/>.</summary>
    public IReadOnlyList<int> SetOfFrame => _setOfFrame;

    /// <summary>For each frame, what tells it apart from others at its place. A fault in it counts where it is asked for alone.</summary>
    /// <exception cref="DicomFormatException">It is malformed.</exception>
    public MapFrameContent ContentOf(int frame) => _contents[frame] ?? throw _contentFault!;

    /// <summary>Takes the next frame.</summary>
    /// <param name="frame">Its index, from 0.</param>
    /// <param name="groups">Its functional groups.</param>
    /// <param name="shared">The shared ones.</param>
    public void Add(int frame, DataSet groups, DataSet? shared)
    {
        _setOfFrame.Add(SetOf(groups, shared));
        _contents.Add(ContentOf(groups, shared));
    }

    /// <summary>Takes frames that have no functional groups of their own, up to as many as there are.</summary>
    public void AddRest(int count, DataSet? shared)
    {
        while (_setOfFrame.Count < count)
            Add(_setOfFrame.Count, NoGroups, shared);
    }

    /// <summary>Says what was tolerated.</summary>
    public void Tell(List<string> warnings)
    {
        // The last frame's items need not be held any more.
        _lastItems = [];
        if (_without > 0)
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{_without} of {Counted.Of(_setOfFrame.Count, "frame")} {(_without == 1 ? "has" : "have")} no {Tags.RealWorldValueMappingSequence.Describe()}; their stored values are taken as they are."));
        foreach (RealWorldValueMapping mapping in _sets.SelectMany(set => set))
        {
            foreach (string warning in Faults(mapping).Where(warning => !warnings.Contains(warning)))
                warnings.Add(warning);
        }
    }

    private static IEnumerable<string> Faults(RealWorldValueMapping mapping)
    {
        if (mapping.LookupTable.Count == 0 && mapping.Slope is null && mapping.Key != new RealWorldValueMapping().Key)
            yield return $"Mapping '{mapping.Label}' has neither {Tags.RealWorldValueSlope.Describe()} nor {Tags.RealWorldValueLUTData.Describe()}; a slope of 1 is taken.";
        else if (mapping.Slope == 0)
            yield return $"Mapping '{mapping.Label}': {Tags.RealWorldValueSlope.Describe()} is 0; all real-world values are the same.";
        if (mapping.LookupTable.Count > 0 && mapping.FirstValueMapped is null)
            yield return $"Mapping '{mapping.Label}' has a table, but {Tags.RealWorldValueFirstValueMapped.Describe()} is missing; 0 is taken.";
    }

    private int SetOf(DataSet groups, DataSet? shared)
    {
        IReadOnlyList<DataSet> items = groups.GetItems(Tags.RealWorldValueMappingSequence);
        if (items.Count > 0)
        {
            // Frames that follow each other mostly are of one quantity.
            if (_setOfFrame.Count > 0 && ElementComparison.IsSame(items, _lastItems))
                return _setOfFrame[^1];
            _lastItems = items;
            return SetOf(items);
        }

        _lastItems = [];
        IReadOnlyList<DataSet> sharedItems = shared?.GetItems(Tags.RealWorldValueMappingSequence) ?? [];
        if (sharedItems.Count > 0)
            return _sharedSet ??= SetOf(sharedItems);
        _without++;
        return SetOf([new RealWorldValueMapping()]);
    }

    private int SetOf(IReadOnlyList<DataSet> items) => SetOf([.. items.Select(item => MappingItem.Read(item, _isSigned))]);

    private int SetOf(RealWorldValueMapping[] set)
    {
        string key = string.Join('\n', set.Select(mapping => mapping.Key));
        if (!_setOfKey.TryGetValue(key, out int index))
        {
            _setOfKey.Add(key, index = _sets.Count);
            _sets.Add(set);
        }

        return index;
    }

    private MapFrameContent? ContentOf(DataSet groups, DataSet? shared)
    {
        if (FunctionalGroups.Find(groups, shared, Tags.FrameContentSequence) is not { } item)
            return MapFrameContent.None;
        try
        {
            int[] values = _dimensions.Length > 0 ? item.GetInt32s(Tags.DimensionIndexValues) : [];
            int[] dimensions = values.Length > 0 ? [.. _dimensions.Where(dimension => dimension < values.Length).Select(dimension => values[dimension])] : [];
            var content = new MapFrameContent(dimensions, item.GetInt32s(Tags.TemporalPositionIndex));
            return _contents is [.., { } last] && content.IsSame(last) ? last : content;
        }
        catch (DicomFormatException fault)
        {
            _contentFault ??= fault;
            return null;
        }
    }

    private static bool IsPosition(DataSet dimension)
    {
        Tag? pointer = Pointer(dimension, Tags.DimensionIndexPointer);
        return pointer?.Value is Tags.ImagePositionPatient or Tags.PlanePositionSequence or Tags.InStackPositionNumber or Tags.ImageOrientationPatient
                or Tags.PlanePositionSlideSequence or Tags.ColumnPositionInTotalImagePixelMatrix or Tags.RowPositionInTotalImagePixelMatrix or Tags.ZOffsetInSlideCoordinateSystem
            || Pointer(dimension, Tags.FunctionalGroupPointer)?.Value is Tags.PlanePositionSequence or Tags.PlanePositionSlideSequence;
    }

    private static Tag? Pointer(DataSet dimension, Tag tag) => dimension.GetTags(tag) is [Tag first, ..] ? first : null;
}
