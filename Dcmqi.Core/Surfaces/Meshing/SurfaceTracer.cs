using Dcmqi.Segmentations;
using Dcmqi.Volumes.Cells;

namespace Dcmqi.Surfaces.Meshing;

/// <summary>Traces the surface at the level 0.5 between voxels inside and outside (marching cubes), one pair of slices after another, so that memory grows with the surface alone.</summary>
/// <remarks>
/// A vertex belongs to a side between two neighbouring voxels, and is made once. Every such side is passed by one loop of each of the four cells around it, and these cells agree on
/// their faces: so every edge belongs to two triangles, and the triangles around a vertex make one ring. What is inside touches at a corner or an edge alone is kept apart.
/// </remarks>
internal sealed class SurfaceTracer
{
    private readonly VolumeGeometry _geometry;
    private readonly byte[][] _triangles;
    private readonly List<(int X, int Y, int Z)> _doubledIndexes = [];
    private readonly List<int> _corners = [];

    // The vertices on the sides that start in a plane of the box, plus 1; 0 where there is none yet.
    private int[] _xBelow = [], _xAbove = [], _yBelow = [], _yAbove = [], _z = [];
    private TracedBox _box;
    private int _plane;

    private SurfaceTracer(VolumeGeometry geometry)
    {
        _geometry = geometry;
        bool isRightHanded = geometry.DirectionX.Dot(geometry.DirectionY.Cross(geometry.DirectionZ)) > 0;
        var fans = new CellFans(geometry);
        _triangles = [.. Enumerable.Range(0, 256).Select(inside => TrianglesOf(fans.Of(inside), isRightHanded))];
    }

    /// <param name="geometry">The grid.</param>
    /// <param name="slices">The voxels inside, for each slice, ascending and apart.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>Coordinates of the vertices, LPS, mm, three for each, and vertices of the triangles, three for each, counterclockwise as seen from outside.</returns>
    public static (double[] VerticesMm, int[] Triangles) Trace(VolumeGeometry geometry, IReadOnlyList<LabelRun[]> slices, CancellationToken cancellationToken)
    {
        if (TracedBox.Of(slices, geometry.Size.X) is not { } box)
            return ([], []);
        var tracer = new SurfaceTracer(geometry) { _box = box };
        tracer.TraceBox(slices, cancellationToken);
        return (tracer.VerticesMm(), [.. tracer._corners]);
    }

    private static byte[] TrianglesOf(ReadOnlySpan<CellFan> fans, bool isRightHanded)
    {
        var sides = new List<byte>();
        foreach (CellFan fan in fans)
        {
            for (int k = 1; k + 1 < fan.Sides.Length; k++)
                sides.AddRange([(byte)fan.Sides[0], (byte)fan.Sides[isRightHanded ? k + 1 : k], (byte)fan.Sides[isRightHanded ? k : k + 1]]);
        }

        return [.. sides];
    }

    private void TraceBox(IReadOnlyList<LabelRun[]> slices, CancellationToken cancellationToken)
    {
        int places = _box.Columns * _box.Rows;
        (_xBelow, _xAbove, _yBelow, _yAbove, _z) = (new int[places], new int[places], new int[places], new int[places], new int[places]);
        ulong[] below = new ulong[_box.Rows * _box.Words], above = new ulong[_box.Rows * _box.Words];
        for (_plane = _box.FirstZ - 1; _plane <= _box.LastZ; _plane++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Array.Clear(above);
            if (_plane + 1 < slices.Count)
                _box.Draw(slices[_plane + 1], _geometry.Size.X, above);
            for (int row = 0; row < _box.Rows - 1; row++)
                TraceRow(row, below, above);
            (below, above) = (above, below);
            (_xBelow, _xAbove) = (_xAbove, _xBelow);
            (_yBelow, _yAbove) = (_yAbove, _yBelow);
            Array.Clear(_xAbove);
            Array.Clear(_yAbove);
            Array.Clear(_z);
        }
    }

    // 64 cells at a time: most are wholly inside or outside.
    private void TraceRow(int row, ulong[] below, ulong[] above)
    {
        int words = _box.Words, start = row * words;
        ReadOnlySpan<ulong> a = below.AsSpan(start, words), b = below.AsSpan(start + words, words), c = above.AsSpan(start, words), d = above.AsSpan(start + words, words);
        for (int word = 0; word < words; word++)
        {
            ulong aNext = Shifted(a, word), bNext = Shifted(b, word), cNext = Shifted(c, word), dNext = Shifted(d, word);
            ulong any = a[word] | b[word] | c[word] | d[word] | aNext | bNext | cNext | dNext;
            ulong all = a[word] & b[word] & c[word] & d[word] & aNext & bNext & cNext & dNext;
            for (ulong mixed = any & ~all; mixed != 0; mixed &= mixed - 1)
            {
                int bit = (int)ulong.TrailingZeroCount(mixed);
                int inside = (int)(
                    ((a[word] >> bit) & 1) | (((aNext >> bit) & 1) << 1) | (((b[word] >> bit) & 1) << 2) | (((bNext >> bit) & 1) << 3)
                    | (((c[word] >> bit) & 1) << 4) | (((cNext >> bit) & 1) << 5) | (((d[word] >> bit) & 1) << 6) | (((dNext >> bit) & 1) << 7));
                foreach (byte side in _triangles[inside])
                    _corners.Add(Vertex(side, (word * 64) + bit, row));
            }
        }
    }

    private static ulong Shifted(ReadOnlySpan<ulong> row, int word) => (row[word] >> 1) | (word == row.Length - 1 ? 0 : row[word + 1] << 63);

    private int Vertex(int side, int column, int row)
    {
        int corner = CellSides.Corner(side), axis = CellSides.Axis(side);
        bool isAbove = (corner & 4) != 0;
        column += corner & 1;
        row += (corner >> 1) & 1;
        int[] vertices = axis switch { 0 => isAbove ? _xAbove : _xBelow, 1 => isAbove ? _yAbove : _yBelow, _ => _z };
        ref int vertex = ref vertices[(row * _box.Columns) + column];
        if (vertex == 0)
        {
            _doubledIndexes.Add((
                (2 * (column + _box.FirstX - 1)) + (axis == 0 ? 1 : 0), (2 * (row + _box.FirstY - 1)) + (axis == 1 ? 1 : 0), (2 * (_plane + (isAbove ? 1 : 0))) + (axis == 2 ? 1 : 0)));
            vertex = _doubledIndexes.Count;
            if (vertex > SurfaceMesh.MostVertices)
                throw new NotSupportedException($"The surface has more than {SurfaceMesh.MostVertices} vertices; a mesh has at most so many. Make meshes of parts of the volume.");
        }

        return vertex - 1;
    }

    private double[] VerticesMm()
    {
        double[] verticesMm = new double[3 * _doubledIndexes.Count];
        int next = 0;
        foreach ((int x, int y, int z) in _doubledIndexes)
        {
            Vector3d point = _geometry.IndexToPatient(x / 2.0, y / 2.0, z / 2.0);
            (verticesMm[next], verticesMm[next + 1], verticesMm[next + 2]) = (point.X, point.Y, point.Z);
            next += 3;
        }

        return verticesMm;
    }
}
