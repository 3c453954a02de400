using System.Globalization;
using Dcmqi.Pictures;
using SkiaSharp;

namespace Dcmqi;

public sealed partial class Picture
{
    // What a group says beyond this is for a table.
    private const int MeasurementsShown = 6;

    /// <summary>Makes a picture of one slice of images with what a report has drawn into it, such as long and short axes, and the numbers of its groups.</summary>
    /// <param name="source">The images that were measured.</param>
    /// <param name="report">The report.</param>
    /// <param name="segmentation">The segments that were measured, or <see langword="null"/>.</param>
    /// <param name="options">What is shown, and how. Without a slice, the one with most shapes.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="ConversionException">The images make no volume.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such slice, segment or volume.</exception>
    /// <exception cref="NotSupportedException">The pixels cannot be read; the message says why.</exception>
    public static Picture Of(SourceImages source, MeasurementReport report, Segmentation? segmentation = null, PictureOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(report);
        options ??= new();
        using var text = new TextPainter(options.FontFile);
        var scene = new PictureScene(source, segmentation, null, options, cancellationToken);
        var shapes = new ReportShapes(report, scene.Images!, scene.View);
        int slice = options is { Slice: null, PositionMm: null } && shapes.BestSlice is { } best ? best : scene.ChooseSlice(cancellationToken);
        var shown = new HashSet<int>();
        using Panel panel = scene.Paint(slice, PictureScale.AtLeast(scene.View, options.Size), options.Window, scene.Caption, shown, cancellationToken);
        SKColor ColorOf(int group) => ColorOfGroup(report.Groups[group], group, scene, segmentation);
        shapes.Draw(panel, scene.View, slice, ColorOf);
        IReadOnlyList<int> groups = shapes.GroupsIn(slice) is { Count: > 0 } drawn ? drawn : [.. Enumerable.Range(0, report.Groups.Count)];
        LegendEntry[] legend = [.. groups.SelectMany(group => LegendOf(report.Groups[group], group, ColorOf(group)))];
        string[] warnings = shapes.NotDrawn.Count == 0 ? [] : [$"Shapes of {shapes.NotDrawn.Count} group{(shapes.NotDrawn.Count == 1 ? "" : "s")} lie in other images or planes, or have no outline in a slice."];
        return new Picture(new PageLayout(options, text, legendWidth: 340).Compose([panel], 1, legend, null), scene.Describe(slice), [.. scene.Warnings, .. warnings]);
    }

    private static SKColor ColorOfGroup(MeasurementGroup group, int index, PictureScene scene, Segmentation? segmentation)
    {
        RgbColor color = group.ReferencedSegments.FirstOrDefault(reference => reference.SopInstanceUid == segmentation?.SopInstanceUid) is { SegmentNumbers: [int segment, ..] } && scene.Colors.TryGetValue(segment, out RgbColor known)
            ? known
            : SegmentPalette.Distinct(index);
        return new SKColor(color.Red, color.Green, color.Blue);
    }

    private static IEnumerable<LegendEntry> LegendOf(MeasurementGroup group, int index, SKColor color)
    {
        yield return new LegendEntry(color, group.TrackingIdentifier ?? group.Finding?.Meaning ?? string.Create(CultureInfo.InvariantCulture, $"Group {index + 1}"));
        foreach (Measurement measurement in group.Measurements.Take(MeasurementsShown))
        {
            string value = measurement.Value is { } number ? ShownNumber.Text(number) : measurement.Qualifier?.Meaning ?? "no value";
            string unit = measurement.Unit is { Value: not "1" } known ? " " + known.Value : "";
            string derivation = measurement.Derivation is { } derived ? $" ({derived.Meaning})" : "";
            yield return new LegendEntry(null, $"   {measurement.Name.Meaning}{derivation}: {value}{unit}");
        }

        if (group.Measurements.Count > MeasurementsShown)
            yield return new LegendEntry(null, string.Create(CultureInfo.InvariantCulture, $"   and {group.Measurements.Count - MeasurementsShown} more"));
    }
}
