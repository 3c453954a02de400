using Dcmqi.Tests.Support;
using Dcmqi.Tests.Surfaces;

namespace Dcmqi.Tests.Interop;

/// <summary>Surface files judged by a reader of its own in Python, which owes nothing to the library.</summary>
[AskedOnce]
public sealed class SurfaceInteropTests
{
    private const string Reader = """
        import sys, json, struct, numpy as np
        def stl(b):
            n = struct.unpack_from("<I", b, 80)[0]
            assert len(b) == 84 + 50 * n and not b.startswith(b"solid")
            r = np.frombuffer(b, np.dtype([("n", "<f4", 3), ("v", "<f4", (3, 3)), ("a", "<u2")]), n, 84)
            c = np.cross(r["v"][:, 1] - r["v"][:, 0], r["v"][:, 2] - r["v"][:, 0])
            assert np.abs(r["n"] - c / np.linalg.norm(c, axis=1)[:, None]).max() < 1e-4
            p, f = np.unique(r["v"].reshape(-1, 3), axis=0, return_inverse=True)
            return [(None, None, p, f.reshape(-1, 3))]
        def ply(b):
            head, rest = b.split(b"end_header\n", 1)
            lines = head.decode().split("\n")
            assert lines[:2] == ["ply", "format binary_little_endian 1.0"]
            n = int([l for l in lines if l.startswith("element vertex")][0].split()[2])
            m = int([l for l in lines if l.startswith("element face")][0].split()[2])
            kinds = {"float": "<f4", "uchar": "u1"}
            t = np.dtype([(l.split()[2], kinds[l.split()[1]]) for l in lines if l.startswith("property") and "list" not in l])
            v = np.frombuffer(rest, t, n)
            f = np.frombuffer(rest, np.dtype([("n", "u1"), ("i", "<i4", 3)]), m, n * t.itemsize)
            assert (f["n"] == 3).all() and len(rest) == n * t.itemsize + m * 13
            return [(None, [int(v[c][0]) for c in ("red", "green", "blue")], np.stack([v["x"], v["y"], v["z"]], 1), f["i"])]
        def obj(b):
            names, faces, points = [], [], []
            for l in b.decode().split("\n"):
                w = l.split()
                if l.startswith("o "): names.append(l[2:]); faces.append([])
                elif l.startswith("v "): points.append([float(x) for x in w[1:]])
                elif l.startswith("f "): faces[-1].append([int(x) - 1 for x in w[1:]])
            return [(n, None, np.array(points), np.array(f)) for n, f in zip(names, faces)]
        def glb(b):
            magic, version, length, n, kind = struct.unpack_from("<4sIII4s", b)
            assert magic == b"glTF" and version == 2 and length == len(b) and kind == b"JSON" and n % 4 == 0
            g = json.loads(b[20:20 + n])
            m, kind = struct.unpack_from("<I4s", b, 20 + n)
            assert kind == b"BIN\0" and m % 4 == 0 and 28 + n + m == length and g["buffers"][0]["byteLength"] == m
            data = b[28 + n:]
            def array(i):
                a = g["accessors"][i]; v = g["bufferViews"][a["bufferView"]]
                x = np.frombuffer(data, {5126: "<f4", 5125: "<u4"}[a["componentType"]], v["byteLength"] // 4, v["byteOffset"])
                x = x.reshape(-1, 3) if a["type"] == "VEC3" else x
                assert len(x) == a["count"]
                if "min" in a: assert np.array_equal(x.min(0), np.float32(a["min"])) and np.array_equal(x.max(0), np.float32(a["max"]))
                return x
            root = g["nodes"][g["scenes"][g["scene"]]["nodes"][0]]
            out = []
            for c in root["children"]:
                node = g["nodes"][c]; p = g["meshes"][node["mesh"]]["primitives"][0]
                q = array(p["attributes"]["POSITION"]); normals = array(p["attributes"]["NORMAL"])
                assert np.abs(np.linalg.norm(normals, axis=1) - 1).max() < 1e-5
                # metres, y to the head, z to the front
                m = np.array(root["matrix"]).reshape(4, 4).T
                w = q @ m[:3, :3].T
                assert np.allclose(w, np.stack([q[:, 0], q[:, 2], -q[:, 1]], 1) / 1000, atol=1e-9)
                k = np.array(g["materials"][p["material"]]["pbrMetallicRoughness"]["baseColorFactor"][:3])
                s = np.where(k <= 0.0031308, k * 12.92, 1.055 * k ** (1 / 2.4) - 0.055)
                out.append((node["name"], [int(round(x * 255)) for x in s], q, array(p["indices"]).reshape(-1, 3)))
            return out
        for path in sys.argv[1:]:
            b = open(path, "rb").read()
            for name, color, p, f in {"stl": stl, "ply": ply, "obj": obj, "glb": glb}[path[-3:]](b):
                t = p[f].astype(float) - p[f[0, 0]].astype(float)
                e = np.sort(np.concatenate([f[:, [0, 1]], f[:, [1, 2]], f[:, [2, 0]]]), axis=1)
                assert (np.unique(e, axis=0, return_counts=True)[1] == 2).all()
                print(path[-3:], name, color, len(f), "%.2f" % (np.einsum("ij,ij->i", t[:, 0], np.cross(t[:, 1], t[:, 2])).sum() / 6))
        """;

