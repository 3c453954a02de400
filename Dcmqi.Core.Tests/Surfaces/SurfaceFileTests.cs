using System.Buffers.Binary;
using System.Text;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Surfaces;

public sealed class SurfaceFileTests
{
    [TestCase("a.stl")]
    [TestCase("a.ply")]
    [TestCase("a.obj")]
    public void Write_ThenRead_GivesTheVoxelsBack(string name)
    {
        using var folder = new TemporaryFolder();
        for (int seed = 0; seed < TestScale.Cases(10); seed++)
        {
            Volume<byte> mask = SurfaceMeshTests.RandomMask(seed);
            SurfaceMesh mesh = SurfaceMesh.From(mask).WithAppearance("Left lobe", new RgbColor(10, 200, 33));
            mesh.Save(folder[name]);
            SurfaceMesh back = SurfaceFile.Read(folder[name]).Single();
            Assert.That((back.VertexCount, back.TriangleCount, back.IsClosed), Is.EqualTo((mesh.VertexCount, mesh.TriangleCount, true)), $"seed {seed}");
            Assert.That(back.VolumeMm3, Is.EqualTo(mesh.VolumeMm3).Within(0.01).Percent);
            Assert.That(back.ToMask(mask.Geometry).Voxels.SequenceEqual(mask.Voxels), $"seed {seed}");
            Assert.That(back.Warnings, Is.Empty);
            if (name == "a.ply")
                Assert.That(back.Color, Is.EqualTo(mesh.Color));
            if (name == "a.obj")
                Assert.That(back.Name, Is.EqualTo("Left lobe"));
        }
    }

    [Test]
    public void Write_SeveralAsObj_KeepsThemApartWithTheirColours()
    {
        using var folder = new TemporaryFolder();
        SurfaceMesh[] meshes = [Box(1).WithAppearance("Liver (left)", new RgbColor(255, 0, 51)), Box(3), Box(5).WithAppearance("A\nB", new RgbColor(1, 2, 3))];
        SurfaceFile.Write(folder["a b.obj"], meshes);
        Assert.That(folder.FileNames(), Is.EqualTo(new[] { "a b.mtl", "a b.obj" }));
        IReadOnlyList<SurfaceMesh> back = SurfaceFile.Read(folder["a b.obj"]);
        Assert.That(back.Select(mesh => mesh.Name), Is.EqualTo(new[] { "Liver (left)", "surface_2", "A B" }));
        Assert.That(back.Select(mesh => mesh.VolumeMm3), Is.EqualTo(new[] { 1.0, 27, 125 }).Within(1e-6));
        Assert.That(File.ReadAllText(folder["a b.obj"]), Does.Contain("mtllib a b.mtl\n"));
        Assert.That(File.ReadAllText(folder["a b.mtl"]), Does.Contain("newmtl surface_1\nKa 0 0 0\nKd 1 0 0.2\n").And.Contain("newmtl surface_3").And.Not.Contain("surface_2"));
    }

    [Test]
    public void Write_ToWhereItCannot_LeavesNothing()
    {
        using var folder = new TemporaryFolder();
        Assert.That(() => Box(1).Save(folder["a.vtk"]), Throws.ArgumentException.With.Message.Contains("ends in none of .stl, .obj, .ply, .glb"));
        Directory.CreateDirectory(folder["b.obj"]);
        Assert.That(() => Box(1).WithAppearance(null, new RgbColor(1, 2, 3)).Save(folder["b.obj"]), Throws.InstanceOf<IOException>());
        Assert.That(folder.FileNames(), Is.Empty);
    }

