using System.Globalization;

namespace Dcmqi.Surfaces.Files;

/// <summary>Reads PLY, text or binary of either byte order: vertices and faces, a colour that all vertices share, and the first number of each vertex that is no coordinate. Other elements are passed over.</summary>
internal sealed class PlyReader
{
    private static readonly string[] Known = ["x", "y", "z", "nx", "ny", "nz", "s", "t", "u", "v"];

    private readonly PlyHeader _header;
    private readonly PlyValues _values;
    private readonly MeshParts _parts = new();
    private readonly List<int> _polygon = [];
    private readonly List<float> _scalars = [];
    private string? _scalarName;

    private PlyReader(ReadOnlyMemory<byte> bytes, string? fileName)
    {
        var text = new MeshText(bytes, fileName);
        _header = PlyHeader.Read(text);
        _values = new PlyValues(bytes, _header, text, fileName);
    }

    public static SurfaceMesh Read(ReadOnlyMemory<byte> bytes, string? fileName) => new PlyReader(bytes, fileName).Read();

    private SurfaceMesh Read()
    {
        PlyElement vertices = Only("vertex"), faces = Only("face");
        if (vertices.Count > SurfaceMesh.MostVertices)
            throw new NotSupportedException($"The file has {vertices.Count} vertices; a surface has at most {SurfaceMesh.MostVertices}.");
        foreach (PlyElement element in _header.Elements)
        {
            _values.CheckRoom(element);
            if (element == vertices)
                ReadVertices(element);
            else if (element == faces)
                ReadFaces(element, (int)vertices.Count);
            else
                Skip(element);
        }

        SurfaceMesh mesh = _parts.ToMesh(_header.IsRas, []);
        return _scalarName is null ? mesh : mesh.WithScalars(_scalarName, _scalars.ToArray());
    }

    private PlyElement Only(string name)
    {
        PlyElement[] found = [.. _header.Elements.Where(element => element.Name == name)];
        return found.Length == 1 ? found[0] : throw _values.Fault($"the header has {(found.Length == 0 ? "no element" : "several elements")} '{name}'; a surface has one.");
    }

    private void ReadVertices(PlyElement element)
    {
        int x = Single(element, "x"), y = Single(element, "y"), z = Single(element, "z");
        int red = element.Find("red", "diffuse_red"), green = element.Find("green", "diffuse_green"), blue = element.Find("blue", "diffuse_blue");
        int scalar = element.Properties.FindIndex(property => property.IsReal && !Known.Contains(property.Name) && SurfaceMesh.IsScalarName(property.Name));
        bool hasColor = red >= 0 && green >= 0 && blue >= 0, isOneColor = hasColor;
        double[] values = new double[element.Properties.Count];
        for (long vertex = 0; vertex < element.Count; vertex++)
        {
            ReadValues(element, values);
            if (!double.IsFinite(values[x]) || !double.IsFinite(values[y]) || !double.IsFinite(values[z]))
                throw _values.Fault(string.Create(CultureInfo.InvariantCulture, $"vertex {vertex} lies at ({values[x]}, {values[y]}, {values[z]}); coordinates are finite."));
            _parts.AddVertex(new Vector3d(values[x], values[y], values[z]));
            if (scalar >= 0)
                _scalars.Add((float)values[scalar]);
            if (!isOneColor)
                continue;
            RgbColor? color = Color(values[red], values[green], values[blue]);
            isOneColor = color is not null && (vertex == 0 || _parts.Color == color);
            _parts.Color = isOneColor ? color : null;
        }

        _scalarName = scalar < 0 ? null : element.Properties[scalar].Name;
    }

    private static RgbColor? Color(double red, double green, double blue) => red is >= 0 and <= 255 && green is >= 0 and <= 255 && blue is >= 0 and <= 255 ? new((byte)red, (byte)green, (byte)blue) : null;

    private int Single(PlyElement element, string name)
    {
        int index = element.Find(name);
        return index >= 0 && element.Properties[index].CountType is null ? index : throw _values.Fault($"vertices have no property '{name}'.");
    }

    private void ReadFaces(PlyElement element, int vertexCount)
    {
        int list = element.Find("vertex_indices", "vertex_index");
        if (list < 0 || element.Properties[list].CountType is null)
            throw _values.Fault("faces have no list 'vertex_indices'.");
        for (long face = 0; face < element.Count; face++)
        {
            for (int index = 0; index < element.Properties.Count; index++)
            {
                if (index == list)
                    ReadFace(element.Properties[index], face, vertexCount);
                else
                    SkipValue(element.Properties[index]);
            }
        }
    }

    private void ReadFace(PlyProperty property, long face, int vertexCount)
    {
        int count = _values.NextCount(property);
        _polygon.Clear();
        for (int k = 0; k < count; k++)
        {
            double vertex = _values.Next(property.Type);
            if (!(vertex >= 0 && vertex < vertexCount && vertex == Math.Floor(vertex)))
                throw _values.Fault(string.Create(CultureInfo.InvariantCulture, $"face {face} names vertex {vertex}; there are {vertexCount}, from 0."));
            _polygon.Add((int)vertex);
        }

        if (count < 3)
            throw _values.Fault(string.Create(CultureInfo.InvariantCulture, $"face {face} has {count} vertices; at least 3 were expected."));
        _parts.AddPolygon(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_polygon));
    }

    // Items of lists are read and forgotten.
    private void ReadValues(PlyElement element, double[] values)
    {
        for (int index = 0; index < values.Length; index++)
        {
            if (element.Properties[index].CountType is null)
                values[index] = _values.Next(element.Properties[index].Type);
            else
                SkipValue(element.Properties[index]);
        }
    }

    private void Skip(PlyElement element)
    {
        if (element.Properties.Count == 0)
            return;
        for (long item = 0; item < element.Count; item++)
            element.Properties.ForEach(SkipValue);
    }

    private void SkipValue(PlyProperty property)
    {
        for (int left = property.CountType is null ? 1 : _values.NextCount(property); left > 0; left--)
            _values.Next(property.Type);
    }
}
