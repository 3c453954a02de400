using System.Text;

namespace Dcmqi.Json;

/// <summary>What the pages on metadata say of each key.</summary>
internal static partial class KeyDescriptions
{
    /// <summary>The description of a key of a document, or <see langword="null"/>; of the document itself where the key is empty.</summary>
    public static string? Find(string document, string key)
    {
        ReadOnlySpan<byte> description = SortedRows.Find(Rows, $"{document}|{key}");
        return description.IsEmpty ? null : Encoding.UTF8.GetString(description);
    }
}
