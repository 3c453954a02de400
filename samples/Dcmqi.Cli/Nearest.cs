namespace Dcmqi.Cli;

/// <summary>Finds what was probably meant by a name that is not known.</summary>
internal static class Nearest
{
    /// <summary>The name that differs in the fewest letters, where these are less than a half; <see langword="null"/> if none does.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        (string Name, int Distance)[] near = [.. known.Select(other => (other, Distance(name.ToUpperInvariant(), other.ToUpperInvariant()))).Where(other => other.Item2 * 2 < name.Length)];
        return near.Length == 0 ? null : near.MinBy(other => other.Distance).Name;
    }

    // Letters to put in, leave out or change (Levenshtein).
    private static int Distance(string first, string second)
    {
        int[] row = [.. Enumerable.Range(0, second.Length + 1)];
        for (int a = 0; a < first.Length; a++)
        {
            int diagonal = row[0];
            row[0] = a + 1;
            for (int b = 0; b < second.Length; b++)
            {
                int change = diagonal + (first[a] == second[b] ? 0 : 1);
                diagonal = row[b + 1];
                row[b + 1] = Math.Min(change, Math.Min(row[b], diagonal) + 1);
            }
        }

        return row[^1];
    }
}
