using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Segmentations;

internal sealed partial class FrameIndex
{
    private FrameIndex(DataSet dataSet, int[] segmentNumbers, SlideMatrix matrix, TileIndex tiles, List<string> warnings)
        : base(dataSet, matrix, tiles)
    {
        SegmentNumbers = segmentNumbers;
        Repeats = RepeatedFrames.Find(this, warnings);
    }

    private static FrameIndex ReadTiles(DataSet dataSet, List<string> warnings)
    {
        int count = TileCount(dataSet);
        DataSet? shared = dataSet.GetItem(Tags.SharedFunctionalGroupsSequence);
        bool isLabelMap = dataSet.GetString(Tags.SegmentationType) == "LABELMAP";
        var segmentNumbers = new int[count];
        bool isShared = !isLabelMap && shared?.HasValue(Tags.SegmentIdentificationSequence) == true;
        int[] all = isLabelMap || isShared ? [] : [.. dataSet.GetItems(Tags.SegmentSequence).Select(item => item.GetInt32(Tags.SegmentNumber) ?? 0)];
        if (isShared)
            Array.Fill(segmentNumbers, SegmentNumber(new DataSet(), shared, 0));
        bool isFull = dataSet.GetString(Tags.DimensionOrganizationType) == "TILED_FULL";
        bool isSaid = false;
        (SlideMatrix matrix, TileIndex tiles) = SlideReading.Read(
            dataSet,
            TileSizeOf(dataSet),
            count,
            Math.Max(1, all.Length),
            (frame, groups) =>
            {
                if (isLabelMap || (isFull && !groups.HasValue(Tags.SegmentIdentificationSequence)))
                    return;
                segmentNumbers[frame] = SegmentNumber(groups, shared, frame);
                isSaid = true;
            },
            warnings);

        // PS3.3 C.7.6.17.3: all tiles of one segment, then all of the next.
        if (!isLabelMap && !isShared && !isSaid)
        {
            if (all.Length == 0 || all.Any(number => number is < 1 or > ushort.MaxValue))
                throw FramePlanes.Missing(0, Tags.SegmentIdentificationSequence, Tags.ReferencedSegmentNumber, null);
            for (int frame = 0; frame < count; frame++)
                segmentNumbers[frame] = all[frame / (count / all.Length)];
        }

        return new FrameIndex(dataSet, segmentNumbers, matrix, tiles, warnings);
    }
}
