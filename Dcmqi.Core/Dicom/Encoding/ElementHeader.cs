using System.Buffers.Binary;

namespace Dcmqi.Dicom.Encoding;

/// <summary>Tag, VR and length of an element or item as they stand before its value.</summary>
internal readonly struct ElementHeader(uint tag, VR vr, uint length, int size)
{
    public const uint Undefined = 0xFFFF_FFFF;
    public const uint Item = 0xFFFE_E000;
    public const uint ItemDelimitation = 0xFFFE_E00D;
    public const uint SequenceDelimitation = 0xFFFE_E0DD;
    public const int LongestSize = 12;

    public uint Tag { get; } = tag;

    /// <summary>The VR that stands in the file; 0 where none does (implicit encodings, items, delimiters).</summary>
    public VR VR { get; } = vr;

    /// <summary>Length of the value in bytes, or <see cref="Undefined"/>.</summary>
    public uint Length { get; } = length;

    /// <summary>Size of the header itself.</summary>
    public int Size { get; } = size;

    public bool IsUndefined => Length == Undefined;

    /// <summary>Items and delimiters have no VR in any encoding (PS3.5 7.5).</summary>
    public bool IsDelimiter => Tag >> 16 == 0xFFFE;

    /// <summary>Reads a header.</summary>
    /// <param name="bytes">At least <see cref="LongestSize"/> bytes unless the data end earlier.</param>
    /// <param name="rules">How elements are laid out.</param>
    /// <param name="header">The header.</param>
    /// <returns><see langword="false"/> when there are too few bytes, or the two bytes of the VR are not capital letters.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, EncodingRules rules, out ElementHeader header)
    {
        header = default;
        if (bytes.Length < 8)
            return false;
        uint tag = ReadTag(bytes, rules.IsBigEndian);
        if (!rules.IsExplicitVR || tag >> 16 == 0xFFFE)
        {
            header = new ElementHeader(tag, 0, ReadUInt32(bytes[4..], rules.IsBigEndian), 8);
            return true;
        }

        VR vr = (VR)BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]);
        if (vr.HasShortLength())
        {
            uint length = rules.IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]);
            header = new ElementHeader(tag, vr, length, 8);
            return true;
        }

        // PS3.5 6.2: VRs that a later edition adds have the long form too.
        if (bytes.Length < 12 || !IsCapital(bytes[4]) || !IsCapital(bytes[5]))
            return false;
        header = new ElementHeader(tag, vr.IsKnown() ? vr : VR.UN, ReadUInt32(bytes[8..], rules.IsBigEndian), 12);
        return true;
    }

    public static uint ReadTag(ReadOnlySpan<byte> bytes, bool isBigEndian) => isBigEndian
        ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
        : uint.RotateLeft(BinaryPrimitives.ReadUInt32LittleEndian(bytes), 16);

    private static uint ReadUInt32(ReadOnlySpan<byte> bytes, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static bool IsCapital(byte letter) => letter is >= (byte)'A' and <= (byte)'Z';
}
