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
        ReadOnlySpan<byte> current = SortedRows.Find(Rows, retired);
        return current.IsEmpty ? null : Encoding.ASCII.GetString(current);
    }
}
