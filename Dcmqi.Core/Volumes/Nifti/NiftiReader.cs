using System.Globalization;

namespace Dcmqi.Volumes.Nifti;

/// <summary>Reads NIfTI-1, NIfTI-2 and Analyze 7.5, in one file or a pair; geometry is chosen as ITK does.</summary>
internal static class NiftiReader
{
    private const int RgbType = 128;

    private const int RgbaType = 2304;

    private const int MostExtensionBytes = 1 << 24;

    /// <summary>Reads the volume whose header is at the start of an input (already inflated where the file is a .gz).</summary>
    public static VoxelData Read(VolumeInput input)
    {
        NiftiHeader header = NiftiHeaderReader.Read(input);
        if (!header.IsSingleFile && input.IsInflated)
            CheckEnd(header, input);
        (VolumeSize size, int fourth, int fourthAxis) = Sizes(header);
        int channels = header.DataType switch { RgbType => 3, RgbaType => 4, _ => 1 };
        if (channels > 1 && fourth > 1)
            throw new NotSupportedException($"{header.Prefix}colour channels ('datatype' {header.DataType}) and {Counted.Of(fourth, "volume")} ('dim[{fourthAxis}]') both come on top of space; one such axis is supported.");
        var values = new ValueCounter(header.FileName, "dim", DimText(header));
        foreach (int count in (ReadOnlySpan<int>)[size.X, size.Y, size.Z, channels, fourth])
            values.Times(count);
        ScalarType type = TypeOf(header);
        VolumeGeometry geometry = header.Kind == NiftiKind.Analyze ? AnalyzeGeometry.Of(header, size) : NiftiGeometry.Of(header, size);
        (double slope, double intercept) = Scale(header);
        VoxelSource source = SourceOf(header, input, out VoxelEncoding encoding);
        var layout = new VoxelLayout
        {
            Geometry = geometry,
            Type = type,
            Encoding = encoding,
            BigEndian = header.BigEndian,
            Components = channels * fourth,
            ComponentAxis = channels > 1 ? VolumeComponentAxis.Color : fourth == 1 ? VolumeComponentAxis.None : AxisOf(header, fourthAxis),
            ComponentStride = channels > 1 ? 1 : size.VoxelCount,
            FileName = header.FileName,
            SizeField = "dim",
            SizeText = DimText(header),
            Slope = slope,
            Intercept = intercept,
            Warnings = header.Warnings,
            Properties = NiftiProperties.Of(header),
            NiftiExtensions = header.Kind == NiftiKind.Analyze ? [] : Extensions(header, input),
        };
        return new VoxelData(layout, source);
    }

    // A header that was compressed by itself has its checksum at its end.
    private static void CheckEnd(NiftiHeader header, VolumeInput input)
    {
        if (input.Peek(MostExtensionBytes + 1).Length > MostExtensionBytes)
            throw header.Fault($"The compressed header holds more than {MostExtensionBytes} bytes.", "sizeof_hdr");
        if (input.IsFollowedByOther)
            header.Warnings.Add("Behind the compressed header follow bytes that are not compressed; they were left out, as gzip does.");
    }

    private static (VolumeSize Size, int Fourth, int FourthAxis) Sizes(NiftiHeader header)
    {
        int axes = (int)header.Dim[0], fourth = 1, fourthAxis = 0;
        for (int i = 1; i <= axes; i++)
        {
            if (header.Dim[i] is < 1 or > int.MaxValue)
            {
                // Some writers leave the sizes of unused axes at 0.
                if (i > 3 && header.Dim[i] == 0)
                    continue;
                throw header.Fault($"'dim[{i}]' is {header.Dim[i]}; sizes go from 1 to {int.MaxValue}.", "dim");
            }

            if (i <= 3 || header.Dim[i] == 1)
                continue;
            if (fourth > 1)
                throw new NotSupportedException($"{header.Prefix}'dim[{fourthAxis}]' is {fourth} and 'dim[{i}]' is {header.Dim[i]}; one axis on top of space is supported.");
            fourth = (int)header.Dim[i];
            fourthAxis = i;
        }

        return (new VolumeSize((int)header.Dim[1], axes > 1 ? (int)header.Dim[2] : 1, axes > 2 ? (int)header.Dim[3] : 1), fourth, fourthAxis);
    }

    private static VolumeComponentAxis AxisOf(NiftiHeader header, int axis) => axis switch
    {
        4 => VolumeComponentAxis.Time,
        5 when header.IntentCode >= 1004 => VolumeComponentAxis.Vector,
        _ => VolumeComponentAxis.List,
    };

