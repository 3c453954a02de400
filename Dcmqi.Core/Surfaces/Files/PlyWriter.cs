using System.Globalization;
using System.Text;

namespace Dcmqi.Surfaces.Files;

/// <summary>Binary little-endian PLY: one list of vertices, with colours and one number each where there are any, and one of triangles.</summary>
internal static class PlyWriter
{
    public static void Write(BinaryWriter writer, IReadOnlyList<SurfaceMesh> meshes)
    {
        long vertexCount = meshes.Sum(mesh => (long)mesh.VertexCount), triangleCount = meshes.Sum(mesh => (long)mesh.TriangleCount);
        if (vertexCount > int.MaxValue)
            throw new NotSupportedException($"The surfaces have {vertexCount} vertices; a PLY file numbers at most {int.MaxValue}. Write fewer surfaces into one file.");
        bool hasColors = meshes.Any(mesh => mesh.Color is not null);
        string? scalar = meshes.Select(mesh => mesh.ScalarName).FirstOrDefault(name => name is not null);
        writer.WriteText(Header(vertexCount, triangleCount, hasColors, scalar));
        foreach (SurfaceMesh mesh in meshes)
        {
            RgbColor color = mesh.Color ?? new RgbColor(255, 255, 255);
            for (int vertex = 0; vertex < mesh.VertexCount; vertex++)
            {
                writer.WritePoint(mesh.Point(vertex));
                if (hasColors)
                    writer.Write([color.Red, color.Green, color.Blue]);
                if (scalar is not null)
                    writer.Write(mesh.ScalarName == scalar ? mesh.Scalars.Span[vertex] : float.NaN);
            }
        }

        int first = 0;
        foreach (SurfaceMesh mesh in meshes)
        {
            for (int index = 0; index < mesh.Triangles.Length; index += 3)
            {
                writer.Write((byte)3);
                for (int k = 0; k < 3; k++)
                    writer.Write(first + mesh.Triangles[index + k]);
            }

            first += mesh.VertexCount;
        }
    }

    private static string Header(long vertexCount, long triangleCount, bool hasColors, string? scalar)
    {
        var header = new StringBuilder("ply\nformat binary_little_endian 1.0\n");
        header.Append(CultureInfo.InvariantCulture, $"comment {MeshWriter.Generator} {MeshWriter.SpaceMark}\nelement vertex {vertexCount}\nproperty float x\nproperty float y\nproperty float z\n");
        if (hasColors)
            header.Append("property uchar red\nproperty uchar green\nproperty uchar blue\n");
        if (scalar is not null)
            header.Append(CultureInfo.InvariantCulture, $"property float {scalar}\n");
        return header.Append(CultureInfo.InvariantCulture, $"element face {triangleCount}\nproperty list uchar int vertex_indices\nend_header\n").ToString();
    }
}
