using System.Globalization;
using System.Text;
using System.Text.Json;
using static Dcmqi.Cli.JsonText;

namespace Dcmqi.Cli;

/// <summary>What <c>volumeinfo</c> prints of one volume.</summary>
/// <param name="path">The file.</param>
/// <param name="volume">What its header says.</param>
/// <param name="counts">The labels of each of its components.</param>
internal sealed class VolumeInfo(string path, VolumeReader volume, IReadOnlyList<LabelCounts> counts)
{
    // A label map of a whole body has about a hundred; a CT has thousands, which nobody reads on a screen.
    private const int MostLabelsInText = 256;

    // Real numbers are not taken for labels, even where all are whole.
    private readonly IReadOnlyDictionary<long, long>? _labels = volume.Components == 1 && volume.VoxelType != typeof(float) && volume.VoxelType != typeof(double) ? counts[0].Voxels : null;

    public string ToText()
    {
        VolumeGeometry geometry = volume.Geometry;
        var text = new StringBuilder();
        Line("file", path);
        Line("type", TypeName);
        Line("size", geometry.Size.ToString());
        if (volume.Components > 1)
            Line("components", volume.Components.ToString(CultureInfo.InvariantCulture));
        Line("spacing", Numbers(geometry.SpacingMm) + " mm");
        Line("origin", Numbers(geometry.OriginMm) + " mm (LPS)");
        Line("direction x", Numbers(geometry.DirectionX));
        Line("direction y", Numbers(geometry.DirectionY));
        Line("direction z", Numbers(geometry.DirectionZ));
        Line("orientation", geometry.Orientation);
        if (_labels is not null)
        {
            Line("labels", _labels.Count == 0 ? "none" : $"{_labels.Count}, from {_labels.Keys.First()} to {_labels.Keys.Last()}");
            foreach ((long label, long voxels) in _labels.Take(MostLabelsInText))
                text.AppendLine(CultureInfo.InvariantCulture, $"  {label,8} {voxels,12} voxels {voxels * geometry.VoxelVolumeMm3 / 1000,12:0.000} mL");
            if (_labels.Count > MostLabelsInText)
                text.AppendLine(CultureInfo.InvariantCulture, $"  and {_labels.Count - MostLabelsInText} more; --json lists all");
        }

        return text.ToString();

        void Line(string name, string value) => text.AppendLine(CultureInfo.InvariantCulture, $"{name,-12} {value}");
    }

    public static string ToJson(IReadOnlyList<VolumeInfo> infos) => JsonText.OfAll(infos, (json, info) => info.Write(json));

    private string TypeName => volume.VoxelType == typeof(float) ? "float32"
        : volume.VoxelType == typeof(double) ? "float64"
        : volume.VoxelType == typeof(byte) ? "uint8"
        : volume.VoxelType == typeof(sbyte) ? "int8"
        : volume.VoxelType.Name.ToLowerInvariant();

    private static string Numbers(Vector3d vector) => string.Create(CultureInfo.InvariantCulture, $"{vector.X:0.######} {vector.Y:0.######} {vector.Z:0.######}");

    private void Write(Utf8JsonWriter json)
    {
        VolumeGeometry geometry = volume.Geometry;
        json.WriteStartObject();
        json.WriteString("file", path);
        json.WriteString("type", TypeName);
        json.WriteStartArray("size");
        json.WriteNumberValue(geometry.Size.X);
        json.WriteNumberValue(geometry.Size.Y);
        json.WriteNumberValue(geometry.Size.Z);
        json.WriteEndArray();
        json.WriteNumber("components", volume.Components);
        WriteVector(json, "spacingMm", geometry.SpacingMm);
        WriteVector(json, "originMm", geometry.OriginMm);
        WriteVector(json, "directionX", geometry.DirectionX);
        WriteVector(json, "directionY", geometry.DirectionY);
        WriteVector(json, "directionZ", geometry.DirectionZ);
        json.WriteString("orientation", geometry.Orientation);
        if (_labels is not null)
        {
            json.WriteStartArray("labels");
            foreach ((long label, long voxels) in _labels)
            {
                json.WriteStartObject();
                json.WriteNumber("label", label);
                json.WriteNumber("voxels", voxels);
                json.WriteNumber("volumeMl", Math.Round(voxels * geometry.VoxelVolumeMm3 / 1000, 6));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
