using System.Globalization;
using System.Text;

namespace Dcmqi.Tests.Support;

/// <summary>A DICOM data set that can do no more than be filled and written: the phantom owes nothing to the library it tests.</summary>
internal sealed class PhantomDataSet
{
    private const string LongForms = "OB OD OF OL OV OW SQ SV UC UN UR UT UV";

    private readonly SortedDictionary<uint, (string VR, byte[] Value, PhantomDataSet[] Items)> _elements = [];

    /// <summary>Sets text; several values are parted by a backslash.</summary>
    public PhantomDataSet Text(uint tag, string vr, string value)
    {
        // PS3.5 6.2: UI is padded with NULL, all other text with a space.
        if (Encoding.UTF8.GetByteCount(value) % 2 == 1)
            value += vr == "UI" ? '\0' : ' ';
        return Bytes(tag, vr, Encoding.UTF8.GetBytes(value));
    }

    /// <summary>Sets decimal strings of at most 16 characters.</summary>
    public PhantomDataSet Decimals(uint tag, params ReadOnlySpan<double> values)
    {
        var texts = new List<string>();
        foreach (double value in values)
            texts.Add(DecimalText(value));
        return Text(tag, "DS", string.Join('\\', texts));
    }

    /// <summary>Sets a value of 16 bits.</summary>
    public PhantomDataSet Number(uint tag, ushort value) => Bytes(tag, "US", BitConverter.GetBytes(value));

    /// <summary>Sets bytes as they are; an odd number of them stays odd.</summary>
    public PhantomDataSet Bytes(uint tag, string vr, byte[] value)
    {
        _elements[tag] = (vr, value, []);
        return this;
    }

    /// <summary>Sets a sequence.</summary>
    public PhantomDataSet Sequence(uint tag, params PhantomDataSet[] items)
    {
        _elements[tag] = ("SQ", [], items);
        return this;
    }

    /// <summary>Sets a sequence of one code.</summary>
    public PhantomDataSet Code(uint tag, string value, string scheme, string meaning) =>
        Sequence(tag, new PhantomDataSet().Text(0x00080100, "SH", value).Text(0x00080102, "SH", scheme).Text(0x00080104, "LO", meaning));

    /// <summary>Takes an element out, whether it is there or not.</summary>
    public PhantomDataSet Remove(uint tag)
    {
        _elements.Remove(tag);
        return this;
    }

    /// <summary>The data set as a Part 10 file, Explicit VR Little Endian.</summary>
    public byte[] ToPart10()
    {
        using var meta = new MemoryStream();
        using (var writer = new BinaryWriter(meta, Encoding.UTF8, leaveOpen: true))
        {
            new PhantomDataSet()
                .Bytes(0x00020001, "OB", [0, 1])
                .Text(0x00020002, "UI", TextOf(0x00080016))
                .Text(0x00020003, "UI", TextOf(0x00080018))
                .Text(0x00020010, "UI", "1.2.840.10008.1.2.1")
                .Text(0x00020012, "UI", "2.25.212904131862431640411231571932563712")
                .Write(writer);
        }

        using var file = new MemoryStream();
        using (var writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(new byte[128]);
            writer.Write("DICM"u8);
            new PhantomDataSet().Bytes(0x00020000, "UL", BitConverter.GetBytes((uint)meta.Length)).Write(writer);
            writer.Write(meta.ToArray());
            Write(writer);
        }

        return file.ToArray();
    }

    private static string DecimalText(double value)
    {
        for (int digits = 17; ; digits--)
        {
            string text = value.ToString($"G{digits}", CultureInfo.InvariantCulture);
            if (text.Length <= 16)
                return text;
        }
    }

    private string TextOf(uint tag) =>
        _elements.TryGetValue(tag, out (string VR, byte[] Value, PhantomDataSet[] Items) element) ? Encoding.ASCII.GetString(element.Value).TrimEnd('\0') : "";

    private void Write(BinaryWriter writer)
    {
        foreach ((uint tag, (string vr, byte[] value, PhantomDataSet[] items)) in _elements)
        {
            byte[] content = vr == "SQ" ? Items(items) : value;
            writer.Write((ushort)(tag >> 16));
            writer.Write((ushort)tag);
            writer.Write(Encoding.ASCII.GetBytes(vr));
            if (LongForms.Contains(vr))
            {
                writer.Write((ushort)0);
                writer.Write((uint)content.Length);
            }
            else
            {
                writer.Write((ushort)content.Length);
            }

            writer.Write(content);
        }
    }

    private static byte[] Items(PhantomDataSet[] items)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        foreach (PhantomDataSet item in items)
        {
            using var content = new MemoryStream();
            using var inner = new BinaryWriter(content);
            item.Write(inner);
            writer.Write((ushort)0xFFFE);
            writer.Write((ushort)0xE000);
            writer.Write((uint)content.Length);
            writer.Write(content.ToArray());
        }

        return bytes.ToArray();
    }
}
