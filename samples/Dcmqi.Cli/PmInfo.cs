using System.Globalization;
using System.Text;

namespace Dcmqi.Cli;

/// <summary>What <c>pminfo</c> tells of one parametric map.</summary>
/// <param name="Path">The file.</param>
/// <param name="Map">What is in it.</param>
/// <param name="Geometry">Its grid; <see langword="null"/> where its frames make none.</param>
/// <param name="Ranges">Least, greatest and mean of the real-world values of each volume; empty where pixels cannot be read.</param>
/// <param name="Warnings">What was tolerated, and why something is missing here.</param>
internal sealed record PmInfo(
    string Path, ParametricMap Map, VolumeGeometry? Geometry, IReadOnlyList<ValueSummary> Ranges, IReadOnlyList<string> Warnings)
{
    /// <summary>Reads headers and pixels, frame by frame. Where only the pixels cannot be read, what the headers say is told all the same.</summary>
    public static PmInfo Read(string path, CancellationToken cancellationToken)
    {
        using ParametricMap map = ParametricMap.Open(path);
        var warnings = new List<string>(map.Warnings);
        VolumeGeometry? geometry = null;
        ValueSummary[] ranges = [];
        try
        {
            geometry = map.Geometry;
            ranges = Summarize(map, cancellationToken);
        }
        catch (Exception exception) when (exception is DcmqiException or NotSupportedException)
        {
            ranges = [];
            warnings.Add($"Values are not summarized: {exception.Message}");
        }

        return new PmInfo(path, map, geometry, ranges, warnings);
    }

    /// <summary>For people.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        Line("file", Path);
        Line("pixels", Map.StoredType.Name);
        Line("frames", $"{Map.FrameCount} of {Map.Columns} x {Map.Rows}");
        if (Map.SlideMatrix is { } matrix)
            Line("plane", matrix.ToString());
        if (Geometry is { } geometry)
        {
            Line("size", geometry.Size.ToString());
            Line("spacing", Numbers(geometry.SpacingMm) + " mm");
            Line("origin", Numbers(geometry.OriginMm) + (Map.SlideMatrix is null ? " mm (LPS)" : " mm on the slide"));
            if (Map.SlideMatrix is null)
                Line("orientation", geometry.Orientation);
        }

        Line("instance", Map.SopInstanceUid);
        Line("series", Map.SeriesInstanceUid);
        Line("volumes", Map.Volumes.Count.ToString(CultureInfo.InvariantCulture));
        foreach (MappedVolume volume in Map.Volumes)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {ShownText.OfValue(volume.ToString())}");
            text.AppendLine(CultureInfo.InvariantCulture, $"        {ShownText.OfValue(volume.Mapping.ToString())}");
            Part("quantity", volume.Mapping.Quantity?.ToString());
            Part("unit", volume.Mapping.Unit?.ToString());
            Part("method", volume.Mapping.MeasurementMethod?.ToString());
            Part("model", volume.Mapping.ModelFittingMethod?.ToString());
            Part("b-values", volume.Mapping.SourceImageDiffusionBValues.Count == 0 ? null : string.Join(", ", volume.Mapping.SourceImageDiffusionBValues.Select(value => value.ToString(CultureInfo.InvariantCulture))));
            if (volume.Index < Ranges.Count)
                Part("values", Ranges[volume.Index].ToString());
        }

        return text.ToString();

        void Line(string name, string value) => text.AppendLine(CultureInfo.InvariantCulture, $"{name,-12} {ShownText.OfValue(value)}");

        void Part(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                text.AppendLine(CultureInfo.InvariantCulture, $"        {name,-12} {ShownText.OfValue(value)}");
        }
    }

    private static ValueSummary[] Summarize(ParametricMap map, CancellationToken cancellationToken)
    {
        var summaries = new ValueSummary[map.Volumes.Count];
        Array.Fill(summaries, ValueSummary.Empty);
        double[] values = new double[map.Rows * map.Columns];
        for (int number = 1; number <= map.FrameCount; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            map.ReadFrame(number, values);
            ParametricMapFrame frame = map.GetFrame(number);
            summaries[frame.VolumeIndex] = summaries[frame.VolumeIndex].With(values.AsSpan(0, KeepPlane(map, frame, values)));
        }

        return summaries;
    }

    // Tiles at the edges of a slide have pixels that are not of the plane; those that are come first then.
    private static int KeepPlane(ParametricMap map, ParametricMapFrame frame, double[] values)
    {
        if (map.SlideMatrix is not { } matrix || frame is not { MatrixColumn: { } column, MatrixRow: { } row })
            return values.Length;
        int kept = 0;
        for (int index = 0; index < values.Length; index++)
        {
            if (column + (index % map.Columns) < matrix.Columns && row + (index / map.Columns) < matrix.Rows)
                values[kept++] = values[index];
        }

        return kept;
    }

    private static string Numbers(Vector3d vector) => string.Create(CultureInfo.InvariantCulture, $"{vector.X:0.######} {vector.Y:0.######} {vector.Z:0.######}");
}
