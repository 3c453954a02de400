namespace Dcmqi.Volumes;

/// <summary>Reading from streams whose bytes may be damaged.</summary>
internal static class VoxelStreams
{
    /// <summary>Fills a span; returns fewer bytes than asked for only where the stream ends.</summary>
    /// <exception cref="VolumeFormatException">Compressed data is damaged.</exception>
    public static int ReadUpTo(Stream stream, Span<byte> destination, string? fileName)
    {
        int filled = 0;
        try
        {
            while (filled < destination.Length)
            {
                int count = stream.Read(destination[filled..]);
                if (count <= 0)
                    break;
                filled += count;
            }
        }
        catch (InvalidDataException damage)
        {
            throw new VolumeFormatException($"The compressed data is damaged or cut short: {damage.Message}", fileName, null, damage);
        }

        return filled;
    }

    /// <summary>Passes over bytes.</summary>
    /// <exception cref="VolumeFormatException">The stream ends before.</exception>
    public static void Skip(Stream stream, long count, string? fileName, string? field)
    {
        if (count <= 0)
            return;
        var scratch = new byte[(int)Math.Min(count, 65536)];
        for (long left = count; left > 0;)
        {
            int read = ReadUpTo(stream, scratch.AsSpan(0, (int)Math.Min(left, scratch.Length)), fileName);
            if (read == 0)
                throw new VolumeFormatException($"The data ends {left} bytes before the place where the voxels start.", fileName, field);
            left -= read;
        }
    }
}
