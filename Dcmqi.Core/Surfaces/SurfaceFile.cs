using Dcmqi.Binary;
using Dcmqi.Surfaces.Files;

namespace Dcmqi;

/// <summary>Reads and writes surfaces as STL, OBJ, PLY and GLB. The methods may be called from several threads at once.</summary>
/// <remarks>Coordinates are LPS and in mm, which STL, OBJ and PLY say in a comment, <c>SPACE=LPS</c>; where a file says <c>SPACE=RAS</c> it is turned on reading. GLB has a node that turns them into the metres of glTF. They are written in single precision.</remarks>
public static class SurfaceFile
{
    /// <summary>Reads the surfaces of a file. Its content decides the format: STL or PLY, binary or text, or OBJ.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The surfaces: several from OBJ where it has several objects or groups, else one.</returns>
    /// <exception cref="SurfaceFormatException">The file is damaged or in none of the known formats.</exception>
    /// <exception cref="NotSupportedException">The file is larger than 2 GB, or a GLB file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<SurfaceMesh> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return Read(Bytes(stream), path);
    }

    /// <summary>Reads the surfaces of a stream, from its current position to its end.</summary>
    /// <param name="stream">A readable stream; left open.</param>
    /// <inheritdoc cref="Read(string)"/>
    public static IReadOnlyList<SurfaceMesh> Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(Bytes(stream), null);
    }

    /// <summary>Writes surfaces to a file, whole or not at all; the extension decides the format. Colours of an OBJ file are in a second one beside it, .mtl.</summary>
    /// <param name="path">The file to write: .stl, .obj, .ply or .glb.</param>
    /// <param name="meshes">The surfaces. STL and PLY files make one of them.</param>
    /// <exception cref="ArgumentException">The extension belongs to no format.</exception>
    /// <exception cref="NotSupportedException">The surfaces are too large for the format.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<SurfaceMesh> meshes)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(meshes);
        SurfaceFormat format = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".stl" => SurfaceFormat.Stl,
            ".obj" => SurfaceFormat.Obj,
            ".ply" => SurfaceFormat.Ply,
            ".glb" => SurfaceFormat.Glb,
            _ => throw new ArgumentException($"'{Path.GetFileName(path)}' ends in none of .stl, .obj, .ply, .glb, so its format is not known.", nameof(path)),
        };
        if (format != SurfaceFormat.Obj || meshes.All(mesh => mesh.Color is null))
        {
            WholeFile.Write(path, stream => Write(stream, format, meshes));
            return;
        }

        // The name stands in the file, where spaces would end it for some readers.
        string materials = Path.ChangeExtension(path, ".mtl");
        WholeFile.WriteAll([materials, path], (index, stream) => MeshWriter.Write(stream, writer =>
        {
            if (index == 0)
                ObjWriter.WriteMaterials(writer, meshes);
            else
                ObjWriter.Write(writer, meshes, Path.GetFileName(materials));
        }));
    }

    /// <summary>Writes surfaces to a stream. OBJ is then without colours, which need a second file.</summary>
    /// <param name="stream">A writable stream; left open.</param>
    /// <param name="format">The format.</param>
    /// <param name="meshes">The surfaces. STL and PLY files make one of them.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such format.</exception>
    /// <exception cref="NotSupportedException">The surfaces are too large for the format.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(Stream stream, SurfaceFormat format, IReadOnlyList<SurfaceMesh> meshes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(meshes);
        Action<BinaryWriter> write = format switch
        {
            SurfaceFormat.Stl => writer => StlWriter.Write(writer, meshes),
            SurfaceFormat.Obj => writer => ObjWriter.Write(writer, meshes, null),
            SurfaceFormat.Ply => writer => PlyWriter.Write(writer, meshes),
            SurfaceFormat.Glb => writer => GlbWriter.Write(writer, meshes),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "The format is Stl, Obj, Ply or Glb."),
        };
        MeshWriter.Write(stream, write);
    }

    internal static IReadOnlyList<SurfaceMesh> Read(ReadOnlyMemory<byte> bytes, string? fileName)
    {
        ReadOnlySpan<byte> span = bytes.Span;
        if (span.StartsWith("ply\n"u8) || span.StartsWith("ply\r"u8))
            return [PlyReader.Read(bytes, fileName)];
        if (span.StartsWith("glTF"u8))
            throw new NotSupportedException("GLB files are written, not read. Convert it to STL, PLY or OBJ.");
        return StlReader.IsStl(span) ? [StlReader.Read(bytes, fileName)] : ObjReader.Read(bytes, fileName);
    }

    private static ReadOnlyMemory<byte> Bytes(Stream stream)
    {
        if (stream.CanSeek && stream.Length - stream.Position > Array.MaxLength)
            throw new NotSupportedException($"The file has {stream.Length - stream.Position} bytes; at most {Array.MaxLength} can be read.");
        var memory = new MemoryStream(stream.CanSeek ? (int)Math.Max(0, stream.Length - stream.Position) : 0);
        stream.CopyTo(memory);
        return memory.GetBuffer().AsMemory(0, (int)memory.Length);
    }
}
