namespace Dcmqi;

public sealed partial class SurfaceMesh
{
    /// <summary>Writes the surface to a file, whole or not at all; the extension decides the format. The colour of an OBJ file is in a second one beside it, .mtl. <see cref="SurfaceFile"/> writes several into one.</summary>
    /// <param name="path">The file to write: .stl, .obj, .ply or .glb.</param>
    /// <exception cref="ArgumentException">The extension belongs to no format.</exception>
    /// <exception cref="NotSupportedException">The surface is too large for the format.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Save(string path) => SurfaceFile.Write(path, [this]);

    /// <summary>Writes the surface to a stream. OBJ is then without its colour, which needs a second file.</summary>
    /// <param name="stream">A writable stream; left open.</param>
    /// <param name="format">The format.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such format.</exception>
    /// <exception cref="NotSupportedException">The surface is too large for the format.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Save(Stream stream, SurfaceFormat format) => SurfaceFile.Write(stream, format, [this]);

    // What a reader has checked.
    internal static SurfaceMesh OfRead(double[] verticesMm, int[] triangles, string? name, RgbColor? color, IReadOnlyList<string> warnings) =>
        new(verticesMm, triangles) { Name = name, Color = color, Warnings = warnings };

    internal static bool IsScalarName(string name) => name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
}
