using System.Buffers.Binary;
using System.Text;

namespace Dcmqi.Iods;

/// <summary>An ICC profile of sRGB (IEC 61966-2-1), made here: what PS3.3 C.11.15 asks of colour images.</summary>
/// <remarks>ICC.1:2001-04 (version 2.4): an input device profile, RGB to XYZ by matrix and curves; primaries adapted to D50.</remarks>
internal static class SrgbProfile
{
    private const int HeaderLength = 128;
    private const int CurvePoints = 1024;

    private static readonly Lazy<byte[]> Profile = new(Make);

    /// <summary>The profile; not to be changed.</summary>
    public static byte[] Bytes => Profile.Value;

    private static byte[] Make()
    {
        byte[] curve = Curve();
        (string Signature, byte[] Data)[] tags =
        [
            ("desc", Description("sRGB IEC61966-2.1")),
            ("cprt", Text("No copyright, use freely")),
            ("wtpt", Xyz(0.9505, 1, 1.0891)),
            ("rXYZ", Xyz(0.43607, 0.22249, 0.01392)),
            ("gXYZ", Xyz(0.38515, 0.71687, 0.09708)),
            ("bXYZ", Xyz(0.14307, 0.06061, 0.7141)),
            ("rTRC", curve),
            ("gTRC", curve),
            ("bTRC", curve),
        ];

        int tableLength = 4 + (12 * tags.Length);
        using var body = new MemoryStream();
        var offsets = new Dictionary<byte[], int>();
        byte[] table = new byte[tableLength];
        BinaryPrimitives.WriteInt32BigEndian(table, tags.Length);
        for (int index = 0; index < tags.Length; index++)
        {
            (string signature, byte[] data) = tags[index];
            if (!offsets.TryGetValue(data, out int offset))
            {
                offset = HeaderLength + tableLength + (int)body.Length;
                offsets.Add(data, offset);
                body.Write(data);
                while (body.Length % 4 != 0)
                    body.WriteByte(0);
            }

            Span<byte> entry = table.AsSpan(4 + (12 * index), 12);
            Encoding.ASCII.GetBytes(signature, entry);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], offset);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], data.Length);
        }

        byte[] header = Header(HeaderLength + tableLength + (int)body.Length);
        return [.. header, .. table, .. body.ToArray()];
    }

    private static byte[] Header(int size)
    {
        byte[] header = new byte[HeaderLength];
        BinaryPrimitives.WriteInt32BigEndian(header, size);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(8), 0x02400000);

        // PS3.3 C.11.15.1.1: the profile is an Input Device Profile (scnr), its colour space RGB.
        Encoding.ASCII.GetBytes("scnrRGB XYZ ", header.AsSpan(12));
        ReadOnlySpan<ushort> date = [2026, 1, 1, 0, 0, 0];
        for (int index = 0; index < date.Length; index++)
            BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(24 + (2 * index)), date[index]);
        Encoding.ASCII.GetBytes("acsp", header.AsSpan(36));
        WriteFixed(header.AsSpan(68), 0.9642);
        WriteFixed(header.AsSpan(72), 1);
        WriteFixed(header.AsSpan(76), 0.8249);
        return header;
    }

    private static byte[] Description(string text)
    {
        // textDescriptionType: ASCII, then empty Unicode and ScriptCode parts of fixed length.
        byte[] data = new byte[12 + text.Length + 1 + 8 + 3 + 67];
        Encoding.ASCII.GetBytes("desc", data);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8), text.Length + 1);
        Encoding.ASCII.GetBytes(text, data.AsSpan(12));
        return data;
    }

    private static byte[] Text(string text)
    {
        byte[] data = new byte[8 + text.Length + 1];
        Encoding.ASCII.GetBytes("text", data);
        Encoding.ASCII.GetBytes(text, data.AsSpan(8));
        return data;
    }

    private static byte[] Xyz(double x, double y, double z)
    {
        byte[] data = new byte[20];
        Encoding.ASCII.GetBytes("XYZ ", data);
        WriteFixed(data.AsSpan(8), x);
        WriteFixed(data.AsSpan(12), y);
        WriteFixed(data.AsSpan(16), z);
        return data;
    }

    private static byte[] Curve()
    {
        byte[] data = new byte[12 + (2 * CurvePoints)];
        Encoding.ASCII.GetBytes("curv", data);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8), CurvePoints);
        for (int point = 0; point < CurvePoints; point++)
        {
            double value = point / (CurvePoints - 1.0);
            double linear = value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
            BinaryPrimitives.WriteUInt16BigEndian(data.AsSpan(12 + (2 * point)), (ushort)Math.Round(linear * 65535));
        }

        return data;
    }

    // s15Fixed16Number.
    private static void WriteFixed(Span<byte> destination, double value) =>
        BinaryPrimitives.WriteInt32BigEndian(destination, (int)Math.Round(value * 65536));
}
