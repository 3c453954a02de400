using System.IO.Compression;

namespace Dcmqi.Volumes.Nifti;

/// <summary>Writes NIfTI-1 as ITK does, with qform and sform; NIfTI-2 where an axis is too long for NIfTI-1.</summary>
internal static class NiftiWriter
{
    private const int VectorIntent = 1007;

    /// <summary>Writes header and voxels into one stream.</summary>
    public static void WriteSingle(Stream stream, VolumeContent volume, VolumeWriteOptions options, CompressionLevel level)
    {
        byte[] header = Header(volume, options, isSingleFile: true);
        VoxelBytes bytes = BytesOf(volume, options);
        if (level == CompressionLevel.NoCompression)
        {
            stream.Write(header);
            VoxelWriter.WriteRaw(stream, bytes, options.MaxDegreeOfParallelism);
        }
        else
        {
            VoxelWriter.WriteCompressed(stream, bytes, VoxelEncoding.GZip, level, options.MaxDegreeOfParallelism, header);
        }
    }

    /// <summary>The two files of a pair.</summary>
    public static WrittenFile[] Pair(string headerPath, string imagePath, VolumeContent volume, VolumeWriteOptions options, CompressionLevel level)
    {
        byte[] header = Header(volume, options, isSingleFile: false);
        bool isPlain = level == CompressionLevel.NoCompression;
        return
        [
            new(imagePath, stream =>
            {
                if (isPlain)
                    VoxelWriter.WriteRaw(stream, BytesOf(volume, options), options.MaxDegreeOfParallelism);
                else
                    VoxelWriter.WriteCompressed(stream, BytesOf(volume, options), VoxelEncoding.GZip, level, options.MaxDegreeOfParallelism);
            }),
            new(headerPath, stream =>
            {
                if (isPlain)
                {
                    stream.Write(header);
                    return;
                }

                using var compressor = new GZipStream(stream, level, leaveOpen: true);
                compressor.Write(header);
            }),
        ];
    }

    private static VoxelBytes BytesOf(VolumeContent volume, VolumeWriteOptions options) =>
        volume.Bytes(options.IsBigEndian, componentsFirst: IsColor(volume));

    // Only colours of bytes have types of their own; the channels then lie side by side.
    private static bool IsColor(VolumeContent volume) =>
        volume.ComponentAxis == VolumeComponentAxis.Color && volume.Components is 3 or 4 && volume.VoxelType == typeof(byte);

    private static byte[] Header(VolumeContent volume, VolumeWriteOptions options, bool isSingleFile)
    {
        Span<long> dim = [3, volume.Geometry.Size.X, volume.Geometry.Size.Y, volume.Geometry.Size.Z, 1, 1, 1, 1];
        int intent = NiftiProperties.Intent(volume);
        if (volume.Components > 1 && !IsColor(volume))
        {
            bool isTime = volume.ComponentAxis == VolumeComponentAxis.Time;
            dim[0] = isTime ? 4 : 5;
            dim[isTime ? 4 : 5] = volume.Components;
            if (volume.ComponentAxis is VolumeComponentAxis.Vector or VolumeComponentAxis.Color)
                intent = VectorIntent;
        }

        bool isLong = options.NiftiVersion == 2;
        foreach (long size in dim)
            isLong |= size > short.MaxValue;
        int length = (isLong ? NiftiHeaderReader.Length2 : NiftiHeaderReader.Length1) + 4;
        var header = new byte[length + ExtensionBytes(volume)];
        var fields = new NiftiFieldWriter(header, options.IsBigEndian);
        int voxOffset = isSingleFile ? header.Length : 0;
        if (isLong)
            Write2(header, fields, volume, dim, intent, voxOffset, isSingleFile);
        else
            Write1(header, fields, volume, dim, intent, voxOffset, isSingleFile);
        WriteExtensions(header, length, fields, volume);
        return header;
    }

    private static void Write1(
        byte[] header, NiftiFieldWriter fields, VolumeContent volume, ReadOnlySpan<long> dim, int intent, int voxOffset, bool isSingleFile)
    {
        var orientation = new NiftiOrientation(volume.Geometry);
        (int type, int bits) = TypeOf(volume);
        fields.Int32(0, NiftiHeaderReader.Length1);
        header[38] = (byte)'r';
        Span<double> pixdim = PixDim(orientation);
        for (int i = 0; i < 8; i++)
        {
            fields.Int16(40 + (2 * i), (int)dim[i]);
            fields.Single(76 + (4 * i), pixdim[i]);
        }

        for (int i = 0; i < 3; i++)
            fields.Single(56 + (4 * i), NiftiProperties.IntentParameter(volume, i));
        fields.Int16(68, intent);
        fields.Int16(70, type);
        fields.Int16(72, bits);
        fields.Single(108, voxOffset);
        fields.Single(112, 1);
        header[123] = Units;
        fields.Text(148, 80, Text(volume, NiftiProperties.Description));
        fields.Text(228, 24, Text(volume, NiftiProperties.AuxFile));
        fields.Int16(252, orientation.HasQForm ? 1 : 0);
        fields.Int16(254, 1);
        fields.Single(256, orientation.Quaternion.X);
        fields.Single(260, orientation.Quaternion.Y);
        fields.Single(264, orientation.Quaternion.Z);
        fields.Single(268, orientation.Origin.X);
        fields.Single(272, orientation.Origin.Y);
        fields.Single(276, orientation.Origin.Z);
        for (int i = 0; i < 12; i++)
            fields.Single(280 + (4 * i), orientation.Rows[i]);
        fields.Text(328, 16, Text(volume, NiftiProperties.IntentName));
        (isSingleFile ? "n+1\0"u8 : "ni1\0"u8).CopyTo(header.AsSpan(344));
    }

