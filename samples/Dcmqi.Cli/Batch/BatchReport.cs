using System.Globalization;
using System.Net;
using System.Text;

namespace Dcmqi.Cli.Batch;

/// <summary>A page on a batch, which needs nothing beside it: what failed and why, what was tolerated, and how long each job took.</summary>
internal static class BatchReport
{
    private const string Style =
        """
        body { font: 14px system-ui, sans-serif; margin: 2em; color: #222 } table { border-collapse: collapse }
        td, th { border: 1px solid #ccc; padding: 3px 8px; text-align: left; vertical-align: top } th { background: #eee }
        .failed { background: #fdd } .warned { background: #ffd } td.number { text-align: right } ul { margin: 0; padding-left: 1.2em }
        """;

    /// <summary>The page.</summary>
    public static string Of(BatchSummary summary, string manifest, string folder)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Batch ").Append(Text(Path.GetFileName(manifest)))
            .Append("</title><style>\n").Append(Style).Append("\n</style></head><body>\n<h1>").Append(Text(Path.GetFileName(manifest))).Append("</h1>\n<p>")
            .Append(Text(summary.ToString())).Append("<br>Manifest: ").Append(Text(Path.GetFullPath(manifest))).Append("<br>Outputs: ").Append(Text(folder)).Append("</p>\n");
        Table(page, "Failed", [.. summary.Results.Where(result => result.State == JobState.Failed)]);
        Table(page, "All jobs", summary.Results);
        return page.Append("</body></html>\n").ToString();
    }

    private static void Table(StringBuilder page, string title, IReadOnlyList<JobResult> results)
    {
        if (results.Count == 0)
            return;
        page.Append("<h2>").Append(title).Append("</h2>\n<table><tr><th>Line</th><th>Job</th><th>Command</th><th>Output</th><th>State</th><th>Attempts</th><th>Seconds</th><th>Faults and warnings</th></tr>\n");
        foreach (JobResult result in results)
        {
            string look = result.State == JobState.Failed ? "failed" : result.Entry.Warnings.Count > 0 ? "warned" : "";
            page.Append(CultureInfo.InvariantCulture, $"<tr class=\"{look}\"><td class=\"number\">{result.Job.Line}</td><td>{Text(result.Job.Id)}</td><td>{Text(result.Job.Command)}</td><td>{Text(result.Job.Output)}</td><td>{result.State}</td>")
                .Append(CultureInfo.InvariantCulture, $"<td class=\"number\">{result.Entry.Attempts}</td><td class=\"number\">{result.Entry.Seconds:0.00}</td><td>");
            string[] told = [.. result.Entry.Faults, .. result.Entry.Warnings];
            if (told.Length > 0)
                page.Append("<ul>").AppendJoin("", told.Select(text => $"<li>{Text(text)}</li>")).Append("</ul>");
            page.Append("</td></tr>\n");
        }

        page.Append("</table>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(ShownText.OfLines(text));
}
