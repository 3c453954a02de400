using System.Text;
using Dcmqi.Dicom;

namespace Dcmqi.RtStructures;

/// <summary>Points as Contour Data (3006,0050).</summary>
internal static class ContourDataWriter
{
    // A millionth of a millimetre is far less than anything measures, and leaves room for ten kilometres in the 16 characters of PS3.5 6.2.
    private const int Decimals = 6;
    private const double Scale = 1e6;
    private const double LargestPlain = 1e7;

    /// <param name="polygon">In doubled pixel coordinates.</param>
    /// <param name="geometry">The grid.</param>
    /// <param name="slice">The slice.</param>
    public static ReadOnlyMemory<byte> Write((int X, int Y)[] polygon, VolumeGeometry geometry, int slice)
    {
        byte[] text = new byte[polygon.Length * 3 * (DecimalString.MaxLength + 1)];
        int at = 0;
        foreach ((int x, int y) in polygon)
        {
            Vector3d point = geometry.IndexToPatient(x / 2.0, y / 2.0, slice);
            at = Number(text, Number(text, Number(text, at, point.X), point.Y), point.Z);
        }

        // Without the last delimiter.
        return text.AsSpan(0, at - 1).ToArray();
    }

    private static int Number(byte[] text, int at, double value)
    {
        if (Math.Abs(value) >= LargestPlain)
        {
            at += Encoding.ASCII.GetBytes(DecimalString.Format(value), text.AsSpan(at));
        }
        else
        {
            long scaled = (long)Math.Round(Math.Abs(value) * Scale);
            if (value < 0 && scaled != 0)
                text[at++] = (byte)'-';
            (long whole, long rest) = Math.DivRem(scaled, (long)Scale);
            whole.TryFormat(text.AsSpan(at), out int digits);
            at += digits;
            if (rest != 0)
            {
                text[at++] = (byte)'.';
                int end = at + Decimals;
                for (int index = end - 1; index >= at; index--, rest /= 10)
                    text[index] = (byte)('0' + (rest % 10));
                while (text[end - 1] == '0')
                    end--;
                at = end;
            }
        }

        text[at++] = (byte)'\\';
        return at;
    }
}
