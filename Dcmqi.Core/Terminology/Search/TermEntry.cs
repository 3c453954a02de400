using System.Globalization;

namespace Dcmqi.Terminology;

/// <summary>A type of segment as the tables have it.</summary>
/// <param name="Type">Its code, with the name of the standard.</param>
/// <param name="Category">The kind of thing it is.</param>
/// <param name="Groups">The numbers of the context groups that hold it.</param>
/// <param name="Names">What it is called; the first is the meaning of the code.</param>
internal sealed record TermEntry(CodedConcept Type, CodedConcept Category, string[] Groups, string[] Names)
{
    /// <summary>Reads a row: scheme, value, category, groups, names.</summary>
    public static TermEntry Of(string row)
    {
        string[] cells = row.Split('\t');
        string[] names = cells[4].Split('|');
        return new TermEntry(
            new CodedConcept(cells[1], cells[0], names[0]),
            SegmentCategory.Of(cells[2]),
            cells[3].Split(' ', StringSplitOptions.RemoveEmptyEntries),
            names);
    }

    public bool IsIn(int group) => Array.IndexOf(Groups, group.ToString(CultureInfo.InvariantCulture)) >= 0;

    /// <summary>The term, with a side or without.</summary>
    public SegmentTerm ToTerm(CodedConcept? side) =>
        new() { Category = Category, Type = Type, TypeModifier = side, RecommendedDisplayRgb = RecommendedColors.Find(Type, side) };
}
