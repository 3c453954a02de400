using System.Collections.Concurrent;
using System.Text;
using Dcmqi.Tests.Support;
using Dcmqi.Tests.Surfaces;

namespace Dcmqi.Tests.Fuzz;

/// <summary>Mutated surface files: whatever is in them, only the errors of the design come out, and memory stays in proportion to the file.</summary>
public class SurfaceFuzzTests
{
    private const int Mutations = 30_000;
    private const int MutationsOfObjects = 3000;
    private const long MostBytes = 1 << 20;

    private static readonly string[] Words =
    [
        "0", "-1", "1", "3", "9", "255", "2147483647", "2147483648", "-2147483648", "9223372036854775807", "99999999999999999999999", "1e308", "1e-320", "nan", "inf", "v", "f", "o", "g",
        "solid", "facet", "vertex", "endloop", "property", "element", "element vertex 9", "list", "uchar", "double", "end_header", "ply", "comment SPACE=RAS", "/", "//", "#", "\n", " ", "\0", "",
    ];

    [Test]
    public void Read_MutatedFile_ThrowsOnlyWhatItMay()
    {
        byte[][] seeds = Seeds();
        VolumeGeometry geometry = Grids.Oblique();
        Run(Mutations, i => Mutate(seeds[i % seeds.Length], new Random(i)), file =>
        {
            foreach (SurfaceMesh mesh in SurfaceFile.Read(new MemoryStream(file, writable: false)))
            {
                mesh.ToMask(geometry);
                _ = (mesh.IsManifold, mesh.VolumeMm3, mesh.AreaMm2, mesh.ToString());
            }
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Open_MutatedObject_ThrowsOnlyWhatItMay(bool isSegmentation)
    {
        byte[] original = Object(isSegmentation);
        Run(MutationsOfObjects, i => i % 2 == 0 ? SegmentationMutation.Anywhere(new Random(i), original) : SegmentationMutation.InHeader(new Random(i), original), file => ReadObject(file, isSegmentation));
    }

    private static void Run(int cases, Func<int, byte[]> mutate, Action<byte[]> readFile)
    {
        int count = TestScale.Cases(cases), read = 0, refused = 0;
        var faults = new ConcurrentQueue<string>();
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            byte[] file = mutate(i);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                readFile(file);
                Interlocked.Increment(ref read);
            }
            catch (Exception error) when (error is SurfaceFormatException or DicomFormatException or NotSupportedException)
            {
                Interlocked.Increment(ref refused);
            }
            catch (Exception error)
            {
                faults.Enqueue($"{i}: {error}");
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated > MostBytes + (200L * file.Length))
                faults.Enqueue($"{i}: {allocated} bytes for a file of {file.Length}");
        });

        TestContext.Out.WriteLine($"{count} files: {read} read, {refused} refused.");
        Assert.That(faults.Take(5), Is.Empty);

        // Mutations that never pass, or never fail, would test nothing.
        Assert.That(read, Is.GreaterThan(count / 20));
        Assert.That(refused, Is.GreaterThan(count / 20));
    }

    private static byte[] Object(bool isSegmentation)
    {
        SourceImages ct = CtSeries.Load(Grids.Oblique(5, 4, 3));
        SurfaceMesh box = SurfaceFileTests.Box(3).WithAppearance("Box", new RgbColor(1, 2, 3));
        using CompositeInstance instance = isSegmentation
            ? new SurfaceSegmentationBuilder(ct).AddMesh(box, Labels.Segment(1)).AddMesh(box, Labels.Segment(2)).Build()
            : new EncapsulatedSurfaceBuilder(ct, SurfaceFormat.Obj).AddMesh(box).Build();
        var stream = new MemoryStream();
        instance.Save(stream);
        return stream.ToArray();
    }

    private static void ReadObject(byte[] file, bool isSegmentation)
    {
        if (!isSegmentation)
        {
            using EncapsulatedSurface model = EncapsulatedSurface.Open(file);
            _ = (model.ToString(), model.Format, model.ToMeshes());
            return;
        }

        using SurfaceSegmentation surfaces = SurfaceSegmentation.Open(file);
        foreach (Segment segment in surfaces.Segments)
            _ = (surfaces.ToMesh(segment.Number).IsManifold, segment.ToString());
    }

    private static byte[][] Seeds()
    {
        SurfaceMesh box = SurfaceFileTests.Box(3).WithAppearance("Box", new RgbColor(1, 2, 3));
        byte[] Of(SurfaceFormat format)
        {
            var stream = new MemoryStream();
            box.WithScalars("thickness", new float[8]).Save(stream, format);
            return stream.ToArray();
        }

        return
        [
            Of(SurfaceFormat.Stl), Of(SurfaceFormat.Obj), Of(SurfaceFormat.Ply), SurfaceFileTests.Ply(box, bigEndian: true).ToArray(), Encoding.ASCII.GetBytes(SurfaceFileTests.PlyText(box)),
            Encoding.ASCII.GetBytes(SurfaceFileTests.ObjQuads(box, "# SPACE=RAS\n")),
            "solid a\nfacet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 1 0 0\nvertex 0 1e1 0\nendloop\nendfacet\nendsolid a\n"u8.ToArray(),
        ];
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        List<byte> file = [.. seed];
        for (int times = 1 + random.Next(3); times > 0 && file.Count > 0; times--)
        {
            int at = random.Next(file.Count);
            switch (random.Next(5))
            {
                case 0:
                    file[at] = (byte)random.Next(256);
                    break;
                case 1:
                    file.RemoveRange(at, Math.Min(file.Count - at, 1 + random.Next(9)));
                    break;
                case 2:
                    file.InsertRange(at, Encoding.ASCII.GetBytes(Words[random.Next(Words.Length)]));
                    break;
                case 3:
                    byte[] word = Encoding.ASCII.GetBytes(Words[random.Next(Words.Length)]);
                    for (int k = 0; k < word.Length && at + k < file.Count; k++)
                        file[at + k] = word[k];
                    break;
                default:
                    file[at] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }

        return [.. file];
    }
}
