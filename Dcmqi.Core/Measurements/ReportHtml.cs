using System.Globalization;
using System.Text;
using Dcmqi.Dicom;
using Dcmqi.Iods.ContentTree;

namespace Dcmqi.Measurements;

/// <summary>A document as an HTML page: header, a table of measurements for each group, and the content tree to unfold.</summary>
internal sealed class ReportHtml
{
    // A notebook shows the page among others: no rule reaches beyond it.
    private const string Style =
        ".report{font:15px/1.45 system-ui,sans-serif;max-width:70em;margin:2em auto;padding:0 1em;color:#222}"
        + ".report h1{font-size:1.5em}.report h2{font-size:1.15em;margin-top:1.6em}"
        + ".report ul{list-style:none;padding-left:1.3em;margin:0}.report summary{cursor:pointer}.report .code{color:#777}"
        + HtmlTable.Style;

    private readonly StringBuilder _text = new();

    private ReportHtml()
    {
    }

    public static string Of(DataSet dataSet, ContainerItem root, MeasurementReportMetadata metadata)
    {
        var html = new ReportHtml();
        string title = root.Name?.Meaning ?? "Report";
        string language = metadata.Language.Scheme.StartsWith("RFC", StringComparison.Ordinal) ? metadata.Language.Value : "en";
        html._text.Append("<!DOCTYPE html>\n")
            .Append(CultureInfo.InvariantCulture, $"<html lang=\"{Escape(language)}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{Escape(title)}</title>\n<style>{Style}</style>\n</head>\n<body>\n")
            .Append(CultureInfo.InvariantCulture, $"<main class=\"report dcmqi\">\n<h1>{Escape(title)}</h1>\n");
        var header = new HtmlTable();
        foreach ((string name, string value) in ReportOutline.Header(dataSet))
            header.Row(HtmlTable.Heading(name), HtmlTable.Cell(value));
        html._text.Append(header);
        foreach (MeasurementGroup group in metadata.Groups)
            html.AddGroup(group.TrackingIdentifier ?? "Measurement group", Describe(group), group.Measurements, group.QualitativeEvaluations);
        if (metadata.DerivedMeasurements.Count > 0)
            html.AddGroup(ReportCodes.DerivedImagingMeasurements.Meaning, "", metadata.DerivedMeasurements, []);
        if (metadata.QualitativeEvaluations.Count > 0)
            html.AddGroup(ReportCodes.QualitativeEvaluations.Meaning, "", [], metadata.QualitativeEvaluations);
        html._text.Append("<h2>Content tree</h2>\n<ul>\n");
        html.AddTree(root);
        html._text.Append("</ul>\n</main>\n</body>\n</html>\n");
        return html._text.ToString();
    }

    private static string Describe(MeasurementGroup group)
    {
        IEnumerable<string?> parts =
        [
            group.Finding?.Meaning,
            .. group.FindingSites.Select(site => site.ToString()),
            group.Method?.Meaning,
            group.Algorithm?.ToString(),
            .. group.ReferencedSegments.Select(segment => segment.ToString()),
        ];
        return string.Join("; ", parts.Where(part => !string.IsNullOrEmpty(part)));
    }

    private void AddGroup(string title, string description, IReadOnlyList<Measurement> measurements, IReadOnlyList<QualitativeEvaluation> evaluations)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<h2>{Escape(title)}</h2>\n");
        if (description.Length > 0)
            _text.Append(CultureInfo.InvariantCulture, $"<p>{Escape(description)}</p>\n");
        var table = new HtmlTable();
        foreach (Measurement measurement in measurements)
        {
            string name = $"{(measurement.Derivation is null ? "" : measurement.Derivation.Meaning + " ")}{measurement.Name.Meaning}";
            string unit = measurement.Unit is { Value: not "1" } ? measurement.Unit.Value : "";
            table.Row(HtmlTable.Heading(name), HtmlTable.Number(measurement.Value, measurement.Qualifier?.Meaning ?? "no value"), HtmlTable.Cell(unit));
        }

        foreach (QualitativeEvaluation evaluation in evaluations)
            table.Row(HtmlTable.Heading(evaluation.Name.Meaning), $"<td colspan=\"2\">{Escape(evaluation.Code?.Meaning ?? evaluation.Text ?? "")}</td>");
        _text.Append(table);
    }

    // The reader has seen to it that the tree is not deep.
    private void AddTree(ContentItem item)
    {
        string code = item.Name is null ? "" : $" <span class=\"code\">{Escape($"{item.Name.Value}, {item.Name.Scheme}")}</span>";
        string line = Escape(LineOf(item)) + code;
        if (item.Children.Count == 0)
        {
            _text.Append(CultureInfo.InvariantCulture, $"<li>{line}</li>\n");
            return;
        }

        bool isOpen = item is ContainerItem && !item.IsNamed(ReportCodes.ImageLibrary);
        _text.Append(CultureInfo.InvariantCulture, $"<li><details{(isOpen ? " open" : "")}><summary>{line}</summary>\n<ul>\n");
        foreach (ContentItem child in item.Children)
            AddTree(child);
        _text.Append("</ul>\n</details></li>\n");
    }

    private static string LineOf(ContentItem item) =>
        item is NumericItem { Value: { } value } number ? $"{ReportOutline.NameOf(item)}: {ShownNumber.Of(value)}{(number.Unit is { Value: not "1" } unit ? " " + unit.Value : "")}" : ReportOutline.LineOf(item);

    private static string Escape(string text) => HtmlTable.Escape(text);
}
