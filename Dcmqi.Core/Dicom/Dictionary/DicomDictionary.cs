using TextEncoding = System.Text.Encoding;

namespace Dcmqi.Dicom;

/// <summary>The data elements of PS3.6, searched in tables that lie in the assembly itself: nothing is built at start.</summary>
internal static partial class DicomDictionary
{
    // The generated tables name a VR by its place here. The last three leave a choice to the data set (PS3.5 A.1).
    private const byte UsOrSs = 35;
    private const byte UsOrOw = 36;
    private const byte ObOrOw = 34;
    private const byte UsOrSsOrOw = 37;

    private static ReadOnlySpan<ushort> VrByCode =>
    [
        (ushort)VR.UN, (ushort)VR.AE, (ushort)VR.AS, (ushort)VR.AT, (ushort)VR.CS, (ushort)VR.DA, (ushort)VR.DS, (ushort)VR.DT,
        (ushort)VR.FD, (ushort)VR.FL, (ushort)VR.IS, (ushort)VR.LO, (ushort)VR.LT, (ushort)VR.OB, (ushort)VR.OD, (ushort)VR.OF,
        (ushort)VR.OL, (ushort)VR.OV, (ushort)VR.OW, (ushort)VR.PN, (ushort)VR.SH, (ushort)VR.SL, (ushort)VR.SQ, (ushort)VR.SS,
        (ushort)VR.ST, (ushort)VR.SV, (ushort)VR.TM, (ushort)VR.UC, (ushort)VR.UI, (ushort)VR.UL, (ushort)VR.UR, (ushort)VR.US,
        (ushort)VR.UT, (ushort)VR.UV,
        (ushort)VR.OW, // OB or OW
        (ushort)VR.US, // US or SS
        (ushort)VR.OW, // US or OW
        (ushort)VR.OW, // US or SS or OW
    ];

    /// <summary>The VR of an element as PS3.6 has it: UN where it is not known, OW and US where PS3.6 leaves a choice.</summary>
    public static VR VrOf(Tag tag)
    {
        int entry = Find(tag);
        if (entry >= 0)
            return (VR)VrByCode[VrCodes[entry]];
        if (tag.IsPrivateCreator)
            return VR.LO;
        return tag.IsGroupLength ? VR.UL : VR.UN;
    }

    /// <summary>Says whether PS3.6 leaves the choice between US and SS to Pixel Representation (0028,0103).</summary>
    public static bool IsSignedByPixelRepresentation(Tag tag)
    {
        int entry = Find(tag);
        return entry >= 0 && VrCodes[entry] == UsOrSs;
    }

    /// <summary>The name of an element: <c>SOP Instance UID</c>.</summary>
    public static string NameOf(Tag tag)
    {
        int entry = Find(tag);
        if (entry < 0)
            return UnlistedName(tag);
        ReadOnlySpan<byte> text = TextOf(entry);
        return TextEncoding.ASCII.GetString(text[(text.IndexOf((byte)'\t') + 1)..]);
    }

    /// <summary>Looks an element up.</summary>
    /// <param name="tag">The tag; elements of repeating groups (PS3.5 7.6) are known by each of their tags.</param>
    /// <param name="vr">Its VR, as <see cref="VrOf"/> gives it.</param>
    /// <param name="name">Its name.</param>
    /// <returns><see langword="false"/> for private and unknown elements.</returns>
    public static bool TryFind(Tag tag, out VR vr, out string name)
    {
        vr = VrOf(tag);
        name = NameOf(tag);
        return Find(tag) >= 0;
    }

    private static string UnlistedName(Tag tag)
    {
        if (tag.IsGroupLength)
            return "Group Length";
        if (tag.IsPrivateCreator)
            return "Private Creator";
        return tag.IsPrivate ? "Private Element" : "Unknown Element";
    }

    private static ReadOnlySpan<byte> TextOf(int entry)
    {
        ReadOnlySpan<byte> text = Texts[TextOffsets[entry]..];
        return text[..text.IndexOf((byte)'\n')];
    }

    // The plain tags stand first and sorted; the masked ones of the repeating groups follow them.
    private static int Find(Tag tag)
    {
        ReadOnlySpan<uint> tags = TagValues;
        int entry = tags.BinarySearch(tag.Value);
        if (entry >= 0 || tag.IsPrivate)
            return Math.Max(entry, -1);
        ReadOnlySpan<uint> masks = RepeatingMasks;
        for (int i = 0; i < masks.Length; i++)
        {
            if ((tag.Value & masks[i]) == RepeatingValues[i])
                return tags.Length + i;
        }

        return -1;
    }
}