    [Test]
    public void Files_OfEachFormat_AreTheSurfaceToAnotherReader()
    {
        ExternalProgram python = ExternalProgram.Python("numpy");
        using var folder = new TemporaryFolder();
        SurfaceMesh noise = SurfaceMesh.From(SurfaceMeshTests.RandomMask(4)).WithAppearance("Noise", new RgbColor(221, 130, 101));
        SurfaceMesh box = SurfaceFileTests.Box(3).WithAppearance("Box", new RgbColor(3, 255, 0));
        foreach (string name in (string[])["a.stl", "a.ply"])
            noise.Save(folder[name]);
        foreach (string name in (string[])["a.obj", "a.glb"])
            SurfaceFile.Write(folder[name], [noise, SurfaceMesh.From(new Volume<byte>(Grids.Oblique())), box]);
        string[] lines = python.RunScript(Reader, folder["a.stl"], folder["a.ply"], folder["a.glb"]).Trim().Split('\n');
        string volume = noise.VolumeMm3.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(lines, Is.EqualTo(new[]
        {
            $"stl None None {noise.TriangleCount} {volume}",
            $"ply None [221, 130, 101] {noise.TriangleCount} {volume}",
            $"glb Noise [221, 130, 101] {noise.TriangleCount} {volume}",
            "glb Box [3, 255, 0] 12 27.00",
        }));
        SurfaceFile.Write(folder["b.obj"], [noise, box]);
        Assert.That(python.RunScript(Reader, folder["b.obj"]).Trim().Split('\n'), Is.EqualTo(new[] { $"obj Noise None {noise.TriangleCount} {volume}", "obj Box None 12 27.00" }));
    }

