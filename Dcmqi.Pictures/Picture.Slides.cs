using Dcmqi.Pictures;

namespace Dcmqi;

public sealed partial class Picture
{
    private static Picture OfSlide(Segmentation segmentation, PictureOptions options, CancellationToken cancellationToken)
    {
        if (options.Slice is not null || options.PositionMm is not null || options.Plane != PicturePlane.Acquired)
            throw new ArgumentException($"A slide has no slices: {nameof(PictureOptions.Slice)}, {nameof(PictureOptions.PositionMm)} and {nameof(PictureOptions.Plane)} do not apply; {nameof(PictureOptions.Region)} chooses a part of it.", nameof(options));
        var slide = new SlideScene(segmentation, options);
        using var text = new TextPainter(options.FontFile);
        using var panel = new Panel(slide.Labels.Columns, slide.Labels.Rows, options.Background) { PixelsPerMm = slide.PixelsPerMm };
        slide.Read(cancellationToken);
        Dictionary<int, RgbColor> colors = SegmentPalette.Of(slide.Segments, options.Colors);
        PanelPainter.PaintSegments(panel, slide.Labels, colors, options.Style, options.Opacity ?? 0.4);
        return new Picture(new PageLayout(options, text).Compose([panel], 1, SegmentLegend.Of(slide.Segments, colors, slide.Labels.Present()), null), slide.Description, []);
    }
}
