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
                (double column, double row, _) = view.PixelOf(new Vector3d(0, 0, slice));
                (double columnPerX, double rowPerX, _) = view.PixelOf(new Vector3d(1, 0, slice));
                (double columnPerY, double rowPerY, _) = view.PixelOf(new Vector3d(0, 1, slice));
                for (int index = 0; index < values.Length; index++)
                {
                    (int y, int x) = Math.DivRem(index, width);
                    int pixel = (int)(row + x * (rowPerX - row) + y * (rowPerY - row)) * view.Columns + (int)(column + x * (columnPerX - column) + y * (columnPerY - column));
                    if (!(values[index] <= largest[pixel]) && !float.IsNaN(values[index]))
                        largest[pixel] = values[index];
                }
            },
            done => progress?.Report(new ConversionProgress("Reading images", done, images.Geometry.Size.Z)),
            cancellationToken);
        return largest;
    }
}
