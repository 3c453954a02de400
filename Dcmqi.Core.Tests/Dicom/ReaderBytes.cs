using System.Text;

namespace Dcmqi.Tests.Dicom;

/// <summary>Lays out files by hand.</summary>
internal static class ReaderBytes
{
    public static readonly byte[] ItemDelimitation = [0xFE, 0xFF, 0x0D, 0xE0, 0, 0, 0, 0];
    public static readonly byte[] SequenceDelimitation = [0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0];

    /// <summary>A file in Explicit VR Little Endian.</summary>
    public static byte[] Explicit(params byte[][] elements) => File("1.2.840.10008.1.2.1\0", elements);

    public static byte[] File(string syntax, params byte[][] elements) =>
        [.. new byte[128], .. "DICM"u8, .. Short(0x0002, 0x0010, "UI", Encoding.ASCII.GetBytes(syntax)), .. elements.SelectMany(element => element)];

    public static byte[] Short(ushort group, ushort element, string vr, byte[] value) =>
        [.. TagOf(group, element), .. Encoding.ASCII.GetBytes(vr), (byte)value.Length, (byte)(value.Length >> 8), .. value];

    public static byte[] Long(ushort group, ushort element, string vr, uint length, params byte[][] content) =>
        [.. TagOf(group, element), .. Encoding.ASCII.GetBytes(vr), 0, 0, .. BitConverter.GetBytes(length), .. content.SelectMany(part => part)];

    public static byte[] Implicit(ushort group, ushort element, uint length, params byte[][] content) =>
        [.. TagOf(group, element), .. BitConverter.GetBytes(length), .. content.SelectMany(part => part)];

    public static byte[] Item(uint length, params byte[][] content) => Implicit(0xFFFE, 0xE000, length, content);

    private static byte[] TagOf(ushort group, ushort element) => [(byte)group, (byte)(group >> 8), (byte)element, (byte)(element >> 8)];
}
