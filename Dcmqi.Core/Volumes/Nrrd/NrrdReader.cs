namespace Dcmqi.Volumes.Nrrd;

/// <summary>Reads NRRD files (teem.sourceforge.net/nrrd/format.html), attached and detached.</summary>
internal static class NrrdReader
{
    public static VoxelData Read(VolumeInput input, VolumeReadOptions options)
    {
        NrrdHeader header = NrrdHeaderReader.Read(input);
        int[] sizes = Sizes(header);
        ScalarType type = TypeOf(header);
        VoxelEncoding encoding = EncodingOf(header);
        NrrdAxes axes = NrrdAxes.Of(header, sizes);
        var layout = new VoxelLayout
        {
            Geometry = axes.Geometry,
            Type = type,
            Encoding = encoding,
            BigEndian = IsBigEndian(header, type, encoding),
            Components = axes.Components,
            ComponentAxis = axes.ComponentAxis,
            ComponentStride = axes.ComponentStride,
            FileName = header.FileName,
            SizeField = "sizes",
            SizeText = header.Find("sizes")!,
            Warnings = header.Warnings,
            Comments = header.Comments,
            Properties = header.Properties,
        };
        return new VoxelData(layout, NrrdDataFiles.SourceOf(header, input, sizes, options));
    }

    private static int[] Sizes(NrrdHeader header)
    {
        int dimension = NrrdValues.Dimension(header);
        header.Require("sizes");
        string[] words = NrrdValues.PerAxis(header, "sizes", dimension)!;
        var sizes = new int[dimension];
        var values = new ValueCounter(header.FileName, "sizes", header.Find("sizes")!);
        for (int i = 0; i < dimension; i++)
        {
            sizes[i] = NrrdValues.Integer(header, "sizes", words[i]);
            if (sizes[i] < 1)
                throw header.Fault($"'sizes' gives axis {i + 1} the size {sizes[i]}; it is at least 1.", "sizes");
            values.Times(sizes[i]);
        }

        return sizes;
    }

    private static ScalarType TypeOf(NrrdHeader header)
    {
        string type = header.Require("type");
        switch (type.ToLowerInvariant())
        {
            case "signed char" or "int8" or "int8_t":
                return ScalarType.Int8;
            case "uchar" or "unsigned char" or "uint8" or "uint8_t":
                return ScalarType.UInt8;
            case "short" or "short int" or "signed short" or "signed short int" or "int16" or "int16_t":
                return ScalarType.Int16;
            case "ushort" or "unsigned short" or "unsigned short int" or "uint16" or "uint16_t":
                return ScalarType.UInt16;
            case "int" or "signed int" or "int32" or "int32_t":
                return ScalarType.Int32;
            case "uint" or "unsigned int" or "uint32" or "uint32_t":
                return ScalarType.UInt32;
            case "longlong" or "long long" or "long long int" or "signed long long" or "signed long long int" or "int64" or "int64_t":
                return ScalarType.Int64;
            case "ulonglong" or "unsigned long long" or "unsigned long long int" or "uint64" or "uint64_t":
                return ScalarType.UInt64;
            case "float":
                return ScalarType.Float32;
            case "double":
                return ScalarType.Float64;
            case "block":
                throw new NotSupportedException($"{Prefix(header)}'type' is block: voxels of opaque bytes have no numbers to read.");
            default:
                throw header.Fault($"'type' is '{type}', which is none of the NRRD types (such as uchar, int16, unsigned short, float).", "type");
        }
    }

    private static VoxelEncoding EncodingOf(NrrdHeader header)
    {
        string encoding = header.Require("encoding");
        switch (encoding.ToLowerInvariant())
        {
            case "raw":
                return VoxelEncoding.Raw;
            case "gzip" or "gz":
                return VoxelEncoding.GZip;
            case "txt" or "text" or "ascii":
                return VoxelEncoding.Text;
            case "hex":
                return VoxelEncoding.Hex;
            case "bzip2" or "bz2":
                throw new NotSupportedException(
                    $"{Prefix(header)}'encoding' is bzip2, which is not supported. Convert the file first, for example: unu save -f nrrd -e gzip -i IN.nrrd -o OUT.nrrd");
            default:
                throw header.Fault($"'encoding' is '{encoding}'; raw, gzip, ascii (text, txt) and hex are known.", "encoding");
        }
    }

    private static bool IsBigEndian(NrrdHeader header, ScalarType type, VoxelEncoding encoding)
    {
        switch (header.Find("endian")?.ToLowerInvariant())
        {
            case "little":
                return false;
            case "big":
                return true;
            case null:
                if (ScalarTypes.BytesOf(type) > 1 && encoding != VoxelEncoding.Text)
                    throw header.Fault("The header lacks the field 'endian', without which values of several bytes cannot be read.", "endian");
                return false;
            default:
                throw header.Fault($"'endian' is '{header.Find("endian")}'; it is 'little' or 'big'.", "endian");
        }
    }

    private static string Prefix(NrrdHeader header) => header.FileName is { } file ? Path.GetFileName(file) + ": " : "";
}
