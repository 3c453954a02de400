namespace Dcmqi.Surfaces.Files;

/// <summary>Collects a surface that is read: vertices, triangles, and what was tolerated.</summary>
internal sealed class MeshParts
{
    private readonly List<double> _vertices = [];
    private readonly List<int> _triangles = [];
    private readonly Dictionary<(float, float, float), int> _byPlace = [];
    private int _degenerate;

    public string? Name { get; set; }

    public RgbColor? Color { get; set; }

    public int VertexCount => _vertices.Count / 3;

    public bool HasTriangles => _triangles.Count > 0 || _degenerate > 0;

    public void AddVertex(Vector3d point)
    {
        if (_vertices.Count + 3L > SurfaceMesh.MostVertices * 3L)
            throw new NotSupportedException($"The file has more than {SurfaceMesh.MostVertices} vertices.");
        _vertices.AddRange([point.X, point.Y, point.Z]);
    }

    /// <summary>The vertex at a place, made where there is none: in formats without shared vertices those of one place are one.</summary>
    public int VertexAt(float x, float y, float z)
    {
        // -0 is 0.
        (float, float, float) place = (x + 0f, y + 0f, z + 0f);
        if (_byPlace.TryGetValue(place, out int vertex))
            return vertex;
        vertex = VertexCount;
        AddVertex(new Vector3d(place.Item1, place.Item2, place.Item3));
        _byPlace.Add(place, vertex);
        return vertex;
    }

    /// <summary>Adds a polygon as a fan of triangles; those that have a vertex twice are left out.</summary>
    public void AddPolygon(ReadOnlySpan<int> vertices)
    {
        for (int k = 1; k + 1 < vertices.Length; k++)
        {
            if (vertices[0] == vertices[k] || vertices[k] == vertices[k + 1] || vertices[0] == vertices[k + 1])
                _degenerate++;
            else
                _triangles.AddRange([vertices[0], vertices[k], vertices[k + 1]]);
        }
    }

    /// <summary>The surface.</summary>
    /// <param name="isRas">Whether coordinates are RAS: both are right-handed, so that triangles go round as they did.</param>
    /// <param name="warnings">What else was tolerated.</param>
    public SurfaceMesh ToMesh(bool isRas, IEnumerable<string> warnings)
    {
        double[] vertices = [.. _vertices];
        for (int index = 0; isRas && index < vertices.Length; index += 3)
            (vertices[index], vertices[index + 1]) = (-vertices[index], -vertices[index + 1]);
        string[] told = _degenerate == 0 ? [] : [$"{Counted.Of(_degenerate, "triangle", "has", "have")} a vertex twice; left out."];
        return SurfaceMesh.OfRead(vertices, [.. _triangles], Name, Color, [.. warnings, .. told]);
    }

    /// <summary>Takes from all vertices those that the triangles name, in their order.</summary>
    public void TakeVerticesOf(MeshParts all)
    {
        int[] used = [.. _triangles.Distinct().Order()];
        foreach (int vertex in used)
            _vertices.AddRange([all._vertices[3 * vertex], all._vertices[(3 * vertex) + 1], all._vertices[(3 * vertex) + 2]]);
        for (int index = 0; index < _triangles.Count; index++)
            _triangles[index] = Array.BinarySearch(used, _triangles[index]);
    }
}
