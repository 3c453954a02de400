using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Dcmqi.Volumes.Nrrd;

/// <summary>Writes NRRD files as ITK does: left-posterior-superior, raw or gzip.</summary>
internal static class NrrdWriter
{
    // Every NRRD that Teem and ITK write starts with these comments.
    private static readonly string[] Reference =
        ["Complete NRRD file format specification at:", "http://teem.sourceforge.net/nrrd/format.html"];

    /// <summary>Writes header and voxels into one stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="volume">The volume.</param>
    /// <param name="options">How to write.</param>
    /// <param name="componentsFirst">Whether the values of a voxel lie side by side, as 3D Slicer has its layers.</param>
    public static void WriteAttached(Stream stream, VolumeContent volume, VolumeWriteOptions options, bool componentsFirst = false)
    {
        stream.Write(Header(volume, options, null, componentsFirst));
        WriteVoxels(stream, volume, options, componentsFirst);
    }

    /// <summary>The header at a path and the voxels beside it, in a file of the same name ending in .raw or .raw.gz.</summary>
    public static WrittenFile[] Detached(string path, VolumeContent volume, VolumeWriteOptions options)
    {
        string dataPath = Path.ChangeExtension(path, LevelOf(options) == CompressionLevel.NoCompression ? ".raw" : ".raw.gz");
        DataFileNames.CheckWritten(path, dataPath);
        return
        [
            new(dataPath, stream => WriteVoxels(stream, volume, options, componentsFirst: false)),
            new(path, stream => stream.Write(Header(volume, options, Path.GetFileName(dataPath), componentsFirst: false))),
        ];
    }

    private static CompressionLevel LevelOf(VolumeWriteOptions options) => options.Compression ?? VolumeWriteOptions.DefaultCompression;

    private static void WriteVoxels(Stream stream, VolumeContent volume, VolumeWriteOptions options, bool componentsFirst)
    {
        VoxelBytes bytes = volume.Bytes(options.IsBigEndian, componentsFirst);
        if (LevelOf(options) == CompressionLevel.NoCompression)
            VoxelWriter.WriteRaw(stream, bytes, options.MaxDegreeOfParallelism);
        else
            VoxelWriter.WriteCompressed(stream, bytes, VoxelEncoding.GZip, LevelOf(options), options.MaxDegreeOfParallelism);
    }

    private static byte[] Header(VolumeContent volume, VolumeWriteOptions options, string? dataFile, bool componentsFirst)
    {
        VolumeGeometry geometry = volume.Geometry;
        bool hasComponents = volume.Components > 1;
        var text = new StringBuilder(1024);
        text.Append("NRRD0004\n");
        foreach (string comment in Reference)
            text.Append("# ").Append(comment).Append('\n');
        foreach (string comment in volume.Comments)
        {
            if (Array.IndexOf(Reference, comment) < 0)
                text.Append("# ").Append(comment.Replace('\r', ' ').Replace('\n', ' ')).Append('\n');
        }

        text.Append("type: ").Append(TypeName(ScalarTypes.Of(volume.VoxelType))).Append('\n');
        text.Append("dimension: ").Append(hasComponents ? '4' : '3').Append('\n');
        text.Append("space: left-posterior-superior\n");
        AppendAxes(text, volume, hasComponents && componentsFirst, hasComponents && !componentsFirst);
        text.Append("\nendian: ").Append(options.IsBigEndian ? "big" : "little");
        text.Append("\nencoding: ").Append(LevelOf(options) == CompressionLevel.NoCompression ? "raw" : "gzip");
        text.Append("\nspace origin: ");
        AppendVector(text, geometry.OriginMm);
        text.Append('\n');
        if (dataFile is not null)
            text.Append("data file: ").Append(dataFile).Append('\n');
        foreach (KeyValuePair<string, string> property in volume.Properties)
        {
            if (IsKey(property.Key))
                text.Append(Escape(property.Key)).Append(":=").Append(Escape(property.Value)).Append('\n');
        }

        if (dataFile is null)
            text.Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void AppendAxes(StringBuilder text, VolumeContent volume, bool isFirst, bool isLast)
    {
        VolumeGeometry geometry = volume.Geometry;
        string components = volume.Components.ToString(CultureInfo.InvariantCulture), kind = KindOf(volume);
        text.Append(CultureInfo.InvariantCulture, $"sizes: {(isFirst ? components + " " : "")}{geometry.Size.X} {geometry.Size.Y} {geometry.Size.Z}{(isLast ? " " + components : "")}");
        text.Append("\nspace directions:").Append(isFirst ? " none" : "");
        AppendVector(text.Append(' '), geometry.DirectionX * geometry.SpacingMm.X);
        AppendVector(text.Append(' '), geometry.DirectionY * geometry.SpacingMm.Y);
        AppendVector(text.Append(' '), geometry.DirectionZ * geometry.SpacingMm.Z);
        text.Append(isLast ? " none" : "");
        text.Append("\nkinds:").Append(isFirst ? kind : "").Append(" domain domain domain").Append(isLast ? kind : "");
    }

    // A reader would take such a line for a comment or a field.
    private static bool IsKey(string key) => key.Length > 0 && key[0] != '#' && !key.Contains(':', StringComparison.Ordinal);

    private static string KindOf(VolumeContent volume) => volume.ComponentAxis switch
    {
        VolumeComponentAxis.Time => " time",
        VolumeComponentAxis.Color when volume.Components == 3 => " RGB-color",
        VolumeComponentAxis.Color when volume.Components == 4 => " RGBA-color",
        VolumeComponentAxis.Vector => " vector",
        _ => " list",
    };

    private static void AppendVector(StringBuilder text, Vector3d vector) =>
        text.Append('(').Append(FloatText.Format(vector.X)).Append(',').Append(FloatText.Format(vector.Y)).Append(',').Append(FloatText.Format(vector.Z)).Append(')');

    // A key or value is one line; only what would break the line is escaped.
    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    // As Teem spells them, which every reader knows.
    private static string TypeName(ScalarType type) => type switch
    {
        ScalarType.Int8 => "signed char",
        ScalarType.UInt8 => "unsigned char",
        ScalarType.Int16 => "short",
        ScalarType.UInt16 => "unsigned short",
        ScalarType.Int32 => "int",
        ScalarType.UInt32 => "unsigned int",
        ScalarType.Int64 => "long long int",
        ScalarType.UInt64 => "unsigned long long int",
        ScalarType.Float32 => "float",
        _ => "double",
    };
}
