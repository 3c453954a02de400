using System.Buffers;
using System.Text.Json;

namespace Dcmqi.Surfaces.Files;

/// <summary>glTF 2.0 as one binary file: a chunk of JSON that describes, and a chunk of positions, normals and indexes.</summary>
/// <remarks>glTF is in metres with y up and z forward: a node around all surfaces turns millimetres LPS into that, so that positions stay those of the patient. Its colours are linear.</remarks>
internal static class GlbWriter
{
    private const int ArrayBuffer = 34962, ElementArrayBuffer = 34963, Float = 5126, UnsignedInt = 5125;

    public static void Write(BinaryWriter writer, IReadOnlyList<SurfaceMesh> meshes)
    {
        // glTF 2.0 5.1: an accessor has at least one element, so that what is empty has no place.
        SurfaceMesh[] shown = [.. meshes.Where(mesh => mesh.TriangleCount > 0)];
        long binaryLength = shown.Sum(mesh => (24L * mesh.VertexCount) + (12L * mesh.TriangleCount));
        byte[] json = Json(shown, binaryLength);
        long length = 12 + 8 + json.Length + (shown.Length > 0 ? 8 + binaryLength : 0);
        if (length > uint.MaxValue)
            throw new NotSupportedException($"The surfaces take {length} bytes; a GLB file has at most {uint.MaxValue}. Write fewer surfaces into one file.");
        writer.WriteText("glTF");
        writer.Write(2u);
        writer.Write((uint)length);
        writer.Write((uint)json.Length);
        writer.WriteText("JSON");
        writer.Write(json);
        if (shown.Length == 0)
            return;
        writer.Write((uint)binaryLength);
        writer.WriteText("BIN\0");
        foreach (SurfaceMesh mesh in shown)
        {
            for (int vertex = 0; vertex < mesh.VertexCount; vertex++)
                writer.WritePoint(mesh.Point(vertex));
            foreach (Vector3d normal in MeshWriter.Normals(mesh))
                writer.WritePoint(normal);
            foreach (int index in mesh.Triangles)
                writer.Write((uint)index);
        }
    }

    private static byte[] Json(SurfaceMesh[] meshes, long binaryLength)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("asset");
            json.WriteString("version", "2.0");
            json.WriteString("generator", MeshWriter.Generator);
            json.WriteEndObject();
            json.WriteNumber("scene", 0);
            WriteArray(json, "scenes", 1, _ => WriteNumbers(json, "nodes", [0]));
            WriteArray(json, "nodes", meshes.Length + 1, node => WriteNode(json, meshes, node));
            if (meshes.Length > 0)
                WriteContent(json, meshes, binaryLength);
            json.WriteEndObject();
        }

        // Chunks are padded to four bytes; JSON with spaces.
        byte[] padded = new byte[(buffer.WrittenCount + 3) / 4 * 4];
        padded.AsSpan(buffer.WrittenCount).Fill((byte)' ');
        buffer.WrittenSpan.CopyTo(padded);
        return padded;
    }

    private static void WriteNode(Utf8JsonWriter json, SurfaceMesh[] meshes, int node)
    {
        if (node > 0)
        {
            json.WriteString("name", meshes[node - 1].Name ?? $"surface_{node}");
            json.WriteNumber("mesh", node - 1);
            return;
        }

        // By column: left is x, back is -z, head is y.
        json.WriteString("name", "LPS");
        WriteNumbers(json, "matrix", [0.001, 0, 0, 0, 0, 0, -0.001, 0, 0, 0.001, 0, 0, 0, 0, 0, 1]);
        if (meshes.Length > 0)
            WriteNumbers(json, "children", [.. Enumerable.Range(1, meshes.Length).Select(child => (double)child)]);
    }

    private static void WriteContent(Utf8JsonWriter json, SurfaceMesh[] meshes, long binaryLength)
    {
        WriteArray(json, "meshes", meshes.Length, index =>
        {
            json.WriteString("name", meshes[index].Name ?? $"surface_{index + 1}");
            WriteArray(json, "primitives", 1, _ =>
            {
                json.WriteStartObject("attributes");
                json.WriteNumber("POSITION", 3 * index);
                json.WriteNumber("NORMAL", (3 * index) + 1);
                json.WriteEndObject();
                json.WriteNumber("indices", (3 * index) + 2);
                json.WriteNumber("material", index);
            });
        });
        WriteArray(json, "materials", meshes.Length, index =>
        {
            RgbColor color = meshes[index].Color ?? new RgbColor(204, 204, 204);
            json.WriteStartObject("pbrMetallicRoughness");
            WriteNumbers(json, "baseColorFactor", [Linear(color.Red), Linear(color.Green), Linear(color.Blue), 1]);
            json.WriteNumber("metallicFactor", 0);
            json.WriteNumber("roughnessFactor", 0.8);
            json.WriteEndObject();
        });
        WriteArray(json, "accessors", 3 * meshes.Length, accessor => WriteAccessor(json, meshes[accessor / 3], accessor));
        long offset = 0;
        WriteArray(json, "bufferViews", 3 * meshes.Length, view =>
        {
            SurfaceMesh mesh = meshes[view / 3];
            long length = 12L * (view % 3 < 2 ? mesh.VertexCount : mesh.TriangleCount);
            json.WriteNumber("buffer", 0);
            json.WriteNumber("byteOffset", offset);
            json.WriteNumber("byteLength", length);
            json.WriteNumber("target", view % 3 < 2 ? ArrayBuffer : ElementArrayBuffer);
            offset += length;
        });
        WriteArray(json, "buffers", 1, _ => json.WriteNumber("byteLength", binaryLength));
    }

    private static void WriteAccessor(Utf8JsonWriter json, SurfaceMesh mesh, int accessor)
    {
        int kind = accessor % 3;
        json.WriteNumber("bufferView", accessor);
        json.WriteNumber("componentType", kind < 2 ? Float : UnsignedInt);
        json.WriteNumber("count", kind < 2 ? mesh.VertexCount : mesh.Triangles.Length);
        json.WriteString("type", kind < 2 ? "VEC3" : "SCALAR");
        if (kind != 0)
            return;

        // Of what is stored, that is of single precision.
        float[] low = [float.MaxValue, float.MaxValue, float.MaxValue], high = [float.MinValue, float.MinValue, float.MinValue];
        for (int index = 0; index < mesh.VerticesMm.Length; index++)
        {
            low[index % 3] = Math.Min(low[index % 3], (float)mesh.VerticesMm[index]);
            high[index % 3] = Math.Max(high[index % 3], (float)mesh.VerticesMm[index]);
        }

        WriteNumbers(json, "min", Array.ConvertAll(low, value => (double)value));
        WriteNumbers(json, "max", Array.ConvertAll(high, value => (double)value));
    }

    private static void WriteArray(Utf8JsonWriter json, string name, int count, Action<int> writeMembers)
    {
        json.WriteStartArray(name);
        for (int index = 0; index < count; index++)
        {
            json.WriteStartObject();
            writeMembers(index);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, double[] numbers)
    {
        json.WriteStartArray(name);
        foreach (double number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    // IEC 61966-2-1.
    private static double Linear(byte channel)
    {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
