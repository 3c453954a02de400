using System.Runtime.InteropServices;
using SkiaSharp;

namespace Dcmqi.Pictures;

/// <summary>Paints image, map and segments of one slice into a panel.</summary>
internal static class PanelPainter
{
    private static readonly (int Column, int Row)[] Neighbours = [(-1, 0), (1, 0), (0, -1), (0, 1)];

    /// <summary>The image's values as grey, interpolated.</summary>
    public static void PaintImage(Panel panel, int columns, int rows, ReadOnlySpan<float> values, ValueWindow window, bool isInverted)
    {
        using var gray = new SKBitmap(new SKImageInfo(columns, rows, SKColorType.Gray8, SKAlphaType.Opaque));
        Span<byte> pixels = gray.GetPixelSpan();
        for (int row = 0; row < rows; row++)
        {
            Span<byte> line = pixels.Slice(row * gray.RowBytes, columns);
            float last = float.NaN;
            byte level = 0;
            for (int column = 0; column < columns; column++)
            {
                // Neighbours are often alike: air, padding.
                float value = values[row * columns + column];
                if (value != last)
                {
                    double brightness = window.Brightness(value);
                    level = (byte)Math.Round(255 * (isInverted ? 1 - brightness : brightness));
                    last = value;
                }

                line[column] = level;
            }
        }

        bool isSameSize = columns == panel.Bitmap.Width && rows == panel.Bitmap.Height;
        bool isSmaller = panel.Bitmap.Width < columns || panel.Bitmap.Height < rows;
        Draw(panel, gray, isSameSize ? new SKSamplingOptions(SKFilterMode.Nearest) : isSmaller ? new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear) : new SKSamplingOptions(SKCubicResampler.Mitchell));
    }

    /// <summary>The map's values as colours, a voxel a rectangle; nothing where they are not a number.</summary>
    public static void PaintMap(Panel panel, int columns, int rows, ReadOnlySpan<float> values, ValueWindow range, ColorMap map, double opacity)
    {
        using var colored = new SKBitmap(new SKImageInfo(columns, rows, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        Span<Rgba> table = stackalloc Rgba[256];
        for (int index = 0; index < table.Length; index++)
        {
            RgbColor color = ColorMaps.Of(map, index / 255.0);
            table[index] = new Rgba(color.Red, color.Green, color.Blue, (byte)Math.Round(255 * opacity));
        }

        Span<Rgba> pixels = MemoryMarshal.Cast<byte, Rgba>(colored.GetPixelSpan());
        for (int pixel = 0; pixel < columns * rows; pixel++)
            pixels[pixel] = float.IsNaN(values[pixel]) ? default : table[(int)Math.Round(255 * range.Brightness(values[pixel]))];
        Draw(panel, colored, new SKSamplingOptions(SKFilterMode.Nearest));
    }

    /// <summary>Segments, voxel by voxel, in layers of the panel's size.</summary>
    public static void PaintSegments(Panel panel, LabelLayers layers, IReadOnlyDictionary<int, RgbColor> colors, SegmentStyle style, double opacity)
    {
        Span<Rgba> pixels = MemoryMarshal.Cast<byte, Rgba>(panel.Bitmap.GetPixelSpan());
        int width = layers.Columns;
        for (int layer = 0; layer < layers.Count && style != SegmentStyle.Outline; layer++)
        {
            ReadOnlySpan<ushort> labels = layers.Labels(layer);
            for (int pixel = 0; pixel < labels.Length; pixel++)
            {
                if (labels[pixel] != 0)
                    pixels[pixel] = pixels[pixel].MixedWith(colors[labels[pixel]], opacity * layers.Share(layer, pixel) / byte.MaxValue);
            }
        }

        for (int layer = 0; layer < layers.Count && style != SegmentStyle.Fill; layer++)
        {
            ReadOnlySpan<ushort> labels = layers.Labels(layer);
            for (int pixel = 0; pixel < labels.Length; pixel++)
            {
                if (labels[pixel] != 0 && IsEdge(layers, pixel % width, pixel / width, labels[pixel]))
                    pixels[pixel] = pixels[pixel].MixedWith(colors[labels[pixel]], layers.Share(layer, pixel) / (double)byte.MaxValue);
            }
        }
    }

    private static bool IsEdge(LabelLayers layers, int column, int row, ushort label)
    {
        foreach ((int byColumn, int byRow) in Neighbours)
        {
            (int nextColumn, int nextRow) = (column + byColumn, row + byRow);
            if ((uint)nextColumn >= (uint)layers.Columns || (uint)nextRow >= (uint)layers.Rows || !layers.Contains(nextRow * layers.Columns + nextColumn, label))
                return true;
        }

        return false;
    }

    private static void Draw(Panel panel, SKBitmap bitmap, SKSamplingOptions sampling)
    {
        using var canvas = new SKCanvas(panel.Bitmap);
        using SKImage image = SKImage.FromBitmap(bitmap);
        canvas.DrawImage(image, new SKRect(0, 0, panel.Bitmap.Width, panel.Bitmap.Height), sampling);
    }
}
