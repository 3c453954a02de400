namespace Dcmqi.Cli;

/// <summary>Names of files after the segments in them.</summary>
internal static class SegmentFileNames
{
    // What a file system, a shell or a header that names its data file may take for more than a letter.
    private const string Replaced = "<>:\"/\\|?*%,;'`$&!#\0";

    /// <summary>One name without extension for each segment, in order; where two would be the same, the Segment Number is added.</summary>
    public static IReadOnlyList<string> Of(Segmentation segmentation)
    {
        Segment[] segments = [.. segmentation.Segments.Where(segment => !segment.IsBackground)];
        string[] labels = Array.ConvertAll(segments, segment => Cleaned(segment.Label));

        // File systems that do not tell capitals apart would make one file of two.
        ILookup<string, string> alike = labels.ToLookup(label => label, StringComparer.OrdinalIgnoreCase);
        string[] names = [.. segments.Select((segment, index) => labels[index].Length > 0 && alike[labels[index]].Count() == 1 ? labels[index] : Numbered(labels[index], segment.Number))];
        bool areDifferent = names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Length;
        return areDifferent ? names : [.. segments.Select((segment, index) => Numbered(labels[index], segment.Number))];
    }

    private static string Numbered(string label, int number) => FormattableString.Invariant($"{(label.Length > 0 ? label : "segment")}-{number}");

    /// <summary>A text as part of a file name.</summary>
    public static string Cleaned(string label)
    {
        char[] letters = [.. label.Trim().Select(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || Replaced.Contains(letter, StringComparison.Ordinal) ? '_' : letter)];
        return new string(letters).Trim('.', '_');
    }
}
