using System.Globalization;

namespace Dcmqi.Volumes.MetaImage;

/// <summary>Reads MetaImage files (itk.org/Wiki/MetaIO/Documentation): .mha with voxels behind the header, .mhd with voxels in other files.</summary>
internal static class MetaImageReader
{
    private const int MostDimensions = 10;

    public static VoxelData Read(VolumeInput input, VolumeReadOptions options)
    {
        MetaImageHeader header = MetaImageHeaderReader.Read(input);
        if (header.Find("ObjectType") is { } kind && !kind.Equals("Image", StringComparison.OrdinalIgnoreCase))
            throw new NotSupportedException($"{Prefix(header)}'ObjectType' is {kind}; only Image is read.");
        int[] sizes = Sizes(header);
        int channels = header.Integer("ElementNumberOfChannels", 1);
        if (channels < 1)
            throw header.Fault($"'ElementNumberOfChannels' is {channels}; it is at least 1.", "ElementNumberOfChannels");
        int fourth = FourthAxis(header, sizes);
        if (channels > 1 && fourth > 1)
            throw new NotSupportedException($"{Prefix(header)}{Counted.Of(channels, "channel")} (ElementNumberOfChannels) and {Counted.Of(fourth, "volume")} (DimSize) both come on top of space; one such axis is supported.");
        CheckCount(header, sizes, channels);
        ScalarType type = TypeOf(header);
        TellIntensityFunction(header);
        VolumeGeometry geometry = MetaImageGeometry.Of(header, sizes);
        var layout = new VoxelLayout
        {
            Geometry = geometry,
            Type = type,
            Encoding = EncodingOf(header),
            BigEndian = header.Flag("ElementByteOrderMSB", header.Flag("BinaryDataByteOrderMSB", false)),
            Components = Math.Max(channels, fourth),
            ComponentAxis = channels > 1 ? VolumeComponentAxis.Vector : fourth > 1 ? VolumeComponentAxis.Time : VolumeComponentAxis.None,
            ComponentStride = channels > 1 ? 1 : geometry.Size.VoxelCount,
            FileName = header.FileName,
            SizeField = "DimSize",
            SizeText = header.Find("DimSize")!,
            Warnings = header.Warnings,
            Comments = header.Comments,
            Properties = header.Properties,
        };
        return new VoxelData(layout, MetaImageDataFiles.SourceOf(header, input, sizes, options));
    }

    private static string Prefix(MetaImageHeader header) => header.FileName is { } file ? Path.GetFileName(file) + ": " : "";

    private static int[] Sizes(MetaImageHeader header)
    {
        header.Require("NDims");
        int dimensions = header.Integer("NDims", 0);
        if (dimensions is < 1 or > MostDimensions)
            throw header.Fault($"'NDims' is {dimensions}; it goes from 1 to {MostDimensions}.", "NDims");
        string[] words = MetaImageHeader.Words(header.Require("DimSize"));
        if (words.Length != dimensions)
            throw header.Fault($"'DimSize' has {Counted.Of(words.Length, "number")}; 'NDims' is {dimensions}.", "DimSize");
        var sizes = new int[dimensions];
        for (int i = 0; i < dimensions; i++)
        {
            if (!int.TryParse(words[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out sizes[i]) || sizes[i] < 1)
                throw header.Fault($"'DimSize' holds '{words[i]}'; sizes are whole numbers of at least 1.", "DimSize");
        }

        return dimensions >= 2
            ? sizes
            : throw new NotSupportedException($"{Prefix(header)}'NDims' is 1; volumes of 2 or 3 spatial axes are supported.");
    }

    private static int FourthAxis(MetaImageHeader header, int[] sizes)
    {
        int found = 1;
        for (int i = 3; i < sizes.Length; i++)
        {
            if (sizes[i] == 1)
                continue;
            if (found > 1)
                throw new NotSupportedException($"{Prefix(header)}'DimSize' has {sizes.Length} axes of more than one sample; one axis on top of space is supported.");
            found = sizes[i];
        }

        return found;
    }

    private static void CheckCount(MetaImageHeader header, int[] sizes, int channels)
    {
        var values = new ValueCounter(header.FileName, "DimSize", header.Find("DimSize")!);
        values.Times(channels);
        foreach (int size in sizes)
            values.Times(size);
    }

    // MetaIO's long types have 32 bits on every system.
    private static ScalarType TypeOf(MetaImageHeader header)
    {
        string type = header.Require("ElementType");
        string scalar = type.EndsWith("_ARRAY", StringComparison.OrdinalIgnoreCase) ? type[..^6] : type;
        return scalar.ToUpperInvariant() switch
        {
            "MET_CHAR" or "MET_ASCII_CHAR" => ScalarType.Int8,
            "MET_UCHAR" => ScalarType.UInt8,
            "MET_SHORT" => ScalarType.Int16,
            "MET_USHORT" => ScalarType.UInt16,
            "MET_INT" or "MET_LONG" => ScalarType.Int32,
            "MET_UINT" or "MET_ULONG" => ScalarType.UInt32,
            "MET_LONG_LONG" => ScalarType.Int64,
            "MET_ULONG_LONG" => ScalarType.UInt64,
            "MET_FLOAT" => ScalarType.Float32,
            "MET_DOUBLE" => ScalarType.Float64,
            _ => throw header.Fault($"'ElementType' is '{type}', which is none of the MET_ types of numbers.", "ElementType"),
        };
    }

    private static VoxelEncoding EncodingOf(MetaImageHeader header)
    {
        bool isCompressed = header.Flag("CompressedData", false);
        if (!header.Flag("BinaryData", true))
        {
            return isCompressed
                ? throw header.Fault("'CompressedData' is True and 'BinaryData' is False; text is never compressed.", "CompressedData")
                : VoxelEncoding.Text;
        }

        return isCompressed ? VoxelEncoding.Zlib : VoxelEncoding.Raw;
    }

    private static void TellIntensityFunction(MetaImageHeader header)
    {
        double[]? slope = header.Numbers(1, "ElementToIntensityFunctionSlope"), offset = header.Numbers(1, "ElementToIntensityFunctionOffset");
        if ((slope is not null && slope[0] != 1) || (offset is not null && offset[0] != 0))
            header.Warnings.Add("The intensity function (ElementToIntensityFunctionSlope and Offset) was not applied, as in ITK: values are as stored.");
    }
}