    private static ScalarType TypeOf(NiftiHeader header)
    {
        switch (header.DataType)
        {
            case 2 or RgbType or RgbaType:
                return ScalarType.UInt8;
            case 4:
                return ScalarType.Int16;
            case 8:
                return ScalarType.Int32;
            case 16:
                return ScalarType.Float32;
            case 64:
                return ScalarType.Float64;
            case 256:
                return ScalarType.Int8;
            case 512:
                return ScalarType.UInt16;
            case 768:
                return ScalarType.UInt32;
            case 1024:
                return ScalarType.Int64;
            case 1280:
                return ScalarType.UInt64;
            case 1 or 32 or 1536 or 1792 or 2048:
                throw new NotSupportedException(
                    $"{header.Prefix}'datatype' is {header.DataType} ({header.DataType switch { 1 => "one bit", 1536 => "128-bit real", _ => "complex" }} values); integers of 8 to 64 bits and 32- and 64-bit reals are supported.");
            default:
                throw header.Fault($"'datatype' is {header.DataType}, which is none of the NIfTI types.", "datatype");
        }
    }

    // nifti1.h: a slope of 0 means no scaling; tools write NaN for the same.
    private static (double Slope, double Intercept) Scale(NiftiHeader header)
    {
        if (header.Kind == NiftiKind.Analyze || header.Slope == 0 || double.IsNaN(header.Slope))
            return (1, 0);
        if (double.IsInfinity(header.Slope) || double.IsInfinity(header.Intercept))
            throw header.Fault($"'scl_slope' is {header.Slope} and 'scl_inter' is {header.Intercept}; both must be finite.", "scl_slope");
        if (header.DataType is RgbType or RgbaType)
            return (1, 0);
        return (header.Slope, double.IsNaN(header.Intercept) ? 0 : header.Intercept);
    }

    private static VoxelSource SourceOf(NiftiHeader header, VolumeInput input, out VoxelEncoding encoding)
    {
        encoding = VoxelEncoding.Raw;
        double offset = header.VoxOffset;
        if (!(offset >= 0 && offset <= long.MaxValue / 4))
            throw header.Fault($"'vox_offset' is {offset.ToString(CultureInfo.InvariantCulture)}; it is a number of bytes.", "vox_offset");
        if (header.IsSingleFile)
        {
            int least = header.Kind == NiftiKind.Nifti2 ? NiftiHeaderReader.Length2 : NiftiHeaderReader.Length1;
            if (offset < least)
            {
                header.Warnings.Add($"'vox_offset' is {offset.ToString(CultureInfo.InvariantCulture)}, within the header; the voxels were taken from behind it.");
                offset = least + 4;
            }

            return new VoxelSource(input, (long)offset) { Field = "vox_offset" };
        }

        string image = NiftiPairs.ImageOf(header);
        encoding = image.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? VoxelEncoding.GZip : VoxelEncoding.Raw;
        return new VoxelSource([image]) { ByteSkip = (long)offset, Field = "vox_offset" };
    }

    // nifti1.h: four bytes behind the header say whether extensions follow; each has its size (a multiple of 16) and code first.
    private static List<NiftiExtension> Extensions(NiftiHeader header, VolumeInput input)
    {
        var extensions = new List<NiftiExtension>();
        int position = (header.Kind == NiftiKind.Nifti2 ? NiftiHeaderReader.Length2 : NiftiHeaderReader.Length1) + 4;
        ReadOnlySpan<byte> marker = input.Peek(position);
        if (marker.Length < position || marker[^4] == 0)
            return extensions;
        long end = header.IsSingleFile ? (long)header.VoxOffset : MostExtensionBytes;
        while (position + 16 <= Math.Min(end, MostExtensionBytes))
        {
            ReadOnlySpan<byte> start = input.Peek(position + 8);
            if (start.Length < position + 8)
                break;
            var fields = new NiftiFields(start[position..], header.BigEndian);
            int size = fields.Int32(0), code = fields.Int32(4);
            if (size < 16 || size > MostExtensionBytes || position + (long)size > end || input.Peek(position + size).Length < position + size)
            {
                header.Warnings.Add($"A header extension at byte {position} gives its size as {size}; it and those behind it were left out.");
                break;
            }

            extensions.Add(new NiftiExtension(code, input.Peek(position + size)[(position + 8)..].ToArray()));
            position += size;
        }

        return extensions;
    }

    private static string DimText(NiftiHeader header) => string.Join(' ', header.Dim[1..((int)header.Dim[0] + 1)]);
}