    [Test]
    public void Read_OtherWritersForms_GivesTheSameBox()
    {
        string stl = "solid a box\r\n", vertices = "", faces = "";
        SurfaceMesh box = Box(2);
        for (int index = 0; index < box.Triangles.Length; index += 3)
        {
            stl += "  facet normal nan 0 0\r\n outer loop\r\n";
            for (int k = 0; k < 3; k++)
                stl += FormattableString.Invariant($"vertex {box.Vertex(box.Triangles[index + k]).X:e3} {box.Vertex(box.Triangles[index + k]).Y} {box.Vertex(box.Triangles[index + k]).Z}\r\n");
            stl += "endloop\nENDFACET\n";
            faces += FormattableString.Invariant($"f {box.Triangles[index] + 1}/1 {box.Triangles[index + 1] - 8}//3 {box.Triangles[index + 2] + 1}/1/2 # a comment\n");
        }

        for (int vertex = 0; vertex < 8; vertex++)
            vertices += FormattableString.Invariant($"v {box.Vertex(vertex).X} {box.Vertex(vertex).Y} {box.Vertex(vertex).Z}\n");
        SurfaceMesh ofStl = ReadText(stl + "endsolid a box\n"), ofObj = ReadText("# by hand\nmtllib x.mtl\n" + vertices + "vn 0 0 1\n\n" + faces);
        Assert.That(ofStl.Name, Is.EqualTo("a box"));
        foreach (SurfaceMesh mesh in (SurfaceMesh[])[ofStl, ofObj, ReadText(ObjQuads(box, "")), SurfaceFile.Read(Ply(box, bigEndian: true)).Single(), SurfaceFile.Read(Ply(box, bigEndian: false)).Single(), ReadText(PlyText(box))])
        {
            Assert.That((mesh.VertexCount, mesh.TriangleCount, mesh.IsClosed), Is.EqualTo((8, 12, true)));
            Assert.That(mesh.VolumeMm3, Is.EqualTo(8).Within(1e-6));
        }

        SurfaceMesh ras = ReadText(ObjQuads(box, "# SPACE=RAS\n"));
        Assert.That(ras.VolumeMm3, Is.EqualTo(8).Within(1e-6));
        Assert.That(ras.Vertex(7), Is.EqualTo(new Vector3d(-box.Vertex(7).X, -box.Vertex(7).Y, box.Vertex(7).Z)));
    }

    [Test]
    public void Scalars_InPly_ComeBack()
    {
        float[] scalars = [1, 2, 3, 4, 5, 6, 7, float.NaN];
        var stream = new MemoryStream();
        Box(1).WithScalars("thickness", scalars).Save(stream, SurfaceFormat.Ply);
        stream.Position = 0;
        SurfaceMesh back = SurfaceFile.Read(stream).Single();
        Assert.That(back.ScalarName, Is.EqualTo("thickness"));
        Assert.That(back.Scalars.ToArray(), Is.EqualTo(scalars));
        Assert.That(() => Box(1).WithScalars("a b", scalars), Throws.ArgumentException);
        Assert.That(() => Box(1).WithScalars("a", scalars.AsSpan(1)), Throws.ArgumentException.With.Message.Contains("7 numbers; the surface has 8 vertices"));
    }

    [TestCase("solid x\nfacet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 1 nan 0\n", "Line 5: there is 'nan' where a finite number was expected for y.")]
    [TestCase("solid x\nfacet normal 0 0 1\nouter loop\nvertex 0 0 0\n", "Line 5: the text ends where 'vertex' was expected.")]
    [TestCase("solid x\nfacet normal 0 0 1\nouter loop\nvertex 1e39 0 0\n", "Line 4: the corner")]
    [TestCase("v 0 0 0\nv 1 0\n", "Line 2: the text ends where a finite number was expected for z.")]
    [TestCase("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 4\n", "Line 4: the face names vertex 4; 3 come before it, counted from 1.")]
    [TestCase("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 0\n", "Line 4: the face names vertex 0; 3")]
    [TestCase("v 0 0 0\nf 1\n", "Line 2: the face has 1 vertex; at least 3 were expected.")]
    [TestCase("nothing of the kind", "This is no OBJ file")]
    [TestCase("ply\nformat ascii 1.0\nelement vertex 99999999999999\nproperty float x\nproperty float y\nproperty float z\nelement face 1\nproperty list uchar int vertex_indices\nend_header\n0 0 0\n", "at most")]
    [TestCase("ply\nformat ascii 1.0\nelement vertex 99999999\nproperty float x\nproperty float y\nproperty float z\nelement face 1\nproperty list uchar int vertex_indices\nend_header\n0 0 0\n", "Line 10: the header says 99999999 of 'vertex', which take at least 6 bytes each; 6 are left.")]
    [TestCase("ply\nformat ascii 1.0\nelement vertex 1\nproperty float x\nproperty float y\nproperty float z\nelement face 1\nproperty list uchar int vertex_indices\nend_header\n0 0 0\n3 0 0 1\n", "face 0 names vertex 1; there are 1, from 0.")]
    [TestCase("ply\nformat ascii 1.0\nelement vertex 1\nproperty float x\nproperty float y\nproperty float z\nelement face 1\nproperty list uchar int vertex_indices\nend_header\n0 0 0\n-3 0 0 1\n", "a list 'vertex_indices' has -3 items")]
    [TestCase("ply\nformat ascii 1.0\nelement vertex 1\nproperty float x\nproperty float y\nproperty float z\nend_header\n0 0 0\n", "no element 'face'")]
    [TestCase("ply\nformat ascii 1.0\nelement vertex 1\nproperty float x\nproperty complex y\n", "Line 5: there is 'complex' where a type of PLY was expected, such as float.")]
    [TestCase("ply\nformat ascii 1.0\nelement vertex 1\n", "the text ends where 'end_header' was expected.")]
    public void Read_WhatIsDamaged_SaysWhereAndWhat(string text, string message)
    {
        Assert.That(() => ReadText(text), Throws.InstanceOf<DcmqiException>().Or.InstanceOf<NotSupportedException>().With.Message.Contains(message));
    }

