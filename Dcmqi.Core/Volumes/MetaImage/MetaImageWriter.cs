using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Dcmqi.Volumes.MetaImage;

/// <summary>Writes MetaImage files with the fields and in the order that ITK does.</summary>
internal static class MetaImageWriter
{
    // Room for any 64-bit number: the compressed size is only known after the voxels are written.
    private const int SizeDigits = 20;

    /// <summary>Writes header and voxels into one stream.</summary>
    public static void WriteLocal(Stream stream, VolumeContent volume, VolumeWriteOptions options)
    {
        if (LevelOf(options) == CompressionLevel.NoCompression)
        {
            stream.Write(Encoding.UTF8.GetBytes(Header(volume, options, compressedSize: null, "LOCAL")));
            VoxelWriter.WriteRaw(stream, BytesOf(volume, options), options.MaxDegreeOfParallelism);
            return;
        }

        // Without a known size readers take all that follows the header.
        string header = Header(volume, options, stream.CanSeek ? new string(' ', SizeDigits) : "", "LOCAL");
        long start = stream.CanSeek ? stream.Position : 0;
        stream.Write(Encoding.UTF8.GetBytes(header));
        long size = WriteCompressed(stream, volume, options);
        if (!stream.CanSeek)
            return;
        long end = stream.Position;
        stream.Position = start;
        stream.Write(Encoding.UTF8.GetBytes(Header(volume, options, Digits(size), "LOCAL")));
        stream.Position = end;
    }

    /// <summary>The header at a path and the voxels beside it, in a file of the same name ending in .raw or .zraw.</summary>
    public static WrittenFile[] Detached(string path, VolumeContent volume, VolumeWriteOptions options)
    {
        bool isPlain = LevelOf(options) == CompressionLevel.NoCompression;
        string dataPath = Path.ChangeExtension(path, isPlain ? ".raw" : ".zraw");
        DataFileNames.CheckWritten(path, dataPath);
        string? size = null;
        return
        [
            new(dataPath, stream =>
            {
                if (isPlain)
                    VoxelWriter.WriteRaw(stream, BytesOf(volume, options), options.MaxDegreeOfParallelism);
                else
                    size = Digits(WriteCompressed(stream, volume, options));
            }),
            new(path, stream => stream.Write(Encoding.UTF8.GetBytes(Header(volume, options, size, Path.GetFileName(dataPath))))),
        ];
    }

    private static CompressionLevel LevelOf(VolumeWriteOptions options) => options.Compression ?? VolumeWriteOptions.DefaultCompression;

    private static bool HasChannels(VolumeContent volume) =>
        volume.Components > 1 && volume.ComponentAxis != VolumeComponentAxis.Time;

    private static VoxelBytes BytesOf(VolumeContent volume, VolumeWriteOptions options) =>
        volume.Bytes(options.IsBigEndian, componentsFirst: HasChannels(volume));

    private static long WriteCompressed(Stream stream, VolumeContent volume, VolumeWriteOptions options) =>
        VoxelWriter.WriteCompressed(stream, BytesOf(volume, options), VoxelEncoding.Zlib, LevelOf(options), options.MaxDegreeOfParallelism);

    private static string Digits(long size) => size.ToString(CultureInfo.InvariantCulture).PadLeft(SizeDigits);

    private static string Header(VolumeContent volume, VolumeWriteOptions options, string? compressedSize, string dataFile)
    {
        VolumeGeometry geometry = volume.Geometry;
        bool hasTime = volume.Components > 1 && !HasChannels(volume);
        string order = options.IsBigEndian ? "True" : "False";
        var text = new StringBuilder(1024);
        foreach (string comment in volume.Comments)
            Append(text, "Comment", OneLine(comment));
        Append(text, "ObjectType", "Image");
        Append(text, "NDims", hasTime ? "4" : "3");
        Append(text, "BinaryData", "True");
        Append(text, "BinaryDataByteOrderMSB", order);
        Append(text, "CompressedData", compressedSize is null ? "False" : "True");
        if (!string.IsNullOrEmpty(compressedSize))
            Append(text, "CompressedDataSize", compressedSize);
        string zero = hasTime ? " 0" : "";
        Append(text, "TransformMatrix", $"{Text(geometry.DirectionX)}{zero} {Text(geometry.DirectionY)}{zero} {Text(geometry.DirectionZ)}{zero}{(hasTime ? " 0 0 0 1" : "")}");
        Append(text, "Offset", Text(geometry.OriginMm) + zero);
        Append(text, "CenterOfRotation", "0 0 0" + zero);
        Append(text, "AnatomicalOrientation", MetaImageGeometry.Opposite(geometry.Orientation));
        Append(text, "ElementSpacing", Text(geometry.SpacingMm) + (hasTime ? " 1" : ""));
        AppendProperties(text, volume);
        VolumeSize size = geometry.Size;
        Append(text, "DimSize", string.Create(CultureInfo.InvariantCulture, $"{size.X} {size.Y} {size.Z}")
            + (hasTime ? " " + volume.Components.ToString(CultureInfo.InvariantCulture) : ""));
        if (HasChannels(volume))
            Append(text, "ElementNumberOfChannels", volume.Components.ToString(CultureInfo.InvariantCulture));
        Append(text, "ElementType", TypeName(ScalarTypes.Of(volume.VoxelType)));
        Append(text, MetaImageHeaderReader.DataFile, dataFile);
        return text.ToString();
    }

    // Only what another reader takes as one field of its own: one word that is no field of the format.
    private static void AppendProperties(StringBuilder text, VolumeContent volume)
    {
        foreach (KeyValuePair<string, string> property in volume.Properties)
        {
            bool isWord = property.Key.Length > 0;
            foreach (char c in property.Key)
                isWord &= char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '|';
            if (isWord && !MetaImageHeaderReader.IsKnown(property.Key) && !property.Key.Equals("Comment", StringComparison.OrdinalIgnoreCase))
                Append(text, property.Key, OneLine(property.Value));
        }
    }

    private static string OneLine(string text) =>
        text.Replace('\r', ' ').Replace('\n', ' ');

    private static void Append(StringBuilder text, string field, string value) =>
        text.Append(field).Append(" = ").Append(value).Append('\n');

    private static string Text(Vector3d vector) =>
        $"{FloatText.Format(vector.X)} {FloatText.Format(vector.Y)} {FloatText.Format(vector.Z)}";

    private static string TypeName(ScalarType type) => type switch
    {
        ScalarType.Int8 => "MET_CHAR",
        ScalarType.UInt8 => "MET_UCHAR",
        ScalarType.Int16 => "MET_SHORT",
        ScalarType.UInt16 => "MET_USHORT",
        ScalarType.Int32 => "MET_INT",
        ScalarType.UInt32 => "MET_UINT",
        ScalarType.Int64 => "MET_LONG_LONG",
        ScalarType.UInt64 => "MET_ULONG_LONG",
        ScalarType.Float32 => "MET_FLOAT",
        _ => "MET_DOUBLE",
    };
}
