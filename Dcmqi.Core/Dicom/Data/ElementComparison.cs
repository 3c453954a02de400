namespace Dcmqi.Dicom;

/// <summary>Says whether two data sets say the same.</summary>
internal static class ElementComparison
{
    /// <summary>Whether an attribute is absent from both or has the same value in both; text is compared as text, whatever its character set and padding.</summary>
    public static bool IsSame(DataSet left, DataSet right, Tag tag)
    {
        DataElement? first = left.Find(tag);
        DataElement? second = right.Find(tag);
        if (first is null || second is null)
            return first is null && second is null;
        if (first.IsSequence || second.IsSequence)
            return first.Items.Count == second.Items.Count && first.Items.Zip(second.Items).All(pair => IsSame(pair.First, pair.Second));
        if (first.Length == second.Length && first.Value.Span.SequenceEqual(second.Value.Span) && !first.VR.UsesCharacterSet())
            return true;
        return first.VR.IsText() && second.VR.IsText() && left.GetText(tag) == right.GetText(tag);
    }

    /// <summary>Whether two data sets have the same attributes with the same values.</summary>
    public static bool IsSame(DataSet left, DataSet right) =>
        left.Count == right.Count && left.All(element => IsSame(left, right, element.Tag));
}
