using Dcmqi.Pictures;

namespace Dcmqi;

public sealed partial class Picture
{
    private static Picture OfSlide(SourceImages? source, Segmentation? segmentation, PictureOptions? options, CancellationToken cancellationToken)
    {
        options ??= new();
        SlidePart part = SlidePart.Of(segmentation?.SlideMatrix ?? source!.SlideLevels[0].Matrix, options);
        using var text = new TextPainter(options.FontFile);
        using var panel = new Panel(part.Columns, part.Rows, options.Background) { PixelsPerMm = part.PixelsPerMm };
        if (source is not null)
            new SlideGround(source, part).Paint(panel, cancellationToken);
        IReadOnlyList<LegendEntry> legend = segmentation is null ? [] : DrawSlide(panel, new SlideScene(segmentation, part, options), options, cancellationToken);
        return new Picture(new PageLayout(options, text).Compose([panel], 1, legend, null), part.Description, []);
    }

    private static IReadOnlyList<LegendEntry> DrawSlide(Panel panel, SlideScene slide, PictureOptions options, CancellationToken cancellationToken)
    {
        slide.Read(cancellationToken);
        Dictionary<int, RgbColor> colors = SegmentPalette.Of(slide.Segments, options.Colors);
        PanelPainter.PaintSegments(panel, slide.Labels, colors, options.Style, options.Opacity ?? 0.4);
        return SegmentLegend.Of(slide.Segments, colors, slide.Labels.Present());
    }
}
