using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Segmentations;

/// <summary>The Palette Color Lookup Table and ICC Profile Modules (PS3.3 C.7.9, C.11.15) of a label map, from the colours of its segments.</summary>
internal static class SegmentPalette
{
    public static void Set(DataSet dataSet, IReadOnlyList<SegmentContent> segments)
    {
        int entries = segments[^1].Number + 1;
        byte[] red = new byte[entries];
        byte[] green = new byte[entries];
        byte[] blue = new byte[entries];
        foreach (SegmentContent segment in segments)
        {
            int[] lab = segment.Item.GetInt32s(Tags.RecommendedDisplayCIELabValue);
            RgbColor color = lab.Length == 3 ? new CieLabColor((ushort)lab[0], (ushort)lab[1], (ushort)lab[2]).ToRgb() : new RgbColor(128, 174, 128);
            (red[segment.Number], green[segment.Number], blue[segment.Number]) = (color.Red, color.Green, color.Blue);
        }

        dataSet.Set(Tags.PhotometricInterpretation, "PALETTE COLOR");
        SetTable(dataSet, Tags.RedPaletteColorLookupTableDescriptor, Tags.RedPaletteColorLookupTableData, red);
        SetTable(dataSet, Tags.GreenPaletteColorLookupTableDescriptor, Tags.GreenPaletteColorLookupTableData, green);
        SetTable(dataSet, Tags.BluePaletteColorLookupTableDescriptor, Tags.BluePaletteColorLookupTableData, blue);
        dataSet.SetBytes(Tags.ICCProfile, VR.OB, SrgbProfile.Bytes);
        dataSet.Set(Tags.ColorSpace, "SRGB");
    }

    // PS3.3 C.7.6.3.1.5: number of entries (0 for 65536), first value mapped, bits of an entry; 8-bit entries lie two in a word.
    private static void SetTable(DataSet dataSet, Tag descriptor, Tag data, byte[] values)
    {
        dataSet.Set(descriptor, VR.US, values.Length == 65536 ? 0 : values.Length, 0, 8);
        byte[] padded = new byte[(values.Length + 1) & ~1];
        values.CopyTo(padded, 0);
        dataSet.SetBytes(data, VR.OW, padded);
    }
}
