using Dcmqi.Dicom;

namespace Dcmqi.Sources;

/// <summary>Distances between pixels and slices, as far as a source frame gives them.</summary>
internal static class PixelSpacing
{
    /// <summary>Distances between columns and between rows; <see langword="null"/> where nothing gives them.</summary>
    public static (double ColumnSpacingMm, double RowSpacingMm)? Of(SourceFrame frame)
    {
        if (frame.Plane is { } plane)
            return (plane.ColumnSpacingMm, plane.RowSpacingMm);
        return Pair(frame.MeasuresItem, Tags.PixelSpacing) ?? Pair(frame.Image.Header, Tags.PixelSpacing) ?? Pair(frame.Image.Header, Tags.ImagerPixelSpacing);
    }

    /// <summary>Spacing Between Slices, else Slice Thickness; <see langword="null"/> where neither is a length.</summary>
    public static double? BetweenSlices(SourceFrame frame) =>
        Length(frame, Tags.SpacingBetweenSlices) ?? Length(frame, Tags.SliceThickness);

    /// <summary>Slice Thickness; <see langword="null"/> where it is not a length.</summary>
    public static double? SliceThickness(SourceFrame frame) => Length(frame, Tags.SliceThickness);

    private static double? Length(SourceFrame frame, Tag tag) =>
        (frame.Real(Tags.PixelMeasuresSequence, tag) ?? frame.Real(null, tag)) is { } value && value > 0 ? value : null;

    private static (double ColumnSpacingMm, double RowSpacingMm)? Pair(DataSet? holder, Tag tag)
    {
        if (holder is null)
            return null;
        try
        {
            // PS3.3 10.7.1.3: the distance between rows comes first.
            return holder.GetDoubles(tag) is [double row and > 0, double column and > 0] ? (column, row) : null;
        }
        catch (DicomFormatException)
        {
            return null;
        }
    }
}
