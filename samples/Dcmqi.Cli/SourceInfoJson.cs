using System.Text.Json;
using static Dcmqi.Cli.JsonText;

namespace Dcmqi.Cli;

/// <summary>What <c>sourceinfo</c> tells programs.</summary>
internal static class SourceInfoJson
{
    public static string Of(string path, SourceImages source) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("path", path);
        json.WriteString("modality", source.Modality);
        json.WriteNumber("images", source.Images.Count);
        json.WriteNumber("frames", source.Frames.Count);
        json.WriteBoolean("hasPatientCoordinates", source.HasPatientCoordinates);
        WriteGrid(json, source);
        json.WriteStartArray("series");
        foreach (IGrouping<string, SourceImage> series in source.Images.GroupBy(image => image.SeriesInstanceUid))
            WriteSeries(json, series);
        json.WriteEndArray();
        json.WriteStartArray("volumes");
        foreach (SourceImages volume in source.Volumes)
        {
            json.WriteStartObject();
            json.WriteString("description", volume.Description);
            json.WriteNumber("frames", volume.Frames.Count);
            WriteGrid(json, volume);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("slideLevels");
        foreach (SlideImage level in source.SlideLevels)
            WriteLevel(json, level);
        json.WriteEndArray();
        json.WriteStartArray("warnings");
        foreach (string warning in source.Warnings)
            json.WriteStringValue(warning);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteSeries(Utf8JsonWriter json, IGrouping<string, SourceImage> series)
    {
        SourceImage first = series.First();
        json.WriteStartObject();
        json.WriteString("seriesInstanceUid", series.Key);
        json.WriteString("studyInstanceUid", first.StudyInstanceUid);
        json.WriteString("modality", first.Modality);
        json.WriteString("sopClassUid", first.SopClassUid);
        json.WriteString("sopClass", first.SopClassName);
        json.WriteNumber("images", series.Count());
        json.WriteNumber("frames", series.Sum(image => image.Frames.Count));
        json.WriteNumber("rows", first.Rows);
        json.WriteNumber("columns", first.Columns);
        json.WriteEndObject();
    }

    private static void WriteLevel(Utf8JsonWriter json, SlideImage level)
    {
        json.WriteStartObject();
        json.WriteString("sopInstanceUid", level.Image.SopInstanceUid);
        json.WriteString("kind", level.Kind.ToString());
        json.WriteNumber("columns", level.Matrix.Columns);
        json.WriteNumber("rows", level.Matrix.Rows);
        json.WriteString("tiling", level.Matrix.Tiling.ToString());
        WriteNumbers(json, "tileSize", level.Matrix.TileSize.Columns, level.Matrix.TileSize.Rows);
        WriteNumbers(json, "spacingMm", level.Matrix.ColumnSpacingMm, level.Matrix.RowSpacingMm);
        WriteVector(json, "originMm", level.Matrix.OriginMm);
        WriteNumbers(json, "focalPlanesMm", [.. level.Matrix.FocalPlanesMm]);
        json.WriteStartArray("opticalPaths");
        foreach (OpticalPath path in level.OpticalPaths)
            json.WriteStringValue(path.ToString());
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteGrid(Utf8JsonWriter json, SourceImages source)
    {
        SourceGrid grid = SourceGrid.Of(source);
        if (grid.Geometry is not { } geometry)
        {
            json.WriteString("noGrid", grid.Fault);
            return;
        }

        json.WriteStartObject("grid");
        WriteNumbers(json, "size", geometry.Size.X, geometry.Size.Y, geometry.Size.Z);
        WriteVector(json, "originMm", geometry.OriginMm);
        WriteVector(json, "spacingMm", geometry.SpacingMm);
        WriteVector(json, "directionX", geometry.DirectionX);
        WriteVector(json, "directionY", geometry.DirectionY);
        WriteVector(json, "directionZ", geometry.DirectionZ);
        json.WriteString("orientation", geometry.Orientation);
        json.WriteEndObject();
    }
}
