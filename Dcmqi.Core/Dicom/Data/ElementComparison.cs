namespace Dcmqi.Dicom;

/// <summary>Says whether two data sets say the same.</summary>
internal static class ElementComparison
{
    /// <summary>Whether an attribute is absent from both or has the same value in both; text is compared as text, whatever its character set and padding.</summary>
    public static bool IsSame(DataSet left, DataSet right, Tag tag)
    {
        DataElement? first = left.Find(tag);
        DataElement? second = right.Find(tag);
        return first is null || second is null ? first is null && second is null : IsSame(left, right, first, second);
    }

    /// <summary>Whether two data sets have the same attributes with the same values.</summary>
    public static bool IsSame(DataSet left, DataSet right)
    {
        // Both are in order of their tags.
        ReadOnlySpan<DataElement> first = left.Elements, second = right.Elements;
        if (first.Length != second.Length)
            return false;
        for (int index = 0; index < first.Length; index++)
        {
            if (first[index].Tag != second[index].Tag || !IsSame(left, right, first[index], second[index]))
                return false;
        }

        return true;
    }

    /// <summary>Whether two sequences have the same items.</summary>
    public static bool IsSame(IReadOnlyList<DataSet> left, IReadOnlyList<DataSet> right)
    {
        if (left.Count != right.Count)
            return false;
        for (int index = 0; index < left.Count; index++)
        {
            if (!IsSame(left[index], right[index]))
                return false;
        }

        return true;
    }

    private static bool IsSame(DataSet left, DataSet right, DataElement first, DataElement second)
    {
        if (first.IsSequence || second.IsSequence)
            return IsSame(first.Items, second.Items);
        if (first.Length == second.Length && first.Value.Span.SequenceEqual(second.Value.Span) && !first.VR.UsesCharacterSet())
            return true;
        return first.VR.IsText() && second.VR.IsText() && left.GetText(first.Tag) == right.GetText(second.Tag);
    }
}
