using System.Text;

namespace Dcmqi;

/// <summary>The names that PS3.16 gives to the concepts of <see cref="Codes"/>: what a code is held against.</summary>
internal static partial class KnownCodes
{
    /// <summary>All names of a code, or none where it is not known.</summary>
    public static string[] NamesOf(string scheme, string value)
    {
        ReadOnlySpan<byte> names = SortedRows.Find(Rows, $"{scheme}\t{value}");
        return names.IsEmpty ? [] : Encoding.UTF8.GetString(names).Split('\t');
    }

    /// <summary>The first code of a scheme that has a name, or <see langword="null"/>.</summary>
    public static CodedConcept? Named(string scheme, string name)
    {
        byte[] sought = Encoding.UTF8.GetBytes('\t' + name);
        byte[] inScheme = Encoding.UTF8.GetBytes(scheme + '\t');
        ReadOnlySpan<byte> rows = Rows;
        for (int from = 0; ;)
        {
            int found = rows[from..].IndexOf(sought);
            if (found < 0)
                return null;
            int end = from + found + sought.Length;
            int start = rows[..(from + found)].LastIndexOf((byte)'\n') + 1;
            from = end;
            ReadOnlySpan<byte> row = rows[start..];
            if (rows[end] is (byte)'\t' or (byte)'\n' && row.StartsWith(inScheme))
            {
                string[] parts = Encoding.UTF8.GetString(row[..row.IndexOf((byte)'\n')]).Split('\t');
                if (parts[1] != name)
                    return new CodedConcept(parts[1], parts[0], name);
            }
        }
    }
}
