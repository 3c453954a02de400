using System.Buffers.Binary;
using Dcmqi.Dicom;

namespace Dcmqi.Segmentations;

/// <summary>The colours of a Palette Color Lookup Table (PS3.3 C.7.6.3.1.5).</summary>
internal sealed class PaletteColors(DataSet dataSet)
{
    private readonly (int[] Descriptor, ReadOnlyMemory<byte> Data)[] _tables =
    [
        Table(dataSet, Tags.RedPaletteColorLookupTableDescriptor, Tags.RedPaletteColorLookupTableData),
        Table(dataSet, Tags.GreenPaletteColorLookupTableDescriptor, Tags.GreenPaletteColorLookupTableData),
        Table(dataSet, Tags.BluePaletteColorLookupTableDescriptor, Tags.BluePaletteColorLookupTableData),
    ];

    /// <summary>The colour of a pixel value; <see langword="null"/> where the tables do not have it.</summary>
    public RgbColor? Find(int value) =>
        Entry(0, value) is { } red && Entry(1, value) is { } green && Entry(2, value) is { } blue ? new RgbColor(red, green, blue) : null;

    private static (int[] Descriptor, ReadOnlyMemory<byte> Data) Table(DataSet dataSet, Tag descriptor, Tag data) =>
        (dataSet.GetInt32s(descriptor), dataSet.Find(data)?.Value ?? default);

    private byte? Entry(int table, int value)
    {
        (int[] descriptor, ReadOnlyMemory<byte> data) = _tables[table];
        if (descriptor.Length != 3)
            return null;
        int entries = descriptor[0] == 0 ? 65536 : descriptor[0];
        int index = value - descriptor[1];
        int bytes = descriptor[2] > 8 ? 2 : 1;
        if (index < 0 || index >= entries || ((long)index + 1) * bytes > data.Length)
            return null;
        return bytes == 1 ? data.Span[index] : (byte)(BinaryPrimitives.ReadUInt16LittleEndian(data.Span[(2 * index)..]) >> 8);
    }
}
