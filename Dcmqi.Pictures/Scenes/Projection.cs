namespace Dcmqi.Pictures;

/// <summary>The largest values along the lines of sight.</summary>
internal static class Projection
{
    /// <summary>For each pixel of the view the largest value of all its slices; not a number where there is none.</summary>
    public static float[] Maximum(ImageSlices images, SliceView view, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        float[] largest = new float[view.Columns * view.Rows];
        largest.AsSpan().Fill(float.NaN);
        int width = images.Geometry.Size.X;
        images.ReadAll(
            (slice, values) =>
            {
                // The pixel of a voxel follows from its index: axes are only turned and exchanged.
                int origin = PixelOf(view, 0, 0, slice);
                int perX = PixelOf(view, 1, 0, slice) - origin, perY = PixelOf(view, 0, 1, slice) - origin;
                for (int start = 0, line = origin; start < values.Length; start += width, line += perY)
                {
                    int pixel = line;
                    foreach (float value in values.Slice(start, width))
                    {
                        // Nothing is less than or equal to what is not a number, which stands there at first.
                        if (!(value <= largest[pixel]) && !float.IsNaN(value))
                            largest[pixel] = value;
                        pixel += perX;
                    }
                }
            },
            done => progress?.Report(new ConversionProgress("Reading images", done, images.Geometry.Size.Z)),
            cancellationToken);
        return largest;
    }

    private static int PixelOf(SliceView view, int x, int y, int slice)
    {
        (double column, double row, _) = view.PixelOf(new Vector3d(x, y, slice));
        return (int)row * view.Columns + (int)column;
    }
}