    private const string Pydicom = """
        import sys, pydicom, numpy as np
        d = pydicom.dcmread(sys.argv[1])
        assert d.SOPClassUID == "1.2.840.10008.5.1.4.1.1.66.5" and d.Modality == "SEG" and d.NumberOfSurfaces == len(d.SurfaceSequence)
        surfaces = {s.SurfaceNumber: s for s in d.SurfaceSequence}
        for g in d.SegmentSequence:
            assert g.SurfaceCount == 1
            s = surfaces[g.ReferencedSurfaceSequence[0].ReferencedSurfaceNumber]
            p = np.frombuffer(s.SurfacePointsSequence[0].PointCoordinatesData, "<f4").reshape(-1, 3)
            assert len(p) == s.SurfacePointsSequence[0].NumberOfSurfacePoints
            f = np.frombuffer(s.SurfaceMeshPrimitivesSequence[0].LongTrianglePointIndexList, "<u4").reshape(-1, 3)
            assert f.min() == 1 and f.max() == len(p)
            t = p[f - 1].astype(float) - p[0].astype(float)
            print(g.SegmentNumber, g.SegmentLabel, g.SegmentedPropertyTypeCodeSequence[0].CodeValue, s.FiniteVolume, s.Manifold, len(f), "%.1f" % (np.einsum("ij,ij->i", t[:, 0], np.cross(t[:, 1], t[:, 2])).sum() / 6))
        e = pydicom.dcmread(sys.argv[2])
        assert e.Modality == "M3D" and e.MIMETypeOfEncapsulatedDocument == "model/stl" and e.MeasurementUnitsCodeSequence[0].CodeValue == "mm"
        open(sys.argv[3], "wb").write(e.EncapsulatedDocument[:e.EncapsulatedDocumentLength])
        """;

    // PS3.3 C.27.1.1: both are required where Surface Processing is YES; dciodvfy's condition holds for no value at all. Debian's dciodvfy does not know Encapsulated OBJ, whose modules are those of
    // Encapsulated STL.
    private static readonly string[] Explained =
    [
        "Error - Information Object Not found",
        .. new[] { "SurfaceProcessingRatio", "SurfaceProcessingAlgorithmIdentificationSequence" }
            .Select(name => $"Error - Attribute present when condition unsatisfied (which may not be present otherwise) Type 2C Conditional Element=<{name}> Module=<SurfaceMesh>"),
    ];

    [Test]
    public void Objects_AreSoundForOthers()
    {
        ExternalProgram python = ExternalProgram.Python("pydicom", "numpy");
        using var folder = new TemporaryFolder();
        VolumeGeometry geometry = ObliqueGrid.Of(23, 17, 5);
        SourceImages ct = SourceImages.Load(new PhantomSeries(geometry).Streams());
        using Segmentation seg = new SegmentationBuilder(ct, Labels.Metadata(3)).AddLabelMap(Labels.Random(geometry, 3, 5)).Build();
        using SurfaceSegmentation surfaces = new SurfaceSegmentationBuilder(ct).AddSegmentation(seg).Build();
        using SurfaceSegmentation smoothed = new SurfaceSegmentationBuilder(SourceImages.None(seg.Context)).AddSegmentation(seg, [2], new SurfaceOptions { Smoothing = new SurfaceSmoothing() }).Build();
        SurfaceMesh[] meshes = [.. surfaces.Segments.Select(segment => surfaces.ToMesh(segment.Number))];
        using EncapsulatedSurface stl = new EncapsulatedSurfaceBuilder(ct, SurfaceFormat.Stl).AddMesh(meshes[0]).Build();
        using EncapsulatedSurface obj = new EncapsulatedSurfaceBuilder(SourceImages.None(seg.Context), SurfaceFormat.Obj).AddMesh(meshes[0]).AddMesh(meshes[1]).Build();
        foreach ((CompositeInstance instance, string name) in new (CompositeInstance, string)[] { (surfaces, "surfaces.dcm"), (smoothed, "smoothed.dcm"), (stl, "stl.dcm"), (obj, "obj.dcm") })
        {
            instance.Save(folder[name]);
            DicomJudges.AssertSound(folder[name], Explained);
        }

        string[] lines = python.RunScript(Pydicom, folder["surfaces.dcm"], folder["stl.dcm"], folder["a.stl"]).Trim().Split('\n');
        Assert.That(lines, Is.EqualTo(meshes.Select((mesh, index) => FormattableString.Invariant($"{index + 1} {mesh.Name} 10200004 YES YES {mesh.TriangleCount} {mesh.VolumeMm3:0.0}"))));
        Assert.That(python.RunScript(Reader, folder["a.stl"]).Trim(), Is.EqualTo(FormattableString.Invariant($"stl None None {meshes[0].TriangleCount} {meshes[0].VolumeMm3:0.00}")));
    }
}
