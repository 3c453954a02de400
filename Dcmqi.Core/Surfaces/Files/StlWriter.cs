namespace Dcmqi.Surfaces.Files;

/// <summary>Binary STL: 80 bytes of text, the number of triangles, then 50 bytes for each: normal, three corners, and two bytes that are 0.</summary>
internal static class StlWriter
{
    public const int HeaderLength = 84;
    public const int TriangleLength = 50;

    public static void Write(BinaryWriter writer, IReadOnlyList<SurfaceMesh> meshes)
    {
        // Readers take a file that begins with "solid" for text.
        writer.WriteText($"{MeshWriter.Generator} {MeshWriter.SpaceMark}".PadRight(HeaderLength - sizeof(uint)));
        writer.Write((uint)meshes.Sum(mesh => (long)mesh.TriangleCount));
        foreach (SurfaceMesh mesh in meshes)
        {
            for (int index = 0; index < mesh.Triangles.Length; index += 3)
            {
                Vector3d a = mesh.Point(mesh.Triangles[index]), b = mesh.Point(mesh.Triangles[index + 1]), c = mesh.Point(mesh.Triangles[index + 2]);
                Vector3d normal = (b - a).Cross(c - a);
                writer.WritePoint(normal.Length > 0 && normal.IsFinite ? normal * (1 / normal.Length) : Vector3d.Zero);
                writer.WritePoint(a);
                writer.WritePoint(b);
                writer.WritePoint(c);
                writer.Write((ushort)0);
            }
        }
    }
}
