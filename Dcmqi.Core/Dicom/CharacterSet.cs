using TextEncoding = System.Text.Encoding;

namespace Dcmqi.Dicom;

/// <summary>Turns the bytes of text values into characters by Specific Character Set (0008,0005) (PS3.5 6.1).</summary>
internal sealed class CharacterSet
{
    private CharacterSet(string name) => Name = name;

    /// <summary>UTF-8 (ISO_IR 192): what everything made here is held in.</summary>
    public static CharacterSet Utf8 { get; } = new("ISO_IR 192");

    public string Name { get; }

    public string Decode(ReadOnlySpan<byte> bytes, VR vr) => TextEncoding.UTF8.GetString(bytes);
}
