using System.Text;

namespace Dcmqi;

/// <summary>The codes that DICOM wrote before it took SNOMED CT's numbers, and those numbers (PS3.16 Annex O).</summary>
internal static partial class RetiredSnomed
{
    /// <summary>PS3.16 8.3: the schemes that held these codes. A code means the same in each.</summary>
    public static bool IsScheme(string scheme) => scheme is "SRT" or "SNM3" or "99SDM";

    /// <summary>The SNOMED CT code of a retired one, or <see langword="null"/> where none is known.</summary>
    public static string? Find(string retired)
    {
        if (retired.Length > LongestCode || !Ascii.IsValid(retired))
            return null;
        Span<byte> bytes = stackalloc byte[LongestCode];
        ReadOnlySpan<byte> sought = bytes[..Encoding.ASCII.GetBytes(retired, bytes)];

        // The rows are searched where they lie in the assembly: nothing is built, and nothing is read before it is asked for.
        ReadOnlySpan<byte> rows = Rows;
        int low = 0, high = rows.Length;
        while (low < high)
        {
            int start = low + rows[low..(low + ((high - low) / 2))].LastIndexOf((byte)'\n') + 1;
            ReadOnlySpan<byte> row = rows[start..];
            row = row[..row.IndexOf((byte)'\n')];
            int tab = row.IndexOf((byte)'\t');
            int order = sought.SequenceCompareTo(row[..tab]);
            if (order == 0)
                return Encoding.ASCII.GetString(row[(tab + 1)..]);
            if (order < 0)
                high = start;
            else
                low = start + row.Length + 1;
        }

        return null;
    }
}
