using System.Text;

namespace Dcmqi.RtStructures;

/// <summary>Names of anatomical structures that AAPM TG-263 lists, with their codes in the Foundational Model of Anatomy (FMA).</summary>
internal static partial class StructureNames
{
    /// <summary>The structure of a name, in either order of its parts and in capital or small letters; <see langword="null"/> where it is not listed.</summary>
    public static CodedConcept? Find(string name)
    {
        name = name.Trim();
        if (name.Length == 0 || !Ascii.IsValid(name) || name.AsSpan().ContainsAny("\t\n"))
            return null;
        byte[] sought = Encoding.ASCII.GetBytes(name);
        ReadOnlySpan<byte> rows = Rows;
        while (!rows.IsEmpty)
        {
            int end = rows.IndexOf((byte)'\n');
            ReadOnlySpan<byte> row = rows[..end];
            rows = rows[(end + 1)..];
            int first = row.IndexOf((byte)'\t'), second = row.LastIndexOf((byte)'\t');
            if (Ascii.EqualsIgnoreCase(row[..first], sought) || Ascii.EqualsIgnoreCase(row[(first + 1)..second], sought))
                return new CodedConcept(Encoding.ASCII.GetString(row[(second + 1)..]), "FMA", Encoding.ASCII.GetString(row[..first]));
        }

        return null;
    }
}
