namespace Dcmqi.Pictures;

/// <summary>How large a slice is drawn, so that its voxels have their true shape.</summary>
internal readonly record struct PictureScale(int Width, int Height, double PixelsPerMm)
{
    // Larger pictures than this are no help to anyone who looks.
    private const double Largest = 8192;

    /// <summary>At least one pixel for each voxel, and as many more as the wanted size takes, by whole numbers.</summary>
    public static PictureScale AtLeast(SliceView view, int size)
    {
        double finest = Math.Min(view.ColumnSpacing, view.RowSpacing);
        double longest = Math.Max(view.Columns * view.ColumnSpacing, view.Rows * view.RowSpacing) / finest;
        return longest > Largest ? Exactly(view, (int)Largest) : Of(view, Math.Max(1, Math.Ceiling(size / longest)) / finest);
    }

    /// <summary>A longer side of so many pixels.</summary>
    public static PictureScale Exactly(SliceView view, int size) =>
        Of(view, size / Math.Max(view.Columns * view.ColumnSpacing, view.Rows * view.RowSpacing));

    private static PictureScale Of(SliceView view, double perMm) => new(
        Math.Max(1, (int)Math.Round(view.Columns * view.ColumnSpacing * perMm)), Math.Max(1, (int)Math.Round(view.Rows * view.RowSpacing * perMm)), perMm);
}
