using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>Finds out whether frames are told apart by time.</summary>
internal static class FrameTimes
{
    /// <summary>The Temporal Position Index (0020,9128) of each frame; empty where time is not a dimension.</summary>
    /// <param name="dataSet">The object.</param>
    /// <param name="frames">Its per-frame functional groups.</param>
    public static int[] Read(DataSet dataSet, IReadOnlyList<DataSet> frames)
    {
        // Slices that were taken one after the other may have a time each too, but that makes no points in time of one volume.
        bool isDimension = dataSet.GetItems(Tags.DimensionIndexSequence).Any(item => item.GetTags(Tags.DimensionIndexPointer) is [{ } pointer] && pointer == Tags.TemporalPositionIndex);
        if (!isDimension)
            return [];
        var times = new int[frames.Count];
        for (int frame = 0; frame < times.Length; frame++)
        {
            if (frames[frame].GetItem(Tags.FrameContentSequence)?.GetInt32(Tags.TemporalPositionIndex) is not { } time)
                return [];
            times[frame] = time;
        }

        return times;
    }
}
