using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>Finds out whether frames are told apart by time.</summary>
internal static class FrameTimes
{
    /// <summary>Whether time is a dimension. Slices that were taken one after the other may have a time each too, but that makes no points in time of one volume.</summary>
    public static bool AreDimension(DataSet dataSet) =>
        dataSet.GetItems(Tags.DimensionIndexSequence).Any(item => item.GetTags(Tags.DimensionIndexPointer) is [{ } pointer] && pointer == Tags.TemporalPositionIndex);

    /// <summary>The Temporal Position Index (0020,9128) of a frame.</summary>
    /// <param name="frame">Its functional groups.</param>
    public static int? Of(DataSet frame) => frame.GetItem(Tags.FrameContentSequence)?.GetInt32(Tags.TemporalPositionIndex);
}
