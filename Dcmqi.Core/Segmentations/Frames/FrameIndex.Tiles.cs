using System.Globalization;
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
        int rows = Dimension(dataSet, Tags.Rows);
        int columns = Dimension(dataSet, Tags.Columns);
        if ((long)rows * columns > int.MaxValue)
            throw new NotSupportedException($"Frames of {columns} x {rows} pixels are larger than {int.MaxValue} pixels.");
        int count = dataSet.GetInt32(Tags.NumberOfFrames) ?? dataSet.EnumerateItems(Tags.PerFrameFunctionalGroupsSequence).Count();
        CheckFrameCount(dataSet, count, (long)rows * columns);
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
            new TileSize(columns, rows),
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

    // Without functional groups nothing but the pixels shows that there are so many frames; without pixels none get memory.
    private static void CheckFrameCount(DataSet dataSet, int count, long pixelsPerFrame)
    {
        if (count < 1)
            throw dataSet.Fault(Tags.NumberOfFrames, string.Create(CultureInfo.InvariantCulture, $"is {count}; 1 or more was expected"));
        DataElement pixels = dataSet.Find(Tags.PixelData) ?? throw dataSet.Fault(Tags.PixelData, "is missing");
        long most = pixels.Fragments is { } fragments ? fragments.Parts.Count : (long)((Int128)pixels.Length * 8 / pixelsPerFrame);
        if (count > most)
            throw dataSet.Fault(Tags.NumberOfFrames, string.Create(CultureInfo.InvariantCulture, $"is {count}; Pixel Data (7FE0,0010) has room for {most} at most"));
    }
}
