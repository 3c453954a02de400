using System.Globalization;

namespace Dcmqi.Surfaces.Files;

/// <summary>Wavefront OBJ, one object for each surface, and the file of materials that goes with it.</summary>
internal static class ObjWriter
{
    /// <param name="writer">Where to write.</param>
    /// <param name="meshes">The surfaces.</param>
    /// <param name="materials">The name of the file of materials; <see langword="null"/> to write no colours.</param>
    public static void Write(BinaryWriter writer, IReadOnlyList<SurfaceMesh> meshes, string? materials)
    {
        writer.WriteText($"# {MeshWriter.Generator}\n# {MeshWriter.SpaceMark}\n");
        if (materials is not null)
            writer.WriteText($"mtllib {materials}\n");
        long first = 1;
        for (int number = 0; number < meshes.Count; number++)
        {
            SurfaceMesh mesh = meshes[number];
            writer.WriteText($"o {(mesh.Name is { Length: > 0 } name ? MeshWriter.OneLine(name) : Material(number))}\n");
            for (int vertex = 0; vertex < mesh.VertexCount; vertex++)
            {
                Vector3d point = mesh.Point(vertex);
                writer.WriteText(string.Create(CultureInfo.InvariantCulture, $"v {(float)point.X} {(float)point.Y} {(float)point.Z}\n"));
            }

            if (materials is not null && mesh.Color is not null)
                writer.WriteText($"usemtl {Material(number)}\n");
            for (int index = 0; index < mesh.Triangles.Length; index += 3)
                writer.WriteText(string.Create(CultureInfo.InvariantCulture, $"f {first + mesh.Triangles[index]} {first + mesh.Triangles[index + 1]} {first + mesh.Triangles[index + 2]}\n"));
            first += mesh.VertexCount;
        }
    }

    public static void WriteMaterials(BinaryWriter writer, IReadOnlyList<SurfaceMesh> meshes)
    {
        writer.WriteText($"# {MeshWriter.Generator}\n");
        for (int number = 0; number < meshes.Count; number++)
        {
            if (meshes[number].Color is { } color)
                writer.WriteText(string.Create(CultureInfo.InvariantCulture, $"newmtl {Material(number)}\nKa 0 0 0\nKd {color.Red / 255f} {color.Green / 255f} {color.Blue / 255f}\nd 1\nillum 1\n"));
        }
    }

    private static string Material(int number) => string.Create(CultureInfo.InvariantCulture, $"surface_{number + 1}");
}
