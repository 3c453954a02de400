using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.ParametricMaps;

/// <summary>What the functional groups say of the frames of a map: where they lie, what maps their values, and which of several volumes they belong to.</summary>
internal sealed class MapFrames : MultiFrameGrid
{
    private readonly List<IReadOnlyList<RealWorldValueMapping>> _sets = [];

    /// <inheritdoc cref="MultiFrameGrid(DataSet, List{string})"/>
    public MapFrames(DataSet dataSet, bool isSigned, List<string> warnings)
        : base(dataSet, warnings)
    {
        SetOfFrame = new int[Count];
        ReadMappings(isSigned, warnings);
        VolumeOfFrame = new VolumeSplitter(this, dataSet).Split(warnings);
        FramesOfVolume = [.. VolumeOfFrame.Select((volume, frame) => (volume, frame)).GroupBy(pair => pair.volume, pair => pair.frame).OrderBy(group => group.Key).Select(group => group.ToArray())];
    }

    /// <summary>The different lists of mappings that frames have; none is empty.</summary>
    public IReadOnlyList<IReadOnlyList<RealWorldValueMapping>> Sets => _sets;

    /// <summary>For each frame, its list in <see cref="Sets"/>.</summary>
    public int[] SetOfFrame { get; }

    /// <summary>For each frame, its volume, from 0.</summary>
    public int[] VolumeOfFrame { get; }

    /// <summary>For each volume, its frames in order of the object.</summary>
    public int[][] FramesOfVolume { get; }

    /// <summary>The first mapping of a frame.</summary>
    public RealWorldValueMapping MappingOf(int frame) => _sets[SetOfFrame[frame]][0];

    public DataSet? FrameContent(int frame) => FunctionalGroups.Find(Items[frame], Shared, Tags.FrameContentSequence);

    private void ReadMappings(bool isSigned, List<string> warnings)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        IReadOnlyList<DataSet> sharedItems = Shared?.GetItems(Tags.RealWorldValueMappingSequence) ?? [];
        int? sharedSet = null;
        int without = 0;
        for (int frame = 0; frame < Count; frame++)
        {
            IReadOnlyList<DataSet> items = Items[frame].GetItems(Tags.RealWorldValueMappingSequence);
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
