using System.Text;

namespace Dcmqi.Volumes;

/// <summary>Reads the lines of a text header from the start of an input.</summary>
internal sealed class HeaderLines(VolumeInput input)
{
    private const int LargestHeader = 1 << 24;

    /// <summary>Offset of the first byte that is not yet read.</summary>
    public long Position { get; private set; }

    /// <summary>The next line without its end (LF or CR LF); the last line may lack one.</summary>
    /// <exception cref="VolumeFormatException">No line end comes within the largest header there is.</exception>
    public bool TryRead(out string line)
    {
        for (int window = 4096; ; window *= 2)
        {
            ReadOnlySpan<byte> seen = input.Peek((int)Math.Min(Position + window, LargestHeader));
            ReadOnlySpan<byte> rest = Position < seen.Length ? seen[(int)Position..] : [];
            int end = rest.IndexOf((byte)'\n');
            if (end >= 0)
            {
                Position += end + 1;
                line = Text(rest[..end]);
                return true;
            }

            if (seen.Length == LargestHeader)
                throw new VolumeFormatException($"The header does not end within its first {LargestHeader} bytes.", input.FileName);
            if (seen.Length < Position + window)
            {
                Position += rest.Length;
                line = Text(rest);
                return rest.Length > 0;
            }
        }
    }

    /// <summary>A line as a message may show it: short and without control characters.</summary>
    public static string Shown(string line)
    {
        var shown = new StringBuilder();
        foreach (char c in line.AsSpan(0, Math.Min(line.Length, 60)))
            shown.Append(char.IsControl(c) ? '?' : c);
        return line.Length > 60 ? shown.Append("...").ToString() : shown.ToString();
    }

    private static string Text(ReadOnlySpan<byte> line) => Encoding.UTF8.GetString(line).TrimEnd('\r');
}
