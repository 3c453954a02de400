using Dcmqi.Dicom;

namespace Dcmqi.Segmentations;

/// <summary>A finished segmentation that is to be encoded anew.</summary>
internal sealed record ConversionSource(DataSet DataSet, FrameIndex Frames, StoredFrames Pixels, IReadOnlyList<Segment> Segments)
{
    /// <summary>The functional groups of each frame; TILED_FULL may have none.</summary>
    public IReadOnlyList<DataSet> FrameGroups => DataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence);

    public DataSet? SharedGroups { get; } = DataSet.GetItem(Tags.SharedFunctionalGroupsSequence);

    public DataSet? FirstFrameGroup => DataSet.EnumerateItems(Tags.PerFrameFunctionalGroupsSequence).FirstOrDefault();

    /// <summary>The functional groups of each frame one by one, empty where it has none.</summary>
    public IEnumerable<DataSet> EnumerateFrameGroups()
    {
        int count = 0;
        foreach (DataSet group in DataSet.EnumerateItems(Tags.PerFrameFunctionalGroupsSequence))
        {
            count++;
            yield return group;
        }

        for (; count < Frames.Count; count++)
            yield return new DataSet();
    }
}
