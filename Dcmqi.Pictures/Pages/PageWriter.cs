using System.Net;
using System.Text;

namespace Dcmqi.Pictures;

/// <summary>Writes the page.</summary>
internal sealed class PageWriter(SourceImages? source, Segmentation segmentation, PictureOptions options, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
{
    private const int SlicesShown = 12;

    private const string Style =
        "body{font-family:sans-serif;margin:1.5em;color:#222}h1{font-size:1.4em}h2{font-size:1.1em;margin-top:1.6em}table{border-collapse:collapse}" +
        "th,td{border:1px solid #ccc;padding:.25em .6em;text-align:left;vertical-align:top}th{background:#f2f2f2}td.n{text-align:right;font-variant-numeric:tabular-nums}" +
        "img{max-width:100%;height:auto;background:#18181a}svg{vertical-align:-2px}.scroll{overflow-x:auto}";

    private readonly StringBuilder _page = new();
    private readonly List<string> _warnings = [];

    /// <summary>Whose shapes are drawn too.</summary>
    public MeasurementReport? Report { get; init; }

    public string Write(IReadOnlyList<MeasuredRow> rows, IReadOnlyList<string> warnings)
    {
        string title = segmentation.GetMetadata(SegmentGrouping.PerSegment).SeriesDescription is { Length: > 0 } description ? description : "Segmentation";
        _page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>").Append(Escape(title)).Append("</title>\n<style>").Append(Style).Append("</style>\n</head>\n<body>\n");
        _page.Append("<h1>").Append(Escape(title)).Append("</h1>\n<p>").Append(Escape(segmentation.ToString())).Append("</p>\n");
        if (options.ShowPatient)
            _page.Append("<p>").Append(Escape($"{segmentation.Context.PatientName} {segmentation.Context.PatientId}".Trim())).Append("</p>\n");
        WritePictures();
        WriteSegments();
        WriteMeasurements(rows);
        string[] all = [.. segmentation.Warnings.Concat(warnings).Concat(_warnings).Distinct()];
        if (all.Length > 0)
        {
            _page.Append("<h2>Warnings</h2>\n<ul>\n");
            foreach (string warning in all)
                _page.Append("<li>").Append(Escape(warning)).Append("</li>\n");
            _page.Append("</ul>\n");
        }

        return _page.Append("</body>\n</html>\n").ToString();
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    private void WritePictures()
    {
        _page.Append("<h2>Overview</h2>\n");
        if (segmentation.SlideMatrix is not null)
        {
            Write(Picture.Of(segmentation, options, cancellationToken));
            return;
        }

        Write(Report is not null && source is not null ? Picture.Of(source, Report, segmentation, options, cancellationToken)
            : source is null ? Picture.Of(segmentation, options, cancellationToken)
            : Picture.Of(source, segmentation, options, cancellationToken));
        PictureOptions several = options with { Slice = null, PositionMm = null, Size = new PictureOptions().Size };
        Write(Picture.Montage(source, segmentation, SlicesShown, several, progress, cancellationToken));
    }

    private void Write(Picture picture)
    {
        using (picture)
        {
            _warnings.AddRange(picture.Warnings);
            _page.Append("<p>").Append(picture.ToHtml()).Append("<br>").Append(Escape(picture.Description)).Append("</p>\n");
        }
    }

    private void WriteSegments()
    {
        Segment[] segments = [.. segmentation.Segments.Where(segment => !segment.IsBackground && options.Segments?.Contains(segment.Number) != false)];
        Dictionary<int, RgbColor> colors = SegmentPalette.Of(segments, options.Colors);
        Dictionary<int, SegmentStatistics> statistics = segmentation.GridFault is null && segmentation.SlideMatrix is null
            ? segmentation.GetStatistics(cancellationToken).ToDictionary(one => one.SegmentNumber)
            : [];
        _page.Append("<h2>Segments</h2>\n<div class=\"scroll\"><table>\n<tr><th>Number</th><th>Label</th><th>Type</th><th>Category</th><th>Region</th><th>Algorithm</th><th>Voxels</th><th>Volume [mL]</th></tr>\n");
        foreach (Segment segment in segments)
        {
            RgbColor color = colors[segment.Number];
            statistics.TryGetValue(segment.Number, out SegmentStatistics? size);
            _page.Append(FormattableString.Invariant($"<tr><td class=\"n\">{segment.Number}</td><td><svg width=\"12\" height=\"12\"><rect width=\"12\" height=\"12\" fill=\"#{color.Red:X2}{color.Green:X2}{color.Blue:X2}\"/></svg> "));
            _page.Append(Escape(segment.Label)).Append("</td>");
            Cell(string.Join(", ", new[] { segment.PropertyType }.Concat(segment.PropertyTypeModifiers).OfType<CodedConcept>().Select(code => code.Meaning)));
            Cell(segment.PropertyCategory?.Meaning);
            Cell(string.Join(", ", new[] { segment.AnatomicRegion }.Concat(segment.AnatomicRegionModifiers).OfType<CodedConcept>().Select(code => code.Meaning)));
            Cell(string.Join(" ", new[] { segment.AlgorithmType?.ToString(), segment.AlgorithmName }.OfType<string>()));
            Cell(size is null ? "" : FormattableString.Invariant($"{size.VoxelCount:#,0}"), isNumber: true);
            Cell(size is null ? "" : ShownNumber.Text(size.VolumeMl), isNumber: true);
            _page.Append("</tr>\n");
        }

        _page.Append("</table></div>\n");
    }

    private void WriteMeasurements(IReadOnlyList<MeasuredRow> rows)
    {
        if (rows.Count == 0)
            return;
        string[] titles = [.. rows.SelectMany(row => row.Values.Keys).Distinct()];
        _page.Append("<h2>Measurements</h2>\n<div class=\"scroll\"><table>\n<tr><th></th>");
        foreach (string title in titles)
            _page.Append("<th>").Append(Escape(title)).Append("</th>");
        _page.Append("</tr>\n");
        foreach (MeasuredRow row in rows)
        {
            _page.Append("<tr>");
            Cell(row.Name);
            foreach (string title in titles)
                Cell(row.Values.GetValueOrDefault(title), isNumber: true);
            _page.Append("</tr>\n");
        }

        _page.Append("</table></div>\n");
    }

    private void Cell(string? text, bool isNumber = false) => _page.Append(isNumber ? "<td class=\"n\">" : "<td>").Append(Escape(text ?? "")).Append("</td>");
}
