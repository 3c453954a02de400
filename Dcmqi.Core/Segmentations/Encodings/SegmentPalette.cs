using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Segmentations;

/// <summary>The Palette Color Lookup Table and ICC Profile Modules (PS3.3 C.7.9, C.11.15) of a label map, from the colours of its segments.</summary>
internal static class SegmentPalette
{
    public static void Set(DataSet dataSet, IReadOnlyList<SegmentContent> segments)
    {
        int entries = NumberOfEntries(segments);
        byte[] red = new byte[entries];
        byte[] green = new byte[entries];
        byte[] blue = new byte[entries];
        foreach (SegmentContent segment in segments)
        {
            int[] lab = segment.Item.GetInt32s(Tags.RecommendedDisplayCIELabValue);
            RgbColor color = lab.Length == 3 ? new CieLabColor((ushort)lab[0], (ushort)lab[1], (ushort)lab[2]).ToRgb() : new RgbColor(128, 174, 128);
            (red[segment.Number], green[segment.Number], blue[segment.Number]) = (color.Red, color.Green, color.Blue);
        }

        // Values beyond the last segment are no pixel's. White there makes every table use all of its bits, as dciodvfy expects.
        for (int entry = segments[^1].Number + 1; entry < entries; entry++)
            red[entry] = green[entry] = blue[entry] = byte.MaxValue;

        dataSet.Set(Tags.PhotometricInterpretation, "PALETTE COLOR");
        SetTable(dataSet, Tags.RedPaletteColorLookupTableDescriptor, Tags.RedPaletteColorLookupTableData, red);
        SetTable(dataSet, Tags.GreenPaletteColorLookupTableDescriptor, Tags.GreenPaletteColorLookupTableData, green);
        SetTable(dataSet, Tags.BluePaletteColorLookupTableDescriptor, Tags.BluePaletteColorLookupTableData, blue);
        dataSet.SetBytes(Tags.ICCProfile, VR.OB, SrgbProfile.Bytes);
        dataSet.Set(Tags.ColorSpace, "SRGB");
    }

    // An even number, since 8-bit entries lie two in a word and readers (fo-dicom) take all words for entries; at least one of them is beyond the last segment, but for tables that are full.
    private static int NumberOfEntries(IReadOnlyList<SegmentContent> segments)
    {
        int last = segments[^1].Number;
        return last is byte.MaxValue or ushort.MaxValue ? last + 1 : (last + 3) & ~1;
    }

    // PS3.3 C.7.6.3.1.5: number of entries (0 for 65536), first value mapped, bits of an entry.
    private static void SetTable(DataSet dataSet, Tag descriptor, Tag data, byte[] values)
    {
        dataSet.Set(descriptor, VR.US, values.Length == 65536 ? 0 : values.Length, 0, 8);
        dataSet.SetBytes(data, VR.OW, values);
    }
}
