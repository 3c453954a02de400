using System.Text;

namespace Dcmqi;

/// <summary>A table of text in the assembly: rows in the order of their bytes, whose key ends with a tab. It is searched where it lies: nothing is built, and nothing is read before it is asked for.</summary>
internal static class SortedRows
{
    private const int LongestKey = 64;

    /// <summary>What a row holds after its key and the tab, or nothing where no row has the key.</summary>
    /// <param name="rows">The table.</param>
    /// <param name="key">The key; may hold tabs itself, as rows have them.</param>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> rows, string key)
    {
        if (key.Length > LongestKey || !Ascii.IsValid(key))
            return default;
        Span<byte> bytes = stackalloc byte[LongestKey + 1];
        int length = Encoding.ASCII.GetBytes(key, bytes);
        bytes[length] = (byte)'\t';
        ReadOnlySpan<byte> sought = bytes[..(length + 1)];
        int low = 0, high = rows.Length;
        while (low < high)
        {
            int start = low + rows[low..(low + ((high - low) / 2))].LastIndexOf((byte)'\n') + 1;
            ReadOnlySpan<byte> row = rows[start..];
            row = row[..row.IndexOf((byte)'\n')];
            if (row.StartsWith(sought))
                return row[sought.Length..];
            if (sought.SequenceCompareTo(row) < 0)
                high = start;
            else
                low = start + row.Length + 1;
        }

        return default;
    }
}
