using System.Globalization;
using System.Net;
using System.Text;

namespace Dcmqi;

/// <summary>A table in HTML: all text is escaped, and what is returned is well-formed XML too, as LINQPad wants it.</summary>
internal sealed class HtmlTable
{
    /// <summary>The style of every table. It says nothing of elements outside: a notebook shows several results on one page.</summary>
    public const string Style =
        ".dcmqi{overflow-x:auto}.dcmqi table{border-collapse:collapse;margin:.5em 0}"
        + ".dcmqi th,.dcmqi td{text-align:left;vertical-align:top;padding:.2em .8em .2em 0;border-bottom:1px solid #ddd}.dcmqi td.number{text-align:right}";

    private readonly StringBuilder _text = new("<table>\n");

    /// <summary>A part of a page: a heading, tables, and what is to be said of them.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="tables">The tables.</param>
    /// <param name="notes">What was tolerated; empty if nothing was.</param>
    public static string Part(string title, IEnumerable<HtmlTable> tables, IReadOnlyCollection<string> notes)
    {
        var text = new StringBuilder($"<div class=\"dcmqi\">\n<style>{Style}</style>\n<p>{Escape(title)}</p>\n");
        foreach (HtmlTable table in tables)
            text.Append(table);
        if (notes.Count > 0)
            text.Append("<ul>\n").AppendJoin("", notes.Select(note => $"<li>{Escape(note)}</li>\n")).Append("</ul>\n");
        return text.Append("</div>\n").ToString();
    }

    /// <summary>A row of headings.</summary>
    public HtmlTable Headings(params IEnumerable<string> headings)
    {
        _text.Append("<tr>").AppendJoin("", headings.Select(Heading)).Append("</tr>\n");
        return this;
    }

    /// <summary>A row of cells, as the methods of this class make them.</summary>
    public HtmlTable Row(params IEnumerable<string> cells)
    {
        _text.Append("<tr>").AppendJoin("", cells).Append("</tr>\n");
        return this;
    }

    public static string Heading(string text) => $"<th>{Escape(text)}</th>";

    public static string Cell(string? text) => $"<td>{Escape(text ?? "")}</td>";

    /// <summary>A number in six digits, the whole of it as a tooltip.</summary>
    /// <param name="value">The number, or <see langword="null"/>.</param>
    /// <param name="otherwise">What stands there without a number.</param>
    public static string Number(double? value, string otherwise = "")
    {
        string shown = value is { } number ? ShownNumber.Of(number) : otherwise;
        string whole = value?.ToString(CultureInfo.InvariantCulture) ?? shown;
        string tooltip = whole == shown ? "" : $" title=\"{Escape(whole)}\"";
        return $"<td class=\"number\"{tooltip}>{Escape(shown)}</td>";
    }

    /// <summary>A heading cell with the colour of a segment before its text.</summary>
    public static string Colored(RgbColor? color, string text)
    {
        string swatch = color is { } known ? $"<svg width=\"12\" height=\"12\"><rect width=\"12\" height=\"12\" fill=\"{known}\"/></svg> " : "";
        return $"<th>{swatch}{Escape(text)}</th>";
    }

    // Control characters of a hostile file have no place in HTML nor XML.
    public static string Escape(string text) =>
        WebUtility.HtmlEncode(string.Concat(text.Select(character => char.IsControl(character) && character is not ('\n' or '\r' or '\t') ? '\uFFFD' : character)));

    public override string ToString() => _text + "</table>\n";
}
