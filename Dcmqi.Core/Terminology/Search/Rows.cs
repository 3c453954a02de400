using System.Text;

namespace Dcmqi.Terminology;

/// <summary>The rows of a generated table.</summary>
internal static class Rows
{
    /// <summary>Each row as its cells.</summary>
    public static IEnumerable<string[]> Of(ReadOnlySpan<byte> table) => Encoding.UTF8.GetString(table).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split('\t'));

    /// <summary>A code written <c>scheme|value|meaning</c>, or <see langword="null"/> of an empty cell.</summary>
    public static CodedConcept? Code(string cell)
    {
        if (cell.Length == 0)
            return null;
        string[] parts = cell.Split('|');
        return new CodedConcept(parts[1], parts[0], parts[2]);
    }
}
