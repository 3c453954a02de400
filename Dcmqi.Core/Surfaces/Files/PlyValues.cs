using System.Buffers.Binary;
using System.Globalization;

namespace Dcmqi.Surfaces.Files;

/// <summary>The values behind the header of a PLY file, one after another.</summary>
internal sealed class PlyValues(ReadOnlyMemory<byte> bytes, PlyHeader header, MeshText text, string? fileName)
{
    private static readonly int[] Sizes = [1, 1, 2, 2, 4, 4, 4, 8];

    private int _position = text.Position;

    private long Left => bytes.Length - (header.IsText ? text.Position : _position);

    /// <summary>Refuses more elements than there are bytes for, before memory is taken for them.</summary>
    public void CheckRoom(PlyElement element)
    {
        long least = element.Properties.Sum(property => LeastLength(property.CountType ?? property.Type));

        // Text may end without a separator. The product of both may be beyond 64 bits.
        if (least > 0 && element.Count > (Left + 1) / least)
            throw Fault(string.Create(CultureInfo.InvariantCulture, $"the header says {element.Count} of '{element.Name}', which take at least {least} bytes each; {Left} are left."));
    }

    public double Next(PlyType type)
    {
        if (header.IsText)
        {
            ReadOnlySpan<byte> word = text.Word();
            return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : throw text.Expected(word, "a number was expected");
        }

        int size = Sizes[(int)type];
        if (Left < size)
            throw Fault("the file ends within its values.");
        ReadOnlySpan<byte> value = bytes.Span.Slice(_position, size);
        _position += size;
        return header.IsBigEndian ? BigEndian(value, type) : LittleEndian(value, type);
    }

    /// <summary>The number of items of a list, for all of which there is room.</summary>
    public int NextCount(PlyProperty list)
    {
        double count = Next(list.CountType!.Value);
        if (count >= 0 && count == Math.Floor(count) && count <= (Left + 1) / LeastLength(list.Type))
            return (int)count;
        throw Fault(string.Create(CultureInfo.InvariantCulture, $"a list '{list.Name}' has {count} items, for which {Left} bytes are left."));
    }

    public SurfaceFormatException Fault(string message) =>
        header.IsText ? text.Fault(message) : new SurfaceFormatException(string.Create(CultureInfo.InvariantCulture, $"At byte {_position}: {message}"), fileName);

    private int LeastLength(PlyType type) => header.IsText ? 2 : Sizes[(int)type];

    private static double LittleEndian(ReadOnlySpan<byte> value, PlyType type) => type switch
    {
        PlyType.Char => (sbyte)value[0],
        PlyType.UChar => value[0],
        PlyType.Short => BinaryPrimitives.ReadInt16LittleEndian(value),
        PlyType.UShort => BinaryPrimitives.ReadUInt16LittleEndian(value),
        PlyType.Int => BinaryPrimitives.ReadInt32LittleEndian(value),
        PlyType.UInt => BinaryPrimitives.ReadUInt32LittleEndian(value),
        PlyType.Float => BinaryPrimitives.ReadSingleLittleEndian(value),
        _ => BinaryPrimitives.ReadDoubleLittleEndian(value),
    };

    private static double BigEndian(ReadOnlySpan<byte> value, PlyType type) => type switch
    {
        PlyType.Char => (sbyte)value[0],
        PlyType.UChar => value[0],
        PlyType.Short => BinaryPrimitives.ReadInt16BigEndian(value),
        PlyType.UShort => BinaryPrimitives.ReadUInt16BigEndian(value),
        PlyType.Int => BinaryPrimitives.ReadInt32BigEndian(value),
        PlyType.UInt => BinaryPrimitives.ReadUInt32BigEndian(value),
        PlyType.Float => BinaryPrimitives.ReadSingleBigEndian(value),
        _ => BinaryPrimitives.ReadDoubleBigEndian(value),
    };
}
