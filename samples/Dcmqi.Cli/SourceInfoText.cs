using System.Globalization;
using System.Text;

namespace Dcmqi.Cli;

/// <summary>What <c>sourceinfo</c> tells people.</summary>
internal static class SourceInfoText
{
    public static string Of(SourceImages source)
    {
        var text = new StringBuilder();
        text.AppendLine(source.ToString());
        foreach (IGrouping<string, SourceImage> series in source.Images.GroupBy(image => image.SeriesInstanceUid))
        {
            SourceImage first = series.First();
            text.AppendLine(CultureInfo.InvariantCulture, $"Series {series.Key}: {first.Modality}, {series.Count()} x {first.SopClassName}, {Counted.Of(series.Sum(image => image.Frames.Count), "frame")}, study {first.StudyInstanceUid}");
        }

        if (!source.HasPatientCoordinates)
            text.AppendLine("No patient coordinates: places are columns, rows and frame numbers.");
        IReadOnlyList<SourceImages> volumes = source.Volumes;
        for (int index = 0; index < volumes.Count; index++)
        {
            SourceImages volume = volumes[index];
            text.AppendLine(CultureInfo.InvariantCulture, $"Volume {index}{(volume.Description.Length == 0 ? "" : $" ({volume.Description})")}: {Counted.Of(volume.Frames.Count, "frame")}, {GridOf(volume)}");
        }

        if (volumes.Count > 1)
            text.AppendLine(CultureInfo.InvariantCulture, $"All: {GridOf(source)}");
        for (int level = 0; level < source.SlideLevels.Count; level++)
            text.AppendLine(CultureInfo.InvariantCulture, $"Level {level} of the slide: {source.SlideLevels[level]}");
        return text.ToString().TrimEnd();
    }

    private static string GridOf(SourceImages source)
    {
        SourceGrid grid = SourceGrid.Of(source);
        if (grid.Geometry is not { } geometry)
            return $"no grid: {grid.Fault}";
        (Vector3d origin, Vector3d spacing) = (geometry.OriginMm, geometry.SpacingMm);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{geometry.Size} {(geometry.Size.VoxelCount == 1 ? "voxel" : "voxels")} of {spacing.X:0.####} x {spacing.Y:0.####} x {spacing.Z:0.####} mm, {geometry.Orientation}, from ({origin.X:0.####}, {origin.Y:0.####}, {origin.Z:0.####}) mm");
    }
}
