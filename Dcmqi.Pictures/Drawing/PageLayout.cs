using SkiaSharp;

namespace Dcmqi.Pictures;

/// <summary>Puts panels, letters, scale bar, legend and colour bar together.</summary>
/// <param name="options">What is drawn beside the panels.</param>
/// <param name="text">Draws text.</param>
/// <param name="legendWidth">Width of a column of the legend.</param>
internal sealed class PageLayout(PictureOptions options, TextPainter text, float legendWidth = 230)
{
    private const float TextSize = 14;
    private const float LineHeight = 19;
    private const float Margin = 10;
    private const float ColorBarWidth = 18;
    private const float BarWidth = 200;
    private static readonly SKColor Ink = new(235, 235, 235);
    private static readonly SKColor Paper = new(24, 24, 26);

    /// <summary>One bitmap of all panels, in rows.</summary>
    /// <param name="panels">At least one; all of one size.</param>
    /// <param name="perRow">How many stand side by side.</param>
    /// <param name="legend">Lines beside the panels; none if empty.</param>
    /// <param name="scale">The colours of a map; <see langword="null"/> if there is none.</param>
    public SKBitmap Compose(IReadOnlyList<Panel> panels, int perRow, IReadOnlyList<LegendEntry> legend, ColorScale? scale)
    {
        int gap = panels.Count > 1 ? 4 : 0;
        (int width, int height) = (panels[0].Bitmap.Width, panels[0].Bitmap.Height);
        int lines = (panels.Count + perRow - 1) / perRow;
        int areaWidth = perRow * width + (perRow - 1) * gap;
        int areaHeight = lines * height + (lines - 1) * gap;
        int perColumn = Math.Max(1, (int)((Math.Max(areaHeight, 240) - 2 * Margin) / LineHeight));
        int columns = options.ShowLegend ? (legend.Count + perColumn - 1) / perColumn : 0;
        int barWidth = options.ShowLegend && scale is not null ? (int)BarWidth : 0;
        int pageHeight = columns > 0 || barWidth > 0 ? Math.Max(areaHeight, (int)Math.Min(240, Math.Max(legend.Count * LineHeight + 2 * Margin, barWidth > 0 ? 160 : 0))) : areaHeight;
        var page = new SKBitmap(new SKImageInfo(areaWidth + (int)(columns * legendWidth) + barWidth, pageHeight, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(page);
        canvas.Clear(Paper);
        for (int index = 0; index < panels.Count; index++)
        {
            (int x, int y) = (index % perRow * (width + gap), index / perRow * (height + gap));
            using SKImage image = SKImage.FromBitmap(panels[index].Bitmap);
            canvas.DrawImage(image, x, y, new SKSamplingOptions(SKFilterMode.Nearest));
            Annotate(canvas, panels[index], x, y);
        }

        for (int index = 0; index < legend.Count && columns > 0; index++)
            DrawEntry(canvas, legend[index], areaWidth + Margin + index / perColumn * legendWidth, Margin + index % perColumn * LineHeight);
        if (barWidth > 0)
            DrawColorBar(canvas, scale!, areaWidth + columns * legendWidth + Margin, pageHeight);
        return page;
    }

    private void Annotate(SKCanvas canvas, Panel panel, float x, float y)
    {
        (float width, float height) = (panel.Bitmap.Width, panel.Bitmap.Height);
        if (options.ShowOrientation && panel.Letters is { } letters)
        {
            Write(canvas, letters.Left, x + 5, y + height / 2 + TextSize / 3);
            Write(canvas, letters.Right, x + width - 5 - text.WidthOf(letters.Right, TextSize), y + height / 2 + TextSize / 3);
            Write(canvas, letters.Top, x + width / 2 - text.WidthOf(letters.Top, TextSize) / 2, y + TextSize + 2);
            Write(canvas, letters.Bottom, x + width / 2 - text.WidthOf(letters.Bottom, TextSize) / 2, y + height - 6);
        }

        for (int line = 0; line < panel.Caption.Count; line++)
            Write(canvas, text.Fit(panel.Caption[line], TextSize, width / 2 - 16), x + 6, y + TextSize + 4 + line * LineHeight);
        if (options.ShowScaleBar && panel.PixelsPerMm is { } perMm)
            DrawScaleBar(canvas, perMm, x + 8, y + height - 10, width);
    }

    private void DrawScaleBar(SKCanvas canvas, double pixelsPerMm, float x, float y, float width)
    {
        double mm = ScaleBarLength.AtMost(width / pixelsPerMm / 3.5);
        float length = (float)(mm * pixelsPerMm);
        using var dark = new SKPaint { Color = SKColors.Black };
        using var light = new SKPaint { Color = SKColors.White };
        canvas.DrawRect(x - 1, y - 4, length + 2, 5, dark);
        canvas.DrawRect(x, y - 3, length, 3, light);
        Write(canvas, ScaleBarLength.Text(mm), x, y - 8);
    }

    private void DrawEntry(SKCanvas canvas, LegendEntry entry, float x, float y)
    {
        if (entry.Color is { } color)
        {
            using var paint = new SKPaint { Color = color };
            canvas.DrawRect(x, y + 2, 12, 12, paint);
        }

        float indent = entry.Color is null ? 0 : 18;
        text.Draw(canvas, text.Fit(entry.Text, TextSize, legendWidth - 2 * Margin - indent), x + indent, y + TextSize, TextSize, Ink, hasHalo: false);
    }

    private void DrawColorBar(SKCanvas canvas, ColorScale scale, float x, float pageHeight)
    {
        float top = Margin + 2 * LineHeight + 4, bottom = pageHeight - 2 * Margin;
        float width = BarWidth - 2 * Margin;
        text.Draw(canvas, text.Fit(scale.Quantity, TextSize, width), x, Margin + TextSize, TextSize, Ink, hasHalo: false);
        text.Draw(canvas, text.Fit(scale.Unit, TextSize, width), x, Margin + TextSize + LineHeight, TextSize, Ink, hasHalo: false);
        using var paint = new SKPaint();
        for (float line = top; line < bottom; line++)
        {
            RgbColor color = ColorMaps.Of(scale.Map, (bottom - line) / (bottom - top));
            paint.Color = new SKColor(color.Red, color.Green, color.Blue);
            canvas.DrawRect(x, line, ColorBarWidth, 1, paint);
        }

        for (int tick = 0; tick <= 4; tick++)
            text.Draw(canvas, scale.Text(tick / 4.0), x + ColorBarWidth + 6, bottom - (bottom - top) * tick / 4 + TextSize / 3, TextSize, Ink, hasHalo: false);
    }

    private void Write(SKCanvas canvas, string words, float x, float baseline) => text.Draw(canvas, words, x, baseline, TextSize, SKColors.White, hasHalo: true);
}
