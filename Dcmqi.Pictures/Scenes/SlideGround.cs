using System.Runtime.InteropServices;

namespace Dcmqi.Pictures;

/// <summary>The colours of a slide under its segments: of the coarsest level that is as fine as the picture.</summary>
internal sealed class SlideGround
{
    // Levels of a pyramid end within a pixel or a tile of one another, and their spacings are rounded.
    private const double SameExtent = 0.02;

    private static readonly IFrameDecoder[] Decoders = [new JpegDecoder()];

    private readonly SlideImage _level;
    private readonly double _ratio;
    private readonly PictureRegion _region;
    private readonly int _factor;

    /// <param name="source">The images of the slide.</param>
    /// <param name="part">What is shown.</param>
    /// <exception cref="ConversionException">The images have no such plane.</exception>
    public SlideGround(SourceImages source, SlidePart part)
    {
        SlideMatrix matrix = part.Matrix;
        (_region, _factor) = (part.Region, part.Factor);
        (SlideImage Level, double Ratio)[] levels =
        [
            .. source.SlideLevels.Select(level => (Level: level, Ratio: level.Matrix.ColumnSpacingMm / matrix.ColumnSpacingMm))
                .Where(level => IsClose(level.Level.Matrix.Columns * level.Ratio, matrix.Columns) && IsClose(level.Level.Matrix.Rows * level.Level.Matrix.RowSpacingMm / matrix.RowSpacingMm, matrix.Rows))
                .OrderByDescending(level => level.Ratio),
        ];
        if (levels.Length == 0)
            throw new ConversionException($"None of the images covers the plane of {matrix.Columns} x {matrix.Rows} pixels that the segmentation lies on{(source.SlideLevels.Count == 0 ? ": they are not those of a slide" : "")}.");
        (_level, _ratio) = levels.FirstOrDefault(level => level.Ratio <= _factor) is { Level: not null } fine ? fine : levels[^1];
    }

    /// <summary>Paints the colours into a panel; each pixel has the mean of what it stands for.</summary>
    public void Paint(Panel panel, CancellationToken cancellationToken)
    {
        int[] sums = new int[4 * panel.Bitmap.Width * panel.Bitmap.Height];
        using ColorFrames frames = _level.Image.OpenColors(Decoders);
        byte[] rgb = new byte[3 * frames.Rows * frames.Columns];
        (int column, int row) = ((int)(_region.Column / _ratio), (int)(_region.Row / _ratio));
        (int endColumn, int endRow) = (End(_region.Column + _region.Columns, _level.Matrix.Columns), End(_region.Row + _region.Rows, _level.Matrix.Rows));
        foreach (SourceFrame frame in _level.FramesIn(column, row, endColumn - column, endRow - row, opticalPath: _level.OpticalPaths.Count > 0 ? _level.OpticalPaths[0].Identifier : null))
        {
            cancellationToken.ThrowIfCancellationRequested();
            frames.ReadFrame(frame.Number, rgb);
            Add(rgb, frames, _level.PlaceOf(frame), sums, panel.Bitmap.Width, panel.Bitmap.Height);
        }

        Span<Rgba> pixels = MemoryMarshal.Cast<byte, Rgba>(panel.Bitmap.GetPixelSpan());
        for (int pixel = 0; pixel < pixels.Length; pixel++)
        {
            if (sums[4 * pixel + 3] is > 0 and int count)
                pixels[pixel] = new Rgba(Mean(sums[4 * pixel], count), Mean(sums[4 * pixel + 1], count), Mean(sums[4 * pixel + 2], count), byte.MaxValue);
        }
    }

    private static byte Mean(int sum, int count) => (byte)((sum + count / 2) / count);

    private static bool IsClose(double one, double other) => Math.Abs(one - other) <= SameExtent * other + 2;

    private int End(int end, int most) => Math.Min(most, (int)Math.Ceiling(end / _ratio));

    private void Add(ReadOnlySpan<byte> rgb, ColorFrames frames, (int Column, int Row) place, int[] sums, int width, int height)
    {
        for (int row = 0; row < frames.Rows && place.Row + row < _level.Matrix.Rows; row++)
        {
            (int firstRow, int lastRow) = Shown(place.Row + row, _region.Row, height);
            for (int column = 0; column < frames.Columns && place.Column + column < _level.Matrix.Columns && firstRow <= lastRow; column++)
            {
                (int firstColumn, int lastColumn) = Shown(place.Column + column, _region.Column, width);
                ReadOnlySpan<byte> color = rgb.Slice(3 * (row * frames.Columns + column), 3);
                for (int y = firstRow; y <= lastRow; y++)
                {
                    for (int x = firstColumn; x <= lastColumn; x++)
                    {
                        Span<int> sum = sums.AsSpan(4 * (y * width + x), 4);
                        sum[0] += color[0];
                        sum[1] += color[1];
                        sum[2] += color[2];
                        sum[3]++;
                    }
                }
            }
        }
    }

    // The picture's pixels that a pixel of the level reaches into.
    private (int First, int Last) Shown(int index, int start, int length)
    {
        const double Edge = 1e-6;
        int first = (int)Math.Floor((index * _ratio - start) / _factor + Edge);
        int last = (int)Math.Ceiling(((index + 1) * _ratio - start) / _factor - Edge) - 1;
        return (Math.Max(0, first), Math.Min(length - 1, Math.Max(first, last)));
    }
}
