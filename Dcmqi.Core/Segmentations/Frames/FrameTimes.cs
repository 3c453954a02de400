using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Segmentations;

/// <summary>Finds out whether frames are told apart by time.</summary>
internal static class FrameTimes
{
    /// <summary>The Temporal Position Index (0020,9128) of each frame; empty where time is no dimension.</summary>
    /// <param name="dataSet">The segmentation.</param>
    /// <param name="frames">Its per-frame functional groups.</param>
    /// <param name="segmentNumbers">The segment of each frame.</param>
    /// <param name="stack">Where the frames lie.</param>
    public static int[] Read(DataSet dataSet, IReadOnlyList<DataSet> frames, int[] segmentNumbers, PlaneStack stack)
    {
        var times = new int[frames.Count];
        for (int frame = 0; frame < times.Length; frame++)
        {
            if (frames[frame].GetItem(Tags.FrameContentSequence)?.GetInt32(Tags.TemporalPositionIndex) is not { } time)
                return [];
            times[frame] = time;
        }

        bool isDimension = dataSet.GetItems(Tags.DimensionIndexSequence).Any(item => item.GetTags(Tags.DimensionIndexPointer) is [{ } pointer] && pointer == Tags.TemporalPositionIndex);
        return isDimension || HasRepeatedPlanes(segmentNumbers, stack) ? times : [];
    }

    // Slices that were taken one after the other have a time each too, but that makes no points in time of one volume.
    private static bool HasRepeatedPlanes(int[] segmentNumbers, PlaneStack stack)
    {
        var seen = new HashSet<(int, int)>();
        for (int frame = 0; frame < segmentNumbers.Length; frame++)
        {
            if (!seen.Add((segmentNumbers[frame], stack.PositionOfPlane[frame])))
                return true;
        }

        return false;
    }
}
