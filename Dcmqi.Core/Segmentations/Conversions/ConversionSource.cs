using Dcmqi.Dicom;

namespace Dcmqi.Segmentations;

/// <summary>A segmentation to be converted, with what lies beneath it.</summary>
internal sealed class ConversionSource(Segmentation segmentation)
{
    public Segmentation Segmentation { get; } = segmentation;

    public DataSet DataSet => Segmentation.DataSet;

    public FrameIndex Frames => Segmentation.Frames;

    public StoredFrames Pixels => Segmentation.Pixels;

    public IReadOnlyList<DataSet> FrameGroups { get; } = segmentation.DataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence);

    public DataSet? SharedGroups { get; } = segmentation.DataSet.GetItem(Tags.SharedFunctionalGroupsSequence);
}
