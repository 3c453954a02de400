namespace Dcmqi.Terminology;

/// <summary>How many letters were added, left out, mistaken or exchanged with their neighbour (optimal string alignment).</summary>
internal static class EditDistance
{
    private const int LongestWord = 32;

    /// <summary>The distance of two words, or a number above the limit where it is above.</summary>
    public static int Of(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) > limit || left.Length > LongestWord || right.Length > LongestWord)
            return limit + 1;
        Span<int> before = stackalloc int[LongestWord + 1], above = stackalloc int[LongestWord + 1], row = stackalloc int[LongestWord + 1];
        for (int column = 0; column <= right.Length; column++)
            above[column] = column;
        for (int line = 1; line <= left.Length; line++)
        {
            row[0] = line;
            int least = line;
            for (int column = 1; column <= right.Length; column++)
            {
                int cost = left[line - 1] == right[column - 1] ? 0 : 1;
                int value = Math.Min(Math.Min(row[column - 1], above[column]) + 1, above[column - 1] + cost);
                if (line > 1 && column > 1 && left[line - 1] == right[column - 2] && left[line - 2] == right[column - 1])
                    value = Math.Min(value, before[column - 2] + 1);
                row[column] = value;
                least = Math.Min(least, value);
            }

            if (least > limit)
                return limit + 1;
            Span<int> oldest = before;
            before = above;
            above = row;
            row = oldest;
        }

        return above[right.Length];
    }
}
