using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.ParametricMaps;

/// <summary>What the functional groups say of the frames of a map: where they lie, what maps their values, and which of several volumes they belong to.</summary>
internal sealed class MapFrames : MultiFrameGrid
{
    private static readonly DataSet NoGroups = new();

    private readonly MapFrameReading _read;

    private MapFrames(DataSet dataSet, MapFrameReading reading, List<string> warnings)
        : base(dataSet, warnings, reading.Add)
    {
        _read = reading;
        (VolumeOfFrame, FramesOfVolume) = Split(warnings);
    }

    private MapFrames(DataSet dataSet, SlideMatrix matrix, TileIndex tiles, MapFrameReading reading, List<string> warnings)
        : base(dataSet, matrix, tiles)
    {
        reading.AddRest(Count, Shared);
        _read = reading;
        (VolumeOfFrame, FramesOfVolume) = Split(warnings);
    }

    /// <inheritdoc cref="MultiFrameGrid(DataSet, List{string}, Action{int, DataSet, DataSet})" path="/exception"/>
    /// <param name="dataSet">The object.</param>
    /// <param name="isSigned">Whether stored values are signed.</param>
    /// <param name="warnings">Takes what was tolerated.</param>
    public static MapFrames Read(DataSet dataSet, bool isSigned, List<string> warnings)
    {
        var reading = new MapFrameReading(dataSet, isSigned);
        if (!SlideReading.IsTiled(dataSet))
            return new MapFrames(dataSet, reading, warnings);
        DataSet? shared = dataSet.GetItem(Tags.SharedFunctionalGroupsSequence);
        (SlideMatrix matrix, TileIndex tiles) = SlideReading.Read(
            dataSet, TileSizeOf(dataSet), TileCount(dataSet), SlideReading.AnyChannels, (frame, groups) => reading.Add(frame, groups, shared), warnings);
        return new MapFrames(dataSet, matrix, tiles, reading, warnings);
    }

    /// <summary>The different lists of mappings that frames have; none is empty.</summary>
    public IReadOnlyList<IReadOnlyList<RealWorldValueMapping>> Sets => _read.Sets;

    /// <summary>For each frame, its list in <see cref="Sets"/>.</summary>
    public IReadOnlyList<int> SetOfFrame => _read.SetOfFrame;

    /// <summary>For each frame, its volume, from 0.</summary>
    public int[] VolumeOfFrame { get; }

    /// <summary>For each volume, its frames in order of the object.</summary>
    public int[][] FramesOfVolume { get; }

    /// <summary>The first mapping of a frame.</summary>
    public RealWorldValueMapping MappingOf(int frame) => Sets[SetOfFrame[frame]][0];

    /// <summary>What tells a frame apart from others at its place.</summary>
    /// <exception cref="DicomFormatException">It is malformed.</exception>
    public MapFrameContent ContentOf(int frame) => _read.ContentOf(frame);

    /// <summary>The functional groups of a frame of its own; none where all tiles follow one another in order.</summary>
    public DataSet GroupsOf(int frame) => Items.Count == 0 ? NoGroups : Items[frame];

    private (int[] VolumeOfFrame, int[][] FramesOfVolume) Split(List<string> warnings)
    {
        _read.Tell(warnings);
        int[][] framesOfVolume = new VolumeSplitter(this).Split(warnings);
        var volumeOfFrame = new int[Count];
        for (int volume = 0; volume < framesOfVolume.Length; volume++)
        {
            foreach (int frame in framesOfVolume[volume])
                volumeOfFrame[frame] = volume;
        }

        return (volumeOfFrame, framesOfVolume);
    }
}
