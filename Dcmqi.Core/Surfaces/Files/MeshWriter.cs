using System.Text;

namespace Dcmqi.Surfaces.Files;

/// <summary>What the writers of all formats need: buffered little-endian output, and normals.</summary>
internal static class MeshWriter
{
    public const string Generator = "Dcmqi.Core";

    /// <summary>The mark by which readers tell LPS from RAS; formats of meshes have no field for it.</summary>
    public const string SpaceMark = "SPACE=LPS";

    public static void Write(Stream stream, Action<BinaryWriter> write)
    {
        using var writer = new BinaryWriter(new BufferedStream(stream, 1 << 16), Encoding.UTF8, leaveOpen: true);
        write(writer);
        writer.Flush();
        ((BufferedStream)writer.BaseStream).Flush();
    }

    /// <summary>ASCII or UTF-8 text without a length before it.</summary>
    public static void WriteText(this BinaryWriter writer, string text) => writer.Write(Encoding.UTF8.GetBytes(text));

    public static void WritePoint(this BinaryWriter writer, Vector3d point)
    {
        writer.Write((float)point.X);
        writer.Write((float)point.Y);
        writer.Write((float)point.Z);
    }

    /// <summary>A name on one line, without control characters.</summary>
    public static string OneLine(string name) => new([.. name.Select(character => char.IsControl(character) ? ' ' : character)]);

    /// <summary>The unit vector outward at each vertex: those of its triangles, weighted by area.</summary>
    public static Vector3d[] Normals(SurfaceMesh mesh)
    {
        var normals = new Vector3d[mesh.VertexCount];
        ReadOnlySpan<int> triangles = mesh.Triangles;
        for (int index = 0; index < triangles.Length; index += 3)
        {
            (int a, int b, int c) = (triangles[index], triangles[index + 1], triangles[index + 2]);
            Vector3d normal = (mesh.Point(b) - mesh.Point(a)).Cross(mesh.Point(c) - mesh.Point(a));
            normals[a] += normal;
            normals[b] += normal;
            normals[c] += normal;
        }

        // glTF 2.0 3.7.2.1 asks for unit length, also where triangles cancel out.
        return Array.ConvertAll(normals, normal => normal.Length > 0 && normal.IsFinite ? normal * (1 / normal.Length) : Vector3d.UnitZ);
    }
}
