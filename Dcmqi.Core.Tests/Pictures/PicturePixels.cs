using SkiaSharp;

namespace Dcmqi.Tests.Pictures;

/// <summary>Reads pixels of pictures.</summary>
internal static class PicturePixels
{
    private static readonly RgbColor[] Colors = [new(230, 20, 30), new(20, 190, 60), new(40, 60, 250), new(250, 220, 20)];

    /// <summary>Nothing but the slice, segments in their plain colours.</summary>
    public static PictureOptions Bare { get; } = new() { ShowLegend = false, ShowOrientation = false, ShowScaleBar = false, Style = SegmentStyle.Fill, Opacity = 1 };

    /// <summary>Segments of colours that nobody confuses.</summary>
    public static SegmentAttributes Segment(int label) => Support.Labels.Segment(label) with { RecommendedDisplayRgb = Colors[label - 1] };

    public static IReadOnlyList<SegmentAttributes> Segments(int count) => [.. Enumerable.Range(1, count).Select(Segment)];

    public static SKColor At(this Picture picture, int x, int y)
    {
        using SKBitmap bitmap = picture.ToBitmap();
        return bitmap.GetPixel(x, y);
    }

    public static SKColor ColorOf(Segmentation segmentation, int segment)
    {
        RgbColor color = segmentation.Segments.Single(one => one.Number == segment).DisplayColor!.Value;
        return new SKColor(color.Red, color.Green, color.Blue);
    }

    /// <summary>Where a colour is, as shares of width and height from the upper left; how many pixels have it.</summary>
    public static (double X, double Y, int Count) Find(this Picture picture, SKColor color)
    {
        using SKBitmap bitmap = picture.ToBitmap();
        double x = 0, y = 0;
        int count = 0;
        for (int row = 0; row < bitmap.Height; row++)
        {
            for (int column = 0; column < bitmap.Width; column++)
            {
                if (bitmap.GetPixel(column, row) != color)
                    continue;
                (x, y, count) = (x + column + 0.5, y + row + 0.5, count + 1);
            }
        }

        return (x / count / bitmap.Width, y / count / bitmap.Height, count);
    }
}
