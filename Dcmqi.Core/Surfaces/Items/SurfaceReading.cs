using System.Buffers.Binary;
using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Surfaces.Files;

namespace Dcmqi.Surfaces.Items;

/// <summary>Reads items of the Surface Sequence (PS3.3 C.27.1.1) of any writer: points, triangles, strips, fans and facets.</summary>
internal sealed class SurfaceReading(MeshParts parts)
{
    private int _first;
    private int _count;
    private string _what = "";

    /// <summary>Adds the surface of an item to the parts.</summary>
    /// <exception cref="DicomFormatException">Counts do not match, a coordinate is not finite, or a point is named that is not there.</exception>
    public void Add(DataSet surface)
    {
        _what = $"Surface {surface.GetInt32(Tags.SurfaceNumber)?.ToString(CultureInfo.InvariantCulture) ?? "without number"}";
        _first = parts.VertexCount;
        AddPoints(surface.GetItem(Tags.SurfacePointsSequence) ?? throw Fault(Tags.SurfacePointsSequence, "is missing"));
        DataSet primitives = surface.GetItem(Tags.SurfaceMeshPrimitivesSequence) ?? throw Fault(Tags.SurfaceMeshPrimitivesSequence, "is missing");
        int[] triangles = Indexes(primitives, Tags.LongTrianglePointIndexList, Tags.TrianglePointIndexList);
        if (triangles.Length % 3 != 0)
            throw Fault(Tags.LongTrianglePointIndexList, $"has {triangles.Length} values; each triangle has three");
        for (int index = 0; index < triangles.Length; index += 3)
            parts.AddPolygon(triangles.AsSpan(index, 3));
        foreach (DataSet strip in primitives.EnumerateItems(Tags.TriangleStripSequence))
            AddStrip(Indexes(strip, Tags.LongPrimitivePointIndexList, Tags.PrimitivePointIndexList));
        foreach (DataSet fan in primitives.EnumerateItems(Tags.TriangleFanSequence).Concat(primitives.EnumerateItems(Tags.FacetSequence)))
            parts.AddPolygon(Indexes(fan, Tags.LongPrimitivePointIndexList, Tags.PrimitivePointIndexList));
    }

    // PS3.3 C.27.1.1.4: every second triangle of a strip goes the other way round.
    private void AddStrip(int[] strip)
    {
        for (int index = 0; index + 2 < strip.Length; index++)
            parts.AddPolygon(index % 2 == 0 ? [strip[index], strip[index + 1], strip[index + 2]] : [strip[index + 1], strip[index], strip[index + 2]]);
    }

    private void AddPoints(DataSet points)
    {
        bool isDouble = points.HasValue(Tags.DoublePointCoordinatesData);
        Tag tag = isDouble ? Tags.DoublePointCoordinatesData : Tags.PointCoordinatesData;
        int size = isDouble ? 8 : 4;
        ReadOnlySpan<byte> bytes = (points.Find(tag)?.Value ?? default).Span;
        int count = points.GetInt32(Tags.NumberOfSurfacePoints) ?? throw Fault(Tags.NumberOfSurfacePoints, "is missing");
        if (bytes.Length != 3L * size * count)
            throw Fault(tag, $"has {bytes.Length} bytes; {((Tag)Tags.NumberOfSurfacePoints).Describe()} is {count}, which take {3L * size * count}");
        for (int index = 0; index < bytes.Length; index += 3 * size)
        {
            Vector3d point = new(Coordinate(bytes[index..], isDouble), Coordinate(bytes[(index + size)..], isDouble), Coordinate(bytes[(index + (2 * size))..], isDouble));
            if (!point.IsFinite)
                throw Fault(tag, $"has a point at {point}; coordinates are finite");
            parts.AddVertex(point);
        }

        _count = count;
    }

    private static double Coordinate(ReadOnlySpan<byte> bytes, bool isDouble) => isDouble ? BinaryPrimitives.ReadDoubleLittleEndian(bytes) : BinaryPrimitives.ReadSingleLittleEndian(bytes);

    // Lists of 16 bits are retired, and still in use.
    private int[] Indexes(DataSet primitives, Tag tag, Tag retired)
    {
        bool isLong = primitives.HasValue(tag);
        ReadOnlySpan<byte> bytes = (primitives.Find(isLong ? tag : retired)?.Value ?? default).Span;
        int size = isLong ? 4 : 2;
        if (bytes.Length % size != 0)
            throw Fault(isLong ? tag : retired, $"has {bytes.Length} bytes, which are no multiple of {size}");
        int[] indexes = new int[bytes.Length / size];
        for (int index = 0; index < indexes.Length; index++)
        {
            uint number = isLong ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[(4 * index)..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * index)..]);
            if (number == 0 || number > _count)
                throw Fault(isLong ? tag : retired, $"names point {number}; there are {_count}, counted from 1");
            indexes[index] = _first + (int)number - 1;
        }

        return indexes;
    }

    private DicomFormatException Fault(Tag tag, string fault) => new($"{_what}: {tag.Describe()} {fault}.", tag.ToString());
}
