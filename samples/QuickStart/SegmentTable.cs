using System.Globalization;

namespace Dcmqi.QuickStart;

/// <summary>The segments as a table.</summary>
internal static class SegmentTable
{
    private static readonly string[] Header = ["#", "Segment", "Type", "Colour", "Voxels", "Volume", "Frames"];
    private static readonly bool[] RightAligned = [true, false, false, false, true, true, true];

    public static void Print(Segmentation segmentation, LabelVolume labels)
    {
        long[] voxels = new long[segmentation.Segments.Max(segment => segment.Number) + 1];
        foreach (ushort label in labels.Voxels)
            voxels[label]++;

        List<string[]> rows = [Header];
        foreach (Segment segment in segmentation.Segments)
        {
            rows.Add(
            [
                segment.Number.ToString(CultureInfo.InvariantCulture),
                segment.Label,
                segment.PropertyType?.ToString() ?? "",
                segment.DisplayColor?.ToString() ?? "",
                voxels[segment.Number].ToString("#,0", CultureInfo.InvariantCulture),
                (voxels[segment.Number] * labels.Geometry.VoxelVolumeMm3 / 1000).ToString("#,0.0", CultureInfo.InvariantCulture) + " mL",
                segment.FrameCount?.ToString(CultureInfo.InvariantCulture) ?? "",
            ]);
        }

        int[] widths = [.. Header.Select((_, column) => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            Console.WriteLine(string.Join("  ", row.Select((cell, column) => RightAligned[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
            if (row == Header)
                Console.WriteLine(string.Join("  ", widths.Select(width => new string('-', width))));
        }
    }
}
