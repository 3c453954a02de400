namespace Dcmqi.Dicom;

/// <summary>What PS3.5 6.2 and 7.1.2 say of each Value Representation.</summary>
internal static class VRTraits
{
    /// <summary>Says whether two letters are a Value Representation of the standard.</summary>
    public static bool IsKnown(this VR vr) => vr is
        VR.AE or VR.AS or VR.AT or VR.CS or VR.DA or VR.DS or VR.DT or VR.FD or VR.FL or VR.IS or VR.LO or VR.LT or
        VR.OB or VR.OD or VR.OF or VR.OL or VR.OV or VR.OW or VR.PN or VR.SH or VR.SL or VR.SQ or VR.SS or VR.ST or
        VR.SV or VR.TM or VR.UC or VR.UI or VR.UL or VR.UN or VR.UR or VR.US or VR.UT or VR.UV;

    /// <summary>PS3.5 7.1.2: all VRs but these carry two reserved bytes and a 32-bit length in explicit encodings.</summary>
    public static bool HasShortLength(this VR vr) => vr is
        VR.AE or VR.AS or VR.AT or VR.CS or VR.DA or VR.DS or VR.DT or VR.FD or VR.FL or VR.IS or VR.LO or VR.LT or
        VR.PN or VR.SH or VR.SL or VR.SS or VR.ST or VR.TM or VR.UI or VR.UL or VR.US;

    /// <summary>Text of any kind, whatever its characters.</summary>
    public static bool IsText(this VR vr) => vr is
        VR.AE or VR.AS or VR.CS or VR.DA or VR.DS or VR.DT or VR.IS or VR.LO or VR.LT or VR.PN or VR.SH or VR.ST or
        VR.TM or VR.UC or VR.UI or VR.UR or VR.UT;

    /// <summary>PS3.5 6.1.2.2: the VRs that Specific Character Set (0008,0005) applies to.</summary>
    public static bool UsesCharacterSet(this VR vr) => vr is
        VR.LO or VR.LT or VR.PN or VR.SH or VR.ST or VR.UC or VR.UT;

    /// <summary>PS3.5 6.2: a backslash in these is a character, not a delimiter of values.</summary>
    public static bool IsSingleValuedText(this VR vr) => vr is VR.LT or VR.ST or VR.UR or VR.UT;

    /// <summary>PS3.5 6.2: leading spaces of these mean nothing.</summary>
    public static bool IgnoresLeadingSpaces(this VR vr) => vr is
        VR.AE or VR.CS or VR.DS or VR.IS or VR.LO or VR.SH;

    /// <summary>Size of one number in bytes, that is the unit of byte order; 1 for text and bytes.</summary>
    public static int UnitSize(this VR vr) => vr switch
    {
        VR.AT or VR.OW or VR.SS or VR.US => 2,
        VR.FL or VR.OF or VR.OL or VR.SL or VR.UL => 4,
        VR.FD or VR.OD or VR.OV or VR.SV or VR.UV => 8,
        _ => 1,
    };

    /// <summary>PS3.5 6.2: what a value of odd length is padded with.</summary>
    public static byte Padding(this VR vr) => vr.IsText() && vr != VR.UI ? (byte)' ' : (byte)0;
}