    private static void Write2(
        byte[] header, NiftiFieldWriter fields, VolumeContent volume, ReadOnlySpan<long> dim, int intent, int voxOffset, bool isSingleFile)
    {
        var orientation = new NiftiOrientation(volume.Geometry);
        (int type, int bits) = TypeOf(volume);
        fields.Int32(0, NiftiHeaderReader.Length2);
        (isSingleFile ? "n+2\0\r\n\x1A\n"u8 : "ni2\0\r\n\x1A\n"u8).CopyTo(header.AsSpan(4));
        fields.Int16(12, type);
        fields.Int16(14, bits);
        Span<double> pixdim = PixDim(orientation);
        for (int i = 0; i < 8; i++)
        {
            fields.Int64(16 + (8 * i), dim[i]);
            fields.Double(104 + (8 * i), pixdim[i]);
        }

        for (int i = 0; i < 3; i++)
            fields.Double(80 + (8 * i), NiftiProperties.IntentParameter(volume, i));
        fields.Int64(168, voxOffset);
        fields.Double(176, 1);
        fields.Text(240, 80, Text(volume, NiftiProperties.Description));
        fields.Text(320, 24, Text(volume, NiftiProperties.AuxFile));
        fields.Int32(344, orientation.HasQForm ? 1 : 0);
        fields.Int32(348, 1);
        fields.Double(352, orientation.Quaternion.X);
        fields.Double(360, orientation.Quaternion.Y);
        fields.Double(368, orientation.Quaternion.Z);
        fields.Double(376, orientation.Origin.X);
        fields.Double(384, orientation.Origin.Y);
        fields.Double(392, orientation.Origin.Z);
        for (int i = 0; i < 12; i++)
            fields.Double(400 + (8 * i), orientation.Rows[i]);
        fields.Int32(500, Units);
        fields.Int32(504, intent);
        fields.Text(508, 16, Text(volume, NiftiProperties.IntentName));
    }

    // NIFTI_UNITS_MM and NIFTI_UNITS_SEC.
    private const byte Units = 2 | 8;

    private static double[] PixDim(NiftiOrientation orientation) =>
        [orientation.Qfac, orientation.SpacingMm.X, orientation.SpacingMm.Y, orientation.SpacingMm.Z, 1, 1, 1, 1];

    private static string Text(VolumeContent volume, string property) => volume.Properties.TryGetValue(property, out string? text) ? text : "";

    private static int ExtensionBytes(VolumeContent volume)
    {
        int bytes = 0;
        foreach (NiftiExtension extension in volume.NiftiExtensions)
            bytes = checked(bytes + Padded(extension));
        return bytes;
    }

    private static int Padded(NiftiExtension extension) => checked(extension.Data.Length + 8 + 15) / 16 * 16;

    private static void WriteExtensions(byte[] header, int position, NiftiFieldWriter fields, VolumeContent volume)
    {
        if (volume.NiftiExtensions.Count > 0)
            header[position - 4] = 1;
        foreach (NiftiExtension extension in volume.NiftiExtensions)
        {
            fields.Int32(position, Padded(extension));
            fields.Int32(position + 4, extension.Code);
            extension.Data.Span.CopyTo(header.AsSpan(position + 8));
            position += Padded(extension);
        }
    }

    private static (int Type, int Bits) TypeOf(VolumeContent volume)
    {
        if (IsColor(volume))
            return volume.Components == 3 ? (128, 24) : (2304, 32);
        return ScalarTypes.Of(volume.VoxelType) switch
        {
            ScalarType.Int8 => (256, 8),
            ScalarType.UInt8 => (2, 8),
            ScalarType.Int16 => (4, 16),
            ScalarType.UInt16 => (512, 16),
            ScalarType.Int32 => (8, 32),
            ScalarType.UInt32 => (768, 32),
            ScalarType.Int64 => (1024, 64),
            ScalarType.UInt64 => (1280, 64),
            ScalarType.Float32 => (16, 32),
            _ => (64, 64),
        };
    }
}
