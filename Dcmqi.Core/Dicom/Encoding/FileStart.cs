namespace Dcmqi.Dicom.Encoding;

/// <summary>Finds out how a file begins (PS3.10 7.1), also where preamble or File Meta Information are missing.</summary>
internal static class FileStart
{
    /// <summary>Bytes that suffice to tell.</summary>
    public const int Length = 144;

    private const int PreambleLength = 128;

    /// <summary>Looks at the first bytes.</summary>
    /// <param name="bytes">The first <see cref="Length"/> bytes, or all where the file is shorter.</param>
    /// <param name="offset">Where the first element stands.</param>
    /// <param name="rules">How it is laid out.</param>
    /// <returns><see langword="false"/> when this is not a DICOM file, or not surely one.</returns>
    public static bool TryFind(ReadOnlySpan<byte> bytes, out int offset, out EncodingRules rules)
    {
        rules = EncodingRules.ExplicitLittleEndian;
        offset = PreambleLength + 4;
        if (bytes.Length >= offset && bytes[PreambleLength..offset].SequenceEqual("DICM"u8))
            return true;
        offset = bytes.StartsWith("DICM"u8) ? 4 : 0;
        return TryGuess(bytes[offset..], bytes.Length == Length ? long.MaxValue : bytes.Length - offset, out rules) && bytes.Length >= 8;
    }

    /// <summary>Guesses how a data set is laid out from its first element, which must be one that data sets begin with.</summary>
    /// <param name="bytes">The first bytes of the data set.</param>
    /// <param name="available">Bytes that the data set can have.</param>
    /// <param name="rules">How it is laid out.</param>
    public static bool TryGuess(ReadOnlySpan<byte> bytes, long available, out EncodingRules rules)
    {
        rules = default;
        if (bytes.Length < 8)
            return false;
        foreach (EncodingRules candidate in (ReadOnlySpan<EncodingRules>)[new(true, false), new(true, true), new(false, false)])
        {
            uint tag = ElementHeader.ReadTag(bytes, candidate.IsBigEndian);
            // PS3.10 7.1 and PS3.5 7.1: group 0002 stands first, then 0008 in every composite object.
            if (tag >> 16 is not (0x0002 or 0x0008) || (!DicomDictionary.TryFind(tag, out _, out _) && (tag & 0xFFFF) != 0))
                continue;
            if (!ElementHeader.TryRead(bytes, candidate, out ElementHeader header) || (candidate.IsExplicitVR && !HasKnownVR(bytes)))
                continue;
            bool isSequence = header.IsUndefined && DicomDictionary.VrOf(tag) == VR.SQ;
            if (!isSequence && header.Length > available - header.Size)
                continue;
            rules = candidate;
            return true;
        }

        return false;
    }

    private static bool HasKnownVR(ReadOnlySpan<byte> bytes) =>
        ((VR)System.Buffers.Binary.BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..])).IsKnown();
}
