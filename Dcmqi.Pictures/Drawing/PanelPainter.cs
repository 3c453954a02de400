using System.Runtime.InteropServices;
using SkiaSharp;

namespace Dcmqi.Pictures;

/// <summary>Paints image, map and segments of one slice into a panel.</summary>
internal static class PanelPainter
{
    /// <summary>The image's values as grey: interpolated where the panel is larger, their mean where it is smaller.</summary>
    public static void PaintImage(Panel panel, int columns, int rows, ReadOnlySpan<float> values, ValueWindow window, bool isInverted)
    {
        (int width, int height) = (Math.Min(columns, panel.Bitmap.Width), Math.Min(rows, panel.Bitmap.Height));
        if ((width, height) != (columns, rows))
            values = MeanOf(values, columns, rows, width, height);
        using var gray = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        Span<byte> pixels = gray.GetPixelSpan();
        for (int row = 0; row < height; row++)
        {
            Span<byte> line = pixels.Slice(row * gray.RowBytes, width);
            float last = float.NaN;
            byte level = 0;
            for (int column = 0; column < width; column++)
            {
                // Neighbours are often alike: air, padding.
                float value = values[row * width + column];
                if (value != last)
                {
                    double brightness = window.Brightness(value);
                    level = (byte)Math.Round(255 * (isInverted ? 1 - brightness : brightness));
                    last = value;
                }

                line[column] = level;
            }
        }

        bool isSameSize = width == panel.Bitmap.Width && height == panel.Bitmap.Height;
        Draw(panel, gray, isSameSize ? new SKSamplingOptions(SKFilterMode.Nearest) : new SKSamplingOptions(SKCubicResampler.Mitchell));
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
        for (int layer = 0; layer < layers.Count && style != SegmentStyle.Outline; layer++)
        {
            foreach ((int start, int end, ushort label) in new LabelRuns(layers.Labels(layer)))
            {
                RgbColor color = colors[label];
                for (int pixel = start; pixel < end; pixel++)
                    pixels[pixel] = pixels[pixel].MixedWith(color, opacity * layers.Share(layer, pixel) / byte.MaxValue);
            }
        }

        for (int layer = 0; layer < layers.Count && style != SegmentStyle.Fill; layer++)
        {
            foreach ((int start, int end, ushort label) in new LabelRuns(layers.Labels(layer)))
            {
                RgbColor color = colors[label];
                for (int pixel = start; pixel < end; pixel++)
                {
                    if (IsEdge(layers, layer, pixel, label))
                        pixels[pixel] = pixels[pixel].MixedWith(color, layers.Share(layer, pixel) / (double)byte.MaxValue);
                }
            }
        }
    }

    private static bool IsEdge(LabelLayers layers, int layer, int pixel, ushort label)
    {
        (int row, int column) = Math.DivRem(pixel, layers.Columns);
        if (row == 0 || column == 0 || row == layers.Rows - 1 || column == layers.Columns - 1)
            return true;
        ReadOnlySpan<ushort> labels = layers.Labels(layer);
        foreach (int next in (ReadOnlySpan<int>)[pixel - 1, pixel + 1, pixel - layers.Columns, pixel + layers.Columns])
        {
            // Most neighbours lie in the same layer.
            if (labels[next] != label && !layers.Contains(next, label))
                return true;
        }

        return false;
    }

    // Of the values that fall into each pixel; those that are not a number are left out.
    private static float[] MeanOf(ReadOnlySpan<float> values, int columns, int rows, int width, int height)
    {
        float[] means = new float[width * height];
        double[] sums = new double[width];
        int[] counts = new int[width];
        for (int row = 0, toRow = 0; row < rows; row++)
        {
            ReadOnlySpan<float> line = values.Slice(row * columns, columns);
            for (int column = 0; column < columns; column++)
            {
                if (float.IsNaN(line[column]))
                    continue;
                int toColumn = (int)((long)column * width / columns);
                sums[toColumn] += line[column];
                counts[toColumn]++;
            }

            if ((int)((long)(row + 1) * height / rows) == toRow)
                continue;
            for (int column = 0; column < width; column++)
                means[toRow * width + column] = (float)(sums[column] / counts[column]);
            Array.Clear(sums);
            Array.Clear(counts);
            toRow++;
        }

        return means;
    }

    private static void Draw(Panel panel, SKBitmap bitmap, SKSamplingOptions sampling)
    {
        using var canvas = new SKCanvas(panel.Bitmap);
        using SKImage image = SKImage.FromBitmap(bitmap);
        canvas.DrawImage(image, new SKRect(0, 0, panel.Bitmap.Width, panel.Bitmap.Height), sampling);
    }
}
