using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Dcmqi.Surfaces.Files;

/// <summary>Reads STL, binary or text. Vertices of one place become one; normals and attribute bytes are not read, since the order of vertices says which side is outside.</summary>
internal static class StlReader
{
    /// <summary>Whether a file is STL: of text by its first word, binary by its length, or where it holds bytes that are no text.</summary>
    public static bool IsStl(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("solid"u8) || IsExactlyBinary(bytes) || bytes[..Math.Min(bytes.Length, StlWriter.HeaderLength)].Contains((byte)0);

    public static SurfaceMesh Read(ReadOnlyMemory<byte> bytes, string? fileName)
    {
        // Some writers begin binary files with "solid" too.
        if (bytes.Span.StartsWith("solid"u8) && !IsExactlyBinary(bytes.Span))
            return ReadText(new MeshText(bytes, fileName));
        return bytes.Length >= StlWriter.HeaderLength
            ? ReadBinary(bytes.Span, fileName)
            : throw new SurfaceFormatException($"This is no STL file: it has {bytes.Length} bytes, {StlWriter.HeaderLength} come before the triangles of a binary one, and one of text begins with 'solid'.", fileName);
    }

    private static bool IsExactlyBinary(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= StlWriter.HeaderLength && bytes.Length == StlWriter.HeaderLength + (StlWriter.TriangleLength * (long)Count(bytes));

    private static SurfaceMesh ReadBinary(ReadOnlySpan<byte> bytes, string? fileName)
    {
        uint count = Count(bytes);
        long needed = StlWriter.HeaderLength + (StlWriter.TriangleLength * (long)count);
        if (needed > bytes.Length)
            throw new SurfaceFormatException(string.Create(CultureInfo.InvariantCulture, $"The header says {count} triangles, which take {needed} bytes; there are {bytes.Length}."), fileName);
        var parts = new MeshParts();
        Span<int> corners = stackalloc int[3];
        for (int index = 0; index < count; index++)
        {
            ReadOnlySpan<byte> triangle = bytes.Slice(StlWriter.HeaderLength + (StlWriter.TriangleLength * index), StlWriter.TriangleLength);
            for (int k = 0; k < 3; k++)
            {
                ReadOnlySpan<byte> corner = triangle[(12 * (k + 1))..];
                (float x, float y, float z) = (BinaryPrimitives.ReadSingleLittleEndian(corner), BinaryPrimitives.ReadSingleLittleEndian(corner[4..]), BinaryPrimitives.ReadSingleLittleEndian(corner[8..]));
                if (!float.IsFinite(x) || !float.IsFinite(y) || !float.IsFinite(z))
                    throw new SurfaceFormatException(string.Create(CultureInfo.InvariantCulture, $"Triangle {index} has a corner at ({x}, {y}, {z}); coordinates are finite."), fileName);
                corners[k] = parts.VertexAt(x, y, z);
            }

            parts.AddPolygon(corners);
        }

        long behind = bytes.Length - needed;
        return parts.ToMesh(
            bytes[..(StlWriter.HeaderLength - sizeof(uint))].IndexOf("SPACE=RAS"u8) >= 0,
            behind == 0 ? [] : [$"{Counted.Of(behind, "byte", "follows", "follow")} behind the last triangle; passed over."]);
    }

    private static SurfaceMesh ReadText(MeshText text)
    {
        var parts = new MeshParts();
        text.Word();
        string name = text.RestOfLine();
        parts.Name = name.Length == 0 ? null : name;
        bool isRas = name.Contains("SPACE=RAS", StringComparison.Ordinal);
        Span<int> corners = stackalloc int[3];
        for (ReadOnlySpan<byte> word = text.Word(); !word.IsEmpty; word = text.Word())
        {
            if (Is(word, "endsolid") || Is(word, "solid"))
            {
                text.RestOfLine();
                continue;
            }

            if (!Is(word, "facet"))
                throw text.Expected(word, "'facet' or 'endsolid' was expected");
            text.RestOfLine();
            Require(text, "outer");
            Require(text, "loop");
            for (int k = 0; k < 3; k++)
            {
                Require(text, "vertex");
                float x = (float)text.Number(text.Word(), "x"), y = (float)text.Number(text.Word(), "y"), z = (float)text.Number(text.Word(), "z");
                if (!float.IsFinite(x) || !float.IsFinite(y) || !float.IsFinite(z))
                    throw text.Fault($"the corner ({x}, {y}, {z}) is beyond what single precision holds.");
                corners[k] = parts.VertexAt(x, y, z);
            }

            Require(text, "endloop");
            Require(text, "endfacet");
            parts.AddPolygon(corners);
        }

        return parts.ToMesh(isRas, []);
    }

    private static void Require(MeshText text, string expected)
    {
        ReadOnlySpan<byte> word = text.Word();
        if (!Is(word, expected))
            throw text.Expected(word, $"'{expected}' was expected");
    }

    private static bool Is(ReadOnlySpan<byte> word, string expected) => Ascii.EqualsIgnoreCase(word, expected);

    private static uint Count(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[(StlWriter.HeaderLength - sizeof(uint))..]);
}
