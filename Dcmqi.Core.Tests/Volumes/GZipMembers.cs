using System.Buffers.Binary;
using System.IO.Compression;
using Dcmqi.Volumes;

namespace Dcmqi.Tests.Volumes;

/// <summary>Makes gzip members (RFC 1952) with what a header may hold, and inflates them.</summary>
internal static class GZipMembers
{
    /// <summary>What stands in the header as BGZF has it: subfield BC, two bytes, length of the member less one.</summary>
    public static byte[] BgzfExtra(int length) => [(byte)'B', (byte)'C', 2, 0, (byte)(length - 1), (byte)((length - 1) >> 8)];

    /// <summary>What stands in the header as mgzip has it: subfield IG, four bytes, length of the member.</summary>
    public static byte[] MgzipExtra(int length) => [(byte)'I', (byte)'G', 4, 0, (byte)length, (byte)(length >> 8), (byte)(length >> 16), (byte)(length >> 24)];

    /// <summary>Makes one member.</summary>
    /// <param name="content">What is compressed.</param>
    /// <param name="level">How much.</param>
    /// <param name="extra">Makes the extra field from the length of the member, or <see langword="null"/>.</param>
    /// <param name="name">File name, or <see langword="null"/>.</param>
    /// <param name="isHeaderChecked">Whether the header has a checksum of its own.</param>
    public static byte[] Member(byte[] content, CompressionLevel level = CompressionLevel.Optimal, Func<int, byte[]>? extra = null, string? name = null, bool isHeaderChecked = false)
    {
        var plain = new MemoryStream();
        using (var compressor = new GZipStream(plain, level, leaveOpen: true))
            compressor.Write(content);
        byte[] member = plain.ToArray();
        // .NET writes nothing at all for no content.
        byte[] body = member.Length == 0 ? [3, 0, 0, 0, 0, 0, 0, 0, 0, 0] : member[10..];
        int length = 10 + (extra is null ? 0 : 2 + extra(0).Length) + (name is null ? 0 : name.Length + 1) + (isHeaderChecked ? 2 : 0) + body.Length;
        byte[] header =
        [
            0x1F, 0x8B, 8, (byte)((extra is null ? 0 : 4) | (name is null ? 0 : 8) | (isHeaderChecked ? 2 : 0)), 0, 0, 0, 0, 0, 255,
            .. extra is null ? [] : (byte[])[(byte)extra(length).Length, 0, .. extra(length)],
            .. name is null ? [] : (byte[])[.. name.Select(letter => (byte)letter), 0],
        ];
        return [.. header, .. isHeaderChecked ? HeaderChecksum(header) : [], .. body];
    }

    /// <summary>A member of zero bytes with BGZF's size, as stands at the end of each of its files.</summary>
    public static byte[] BgzfEnd() => Member([], extra: BgzfExtra);

    /// <summary>All that a stream gives, asked for in pieces of random size up to <paramref name="most"/>.</summary>
    public static byte[] ReadAll(GZipInflater inflater, int most, Random? random = null)
    {
        var all = new MemoryStream();
        var buffer = new byte[most];
        for (int count; (count = inflater.Read(buffer, 0, random?.Next(1, most + 1) ?? most)) > 0;)
            all.Write(buffer, 0, count);
        return all.ToArray();
    }

    /// <summary>Runs of numbers as labels are, or noise, which hardly gets smaller.</summary>
    public static byte[] Content(int length, Random random, int longestRun)
    {
        var content = new byte[length];
        for (int i = 0; i < length;)
        {
            byte value = (byte)random.Next(256);
            for (int end = Math.Min(length, i + random.Next(1, longestRun + 1)); i < end; i++)
                content[i] = value;
        }

        return content;
    }

    private static byte[] HeaderChecksum(byte[] header)
    {
        var checksum = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, Checksum(header));
        return checksum[..2];
    }

    private static uint Checksum(byte[] bytes)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
