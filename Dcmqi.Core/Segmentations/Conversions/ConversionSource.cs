using Dcmqi.Dicom;

namespace Dcmqi.Segmentations;

/// <summary>A finished segmentation that is to be encoded anew.</summary>
internal sealed record ConversionSource(DataSet DataSet, FrameIndex Frames, StoredFrames Pixels, IReadOnlyList<Segment> Segments)
{
    public IReadOnlyList<DataSet> FrameGroups { get; } = DataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence);

    public DataSet? SharedGroups { get; } = DataSet.GetItem(Tags.SharedFunctionalGroupsSequence);
}
