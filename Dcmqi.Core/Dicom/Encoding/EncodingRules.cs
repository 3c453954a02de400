namespace Dcmqi.Dicom.Encoding;

/// <summary>How elements are laid out (PS3.5 section 7).</summary>
internal readonly record struct EncodingRules(bool IsExplicitVR, bool IsBigEndian)
{
    /// <summary>PS3.5 6.2.2: what is inside a UN of undefined length, whatever surrounds it.</summary>
    public static EncodingRules ImplicitLittleEndian => default;

    public static EncodingRules ExplicitLittleEndian => new(true, false);

    public static EncodingRules Of(TransferSyntax syntax) => new(syntax.IsExplicitVR, syntax.IsBigEndian);
}
