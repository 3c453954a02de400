using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.ParametricMaps;

/// <summary>What the functional groups say of the frames of a map: where they lie, what maps their values, and which of several volumes they belong to.</summary>
internal sealed class MapFrames : MultiFrameGrid
{
    private static readonly DataSet NoGroups = new();

    private readonly List<IReadOnlyList<RealWorldValueMapping>> _sets = [];

    private MapFrames(DataSet dataSet, bool isSigned, List<string> warnings)
        : base(WithGroups(dataSet), warnings) => ReadFrames(dataSet, isSigned, warnings);

    private MapFrames(DataSet dataSet, SlideMatrix matrix, TileIndex tiles, bool isSigned, List<string> warnings)
        : base(dataSet, matrix, tiles) => ReadFrames(dataSet, isSigned, warnings);

    /// <inheritdoc cref="MultiFrameGrid(DataSet, List{string}, Action{int, DataSet, DataSet})" path="/exception"/>
    /// <param name="dataSet">The object.</param>
    /// <param name="isSigned">Whether stored values are signed.</param>
    /// <param name="warnings">Takes what was tolerated.</param>
    public static MapFrames Read(DataSet dataSet, bool isSigned, List<string> warnings)
    {
        if (!SlideReading.IsTiled(dataSet))
            return new MapFrames(dataSet, isSigned, warnings);
        (SlideMatrix matrix, TileIndex tiles) = SlideReading.Read(dataSet, TileSizeOf(dataSet), TileCount(dataSet), SlideReading.AnyChannels, null, warnings);
        return new MapFrames(dataSet, matrix, tiles, isSigned, warnings);
    }

    /// <summary>The different lists of mappings that frames have; none is empty.</summary>
    public IReadOnlyList<IReadOnlyList<RealWorldValueMapping>> Sets => _sets;

    /// <summary>For each frame, its list in <see cref="Sets"/>.</summary>
    public int[] SetOfFrame { get; private set; } = [];

    /// <summary>For each frame, its volume, from 0.</summary>
    public int[] VolumeOfFrame { get; private set; } = [];

    /// <summary>For each volume, its frames in order of the object.</summary>
    public int[][] FramesOfVolume { get; private set; } = [];

    /// <summary>The first mapping of a frame.</summary>
    public RealWorldValueMapping MappingOf(int frame) => _sets[SetOfFrame[frame]][0];

    /// <summary>The functional groups of a frame of its own; none where all tiles follow one another in order.</summary>
    public DataSet GroupsOf(int frame) => Items.Count == 0 ? NoGroups : Items[frame];

    public DataSet? FrameContent(int frame) => FunctionalGroups.Find(GroupsOf(frame), Shared, Tags.FrameContentSequence);

    // Mappings and volumes are read from the functional groups too: they are parsed once.
    private static DataSet WithGroups(DataSet dataSet)
    {
        _ = dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence);
        return dataSet;
    }

    private void ReadFrames(DataSet dataSet, bool isSigned, List<string> warnings)
    {
        SetOfFrame = new int[Count];
        ReadMappings(dataSet, isSigned, warnings);
        VolumeOfFrame = new VolumeSplitter(this, dataSet).Split(warnings);
        FramesOfVolume = [.. VolumeOfFrame.Select((volume, frame) => (volume, frame)).GroupBy(pair => pair.volume, pair => pair.frame).OrderBy(group => group.Key).Select(group => group.ToArray())];
    }

    private void ReadMappings(DataSet dataSet, bool isSigned, List<string> warnings)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        IReadOnlyList<DataSet> sharedItems = Shared?.GetItems(Tags.RealWorldValueMappingSequence) ?? [];
        int? sharedSet = null;
        int without = 0;
        using IEnumerator<DataSet> groups = dataSet.EnumerateItems(Tags.PerFrameFunctionalGroupsSequence).GetEnumerator();
        for (int frame = 0; frame < Count; frame++)
        {
            IReadOnlyList<DataSet> items = (groups.MoveNext() ? groups.Current : NoGroups).GetItems(Tags.RealWorldValueMappingSequence);
            if (items.Count > 0)
                SetOfFrame[frame] = Add([.. items.Select(item => MappingItem.Read(item, isSigned))]);
            else if (sharedItems.Count > 0)
                SetOfFrame[frame] = sharedSet ??= Add([.. sharedItems.Select(item => MappingItem.Read(item, isSigned))]);
            else
                (SetOfFrame[frame], without) = (Add([new RealWorldValueMapping()]), without + 1);
        }

        if (without > 0)
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{without} of {Counted.Of(Count, "frame")} {(without == 1 ? "has" : "have")} no {Tags.RealWorldValueMappingSequence.Describe()}; their stored values are taken as they are."));
        foreach (IReadOnlyList<RealWorldValueMapping> set in _sets)
            Check(set, warnings);

        int Add(RealWorldValueMapping[] set)
        {
            string key = string.Join('\n', set.Select(mapping => mapping.Key));
            if (!known.TryGetValue(key, out int index))
            {
                known.Add(key, index = _sets.Count);
                _sets.Add(set);
            }

            return index;
        }
    }

    private static void Check(IReadOnlyList<RealWorldValueMapping> set, List<string> warnings)
    {
        foreach (RealWorldValueMapping mapping in set)
        {
            if (mapping.LookupTable.Count == 0 && mapping.Slope is null && mapping.Key != new RealWorldValueMapping().Key)
                Tell($"Mapping '{mapping.Label}' has neither {Tags.RealWorldValueSlope.Describe()} nor {Tags.RealWorldValueLUTData.Describe()}; a slope of 1 is taken.");
            else if (mapping.Slope == 0)
                Tell($"Mapping '{mapping.Label}': {Tags.RealWorldValueSlope.Describe()} is 0; all real-world values are the same.");
            if (mapping.LookupTable.Count > 0 && mapping.FirstValueMapped is null)
                Tell($"Mapping '{mapping.Label}' has a table, but {Tags.RealWorldValueFirstValueMapped.Describe()} is missing; 0 is taken.");
        }

        void Tell(string warning)
        {
            if (!warnings.Contains(warning))
                warnings.Add(warning);
        }
    }
}
