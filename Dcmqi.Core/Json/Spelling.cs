namespace Dcmqi.Json;

/// <summary>Finds the word that a misspelt one was meant to be.</summary>
internal static class Spelling
{
    // A word of a few hundred letters is no slip of the finger, and comparing it would take long.
    private const int LongestWord = 80;

    /// <summary>The nearest of the known words, letter case aside, or <see langword="null"/> where none is near.</summary>
    public static string? Nearest(string found, IReadOnlyList<string> known)
    {
        if (found.Length is 0 or > LongestWord)
            return null;
        string? nearest = null;
        int least = int.MaxValue;
        foreach (string word in known)
        {
            int distance = Distance(found.ToUpperInvariant(), word.ToUpperInvariant());
            if (distance < least && distance <= Math.Max(1, word.Length / 4))
                (nearest, least) = (word, distance);
        }

        return nearest;
    }

    /// <summary>The question after a word that is not known, or nothing where none is near.</summary>
    public static string Suggestion(string found, IReadOnlyList<string> known) => Nearest(found, known) is { } nearest ? $" (did you mean '{nearest}'?)" : "";

    // Levenshtein distance, one row at a time.
    private static int Distance(string first, string second)
    {
        var row = new int[second.Length + 1];
        for (int j = 0; j < row.Length; j++)
            row[j] = j;
        for (int i = 1; i <= first.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= second.Length; j++)
            {
                int above = row[j];
                int substitution = diagonal + (first[i - 1] == second[j - 1] ? 0 : 1);
                row[j] = Math.Min(substitution, 1 + Math.Min(above, row[j - 1]));
                diagonal = above;
            }
        }

        return row[second.Length];
    }
}
