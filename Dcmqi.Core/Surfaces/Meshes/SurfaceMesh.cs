using System.Globalization;
using Dcmqi.Surfaces.Meshes;

namespace Dcmqi;

/// <summary>A surface of triangles in patient coordinates (LPS, mm), with a name and a colour.</summary>
/// <remarks>
/// <para>Immutable; safe to use from several threads.</para>
/// <para>Surfaces made of voxels are closed, also at the border of the volume: every edge belongs to two triangles that go round alike, counterclockwise as seen from outside.</para>
/// </remarks>
public sealed partial class SurfaceMesh
{
    // An array has no more elements.
    internal const int MostVertices = 2_147_483_591 / 3;

    private const int NotCounted = -1;

    private readonly double[] _verticesMm;
    private readonly int[] _triangles;

    // Found when first asked for; every thread finds the same.
    private volatile int _openEdges = NotCounted;

    /// <summary>Creates a surface; what is given is copied.</summary>
    /// <param name="verticesMm">Coordinates, LPS, mm: x, y and z of the first vertex, then of the next.</param>
    /// <param name="triangles">Indexes of vertices from 0, three for each triangle, counterclockwise as seen from outside.</param>
    /// <exception cref="ArgumentException">A length is no multiple of 3, a coordinate is not finite, or an index is that of no vertex.</exception>
    public SurfaceMesh(ReadOnlySpan<double> verticesMm, ReadOnlySpan<int> triangles)
        : this(verticesMm.ToArray(), triangles.ToArray())
    {
        if (_verticesMm.Length % 3 != 0)
            throw new ArgumentException($"There are {_verticesMm.Length} coordinates; each vertex has three.", nameof(verticesMm));
        if (_triangles.Length % 3 != 0)
            throw new ArgumentException($"There are {_triangles.Length} indexes; each triangle has three.", nameof(triangles));
        int faulty = Array.FindIndex(_verticesMm, coordinate => !double.IsFinite(coordinate));
        if (faulty >= 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Vertex {faulty / 3} has the coordinate {_verticesMm[faulty]}, which is not finite."), nameof(verticesMm));
        faulty = Array.FindIndex(_triangles, index => (uint)index >= (uint)VertexCount);
        if (faulty >= 0)
            throw new ArgumentException($"Triangle {faulty / 3} names vertex {_triangles[faulty]}; there are {VertexCount}, from 0.", nameof(triangles));
    }

    // Takes over arrays that are known to be sound.
    private SurfaceMesh(double[] verticesMm, int[] triangles) => (_verticesMm, _triangles) = (verticesMm, triangles);

    private SurfaceMesh(SurfaceMesh other, double[]? verticesMm = null)
        : this(verticesMm ?? other._verticesMm, other._triangles)
    {
        (Name, Color, Scalars, ScalarName, UnsmoothedVolumeMm3, Warnings, _openEdges) = (other.Name, other.Color, other.Scalars, other.ScalarName, other.UnsmoothedVolumeMm3, other.Warnings, other._openEdges);
    }

    /// <summary>Gets what the surface is of, such as a Segment Label; <see langword="null"/> if nothing was said.</summary>
    public string? Name { get; private init; }

    /// <summary>Gets the colour; <see langword="null"/> if none was given.</summary>
    public RgbColor? Color { get; private init; }

    /// <summary>Gets one number for each vertex, such as a thickness; empty if there are none.</summary>
    public ReadOnlyMemory<float> Scalars { get; private init; }

    /// <summary>Gets what <see cref="Scalars"/> are; <see langword="null"/> if there are none.</summary>
    public string? ScalarName { get; private init; }

    /// <summary>Gets what was tolerated on reading, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; private init; } = [];

    /// <summary>Gets the coordinates, LPS, mm: x, y and z of the first vertex, then of the next.</summary>
    public ReadOnlySpan<double> VerticesMm => _verticesMm;

    /// <summary>Gets the indexes of vertices from 0, three for each triangle, counterclockwise as seen from outside.</summary>
    public ReadOnlySpan<int> Triangles => _triangles;

    /// <summary>Gets the number of vertices.</summary>
    public int VertexCount => _verticesMm.Length / 3;

    /// <summary>Gets the number of triangles.</summary>
    public int TriangleCount => _triangles.Length / 3;

    /// <summary>Gets whether every edge belongs to two triangles that go round alike, so that the surface encloses something.</summary>
    public bool IsClosed => OpenEdges == 0;

    /// <summary>Gets whether the surface is closed and does not touch itself at a vertex.</summary>
    public bool IsManifold => IsClosed && MeshEdges.HasOneRingForEachVertex(_triangles);

    /// <summary>Gets the volume enclosed, cubic mm; below 0 where triangles are clockwise as seen from outside. Of a surface that is not closed it says nothing.</summary>
    public double VolumeMm3 => Measure().VolumeMm3;

    /// <summary>Gets the area, square mm.</summary>
    public double AreaMm2 => Measure().AreaMm2;

    /// <summary>Gets the volume enclosed before it was smoothed, cubic mm; <see langword="null"/> if it was not smoothed.</summary>
    public double? UnsmoothedVolumeMm3 { get; private init; }

    internal int OpenEdges => _openEdges != NotCounted ? _openEdges : _openEdges = MeshEdges.CountOpen(_triangles);

    /// <summary>Returns a vertex.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such vertex.</exception>
    public Vector3d Vertex(int index)
    {
        if ((uint)index >= (uint)VertexCount)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {VertexCount} vertices, from 0.");
        return Point(index);
    }

    /// <summary>Returns the same surface with another name and colour.</summary>
    /// <param name="name">What the surface is of, or <see langword="null"/>.</param>
    /// <param name="color">Its colour, or <see langword="null"/>.</param>
    public SurfaceMesh WithAppearance(string? name, RgbColor? color) => new(this) { Name = name, Color = color };

    /// <summary>Returns the same surface with one number for each vertex, which PLY files hold.</summary>
    /// <param name="name">What the numbers are: letters, digits and underscores, such as <c>thickness</c>.</param>
    /// <param name="scalars">One for each vertex; copied.</param>
    /// <exception cref="ArgumentException">There are more or fewer than vertices, or the name has other characters.</exception>
    public SurfaceMesh WithScalars(string name, ReadOnlySpan<float> scalars)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!IsScalarName(name))
            throw new ArgumentException($"A name of numbers has letters, digits and underscores alone; '{name}' has others.", nameof(name));
        if (scalars.Length != VertexCount)
            throw new ArgumentException($"There are {scalars.Length} numbers; the surface has {VertexCount} vertices.", nameof(scalars));
        return new SurfaceMesh(this) { Scalars = scalars.ToArray(), ScalarName = name };
    }

    /// <summary>Returns name, vertices and triangles, such as <c>SurfaceMesh: Liver, 12034 vertices, 24064 triangles</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"SurfaceMesh: {(Name is null ? "" : Name + ", ")}{VertexCount} {(VertexCount == 1 ? "vertex" : "vertices")}, {Counted.Of(TriangleCount, "triangle")}");

    // From the first vertex, so that no digits are lost to where the patient lies.
    private (double VolumeMm3, double AreaMm2) Measure()
    {
        if (_triangles.Length == 0)
            return (0, 0);
        double volume = 0, area = 0;
        Vector3d origin = Point(_triangles[0]);
        for (int index = 0; index < _triangles.Length; index += 3)
        {
            Vector3d a = Point(_triangles[index]) - origin, b = Point(_triangles[index + 1]) - origin, c = Point(_triangles[index + 2]) - origin;
            volume += a.Dot(b.Cross(c));
            area += (b - a).Cross(c - a).Length;
        }

        return (volume / 6, area / 2);
    }

    internal SurfaceMesh Scaled(double factor) => new(this, Array.ConvertAll(_verticesMm, coordinate => coordinate * factor));

    internal Vector3d Point(int vertex) => new(_verticesMm[3 * vertex], _verticesMm[(3 * vertex) + 1], _verticesMm[(3 * vertex) + 2]);
}
