using System.Globalization;

namespace Dcmqi.Surfaces.Files;

/// <summary>Reads Wavefront OBJ: vertices and faces, one surface for each object (<c>o</c>), or each group (<c>g</c>) where there are no objects. Materials, normals and curves are passed over.</summary>
internal sealed class ObjReader
{
    private readonly MeshText _text;
    private readonly string? _fileName;
    private readonly MeshParts _all = new();
    private readonly List<MeshParts> _surfaces = [];
    private readonly List<int> _polygon = [];
    private bool _isRas;
    private bool _hasObjects;

    private ObjReader(MeshText text, string? fileName) => (_text, _fileName) = (text, fileName);

    public static IReadOnlyList<SurfaceMesh> Read(ReadOnlyMemory<byte> bytes, string? fileName) => new ObjReader(new MeshText(bytes, fileName), fileName).Read();

    private IReadOnlyList<SurfaceMesh> Read()
    {
        do
        {
            ReadOnlySpan<byte> word = _text.WordOfLine();
            if (word.SequenceEqual("v"u8))
                _all.AddVertex(new Vector3d(_text.Number(_text.WordOfLine(), "x"), _text.Number(_text.WordOfLine(), "y"), _text.Number(_text.WordOfLine(), "z")));
            else if (word.SequenceEqual("f"u8))
                ReadFace();
            else if (word.SequenceEqual("o"u8) || (word.SequenceEqual("g"u8) && !_hasObjects))
                Begin(isObject: word[0] == 'o');
            else if (word.StartsWith("#"u8))
                _isRas |= _text.RestOfLine().Contains("SPACE=RAS", StringComparison.Ordinal);
        }
        while (_text.NextLine());

        if (_all.VertexCount == 0)
            throw new SurfaceFormatException("This is no OBJ file, or one without surfaces: it has no line 'v x y z'.", _fileName);
        MeshParts[] surfaces = [.. _surfaces.Where(surface => surface.HasTriangles)];
        foreach (MeshParts surface in surfaces)
            surface.TakeVerticesOf(_all);
        return [.. surfaces.Select(surface => surface.ToMesh(_isRas, []))];
    }

    private void Begin(bool isObject)
    {
        _hasObjects |= isObject;
        string name = _text.RestOfLine();
        _surfaces.Add(new MeshParts { Name = name.Length == 0 ? null : name });
    }

    // Each corner is vertex/texture/normal, of which the first counts: from 1, or from the last one back where it is below 0.
    private void ReadFace()
    {
        _polygon.Clear();
        for (ReadOnlySpan<byte> word = _text.WordOfLine(); !word.IsEmpty && word[0] != '#'; word = _text.WordOfLine())
        {
            int slash = word.IndexOf((byte)'/');
            long number = _text.Whole(slash < 0 ? word : word[..slash], "a vertex of the face");
            long vertex = number < 0 ? _all.VertexCount + number : number - 1;
            if (vertex < 0 || vertex >= _all.VertexCount)
                throw _text.Fault(string.Create(CultureInfo.InvariantCulture, $"the face names vertex {number}; {_all.VertexCount} come before it, counted from 1."));
            _polygon.Add((int)vertex);
        }

        if (_polygon.Count < 3)
            throw _text.Fault($"the face has {_polygon.Count} {(_polygon.Count == 1 ? "vertex" : "vertices")}; at least 3 were expected.");
        if (_surfaces.Count == 0)
            _surfaces.Add(new MeshParts());
        _surfaces[^1].AddPolygon(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_polygon));
    }
}