    [Test]
    public void Read_BinaryStlThatIsCut_SaysSo()
    {
        var stream = new MemoryStream();
        Box(1).Save(stream, SurfaceFormat.Stl);
        byte[] bytes = stream.ToArray();
        Assert.That(() => SurfaceFile.Read(new MemoryStream(bytes[..^1])), Throws.TypeOf<SurfaceFormatException>().With.Message.EqualTo("The header says 12 triangles, which take 684 bytes; there are 683."));
        Assert.That(SurfaceFile.Read(new MemoryStream([.. bytes, 0, 0])).Single().Warnings, Is.EqualTo(new[] { "2 bytes follow behind the last triangle; passed over." }));
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(84 + 50 + 12), float.NaN);
        Assert.That(() => SurfaceFile.Read(new MemoryStream(bytes)), Throws.TypeOf<SurfaceFormatException>().With.Message.Contains("Triangle 1 has a corner at (NaN, "));
        Assert.That(() => SurfaceFile.Read(new MemoryStream("glTF\x02\0\0\0"u8.ToArray())), Throws.TypeOf<NotSupportedException>());
    }

    internal static SurfaceMesh Box(double size) => Boxes.Of(new Vector3d(-1.5, 2, -7), new Vector3d(-1.5 + size, 2 + size, -7 + size));

    internal static SurfaceMesh ReadText(string text) => SurfaceFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))).Single();

    internal static string ObjQuads(SurfaceMesh box, string start)
    {
        var text = new StringBuilder(start);
        for (int vertex = 0; vertex < 8; vertex++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"v {box.Vertex(vertex).X} {box.Vertex(vertex).Y} {box.Vertex(vertex).Z} 0.5 0.5 0.5\n");
        return text.Append("g sides\nf 1 3 4 2\nf 5 6 8 7\nf 1 2 6 5\nf 3 7 8 4\nf 1 5 7 3\nf 2 4 8 6\n").ToString();
    }

    internal static string PlyText(SurfaceMesh box)
    {
        var text = new StringBuilder("ply\r\nformat ascii 1.0\r\ncomment by hand\r\nelement vertex 8\r\nproperty double y\r\nproperty double x\r\nproperty double z\r\nproperty uchar flags\r\nelement edge 1\r\nproperty int a\r\nproperty list uchar int more\r\nelement face 6\r\nproperty uchar kind\r\nproperty list uchar uint vertex_index\r\nend_header\r\n");
        for (int vertex = 0; vertex < 8; vertex++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{box.Vertex(vertex).Y} {box.Vertex(vertex).X} {box.Vertex(vertex).Z} 7\r\n");
        return text.Append("3 2 8 9\r\n0 4 0 2 3 1\r\n0 4 4 5 7 6\r\n0 4 0 1 5 4\r\n0 4 2 6 7 3\r\n0 4 0 4 6 2\r\n0 4 1 3 7 5").ToString();
    }

    internal static MemoryStream Ply(SurfaceMesh box, bool bigEndian)
    {
        var stream = new MemoryStream();
        stream.Write(Encoding.ASCII.GetBytes($"ply\nformat binary_{(bigEndian ? "big" : "little")}_endian 1.0\nelement vertex 8\nproperty double x\nproperty double y\nproperty float z\nelement face 12\nproperty list ushort short vertex_index\nend_header\n"));
        for (int vertex = 0; vertex < 8; vertex++)
        {
            Put(BitConverter.GetBytes(box.Vertex(vertex).X));
            Put(BitConverter.GetBytes(box.Vertex(vertex).Y));
            Put(BitConverter.GetBytes((float)box.Vertex(vertex).Z));
        }

        for (int index = 0; index < box.Triangles.Length; index++)
        {
            if (index % 3 == 0)
                Put(BitConverter.GetBytes((ushort)3));
            Put(BitConverter.GetBytes((short)box.Triangles[index]));
        }

        stream.Position = 0;
        return stream;

        void Put(byte[] bytes)
        {
            if (bigEndian == BitConverter.IsLittleEndian)
                Array.Reverse(bytes);
            stream.Write(bytes);
        }
    }
}
