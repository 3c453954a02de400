using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Dcmqi.Tests.Volumes;

/// <summary>Files written here are read by others with the same voxels and geometry, and theirs here.</summary>
public class VolumeInteropTests
{
    // For each file: the affine (RAS) and the shape on a line each, and all values in Fortran order into a file beside it.
    private const string NibabelDump = """
        import sys, nibabel, numpy
        for path in sys.argv[1:]:
            image = nibabel.load(path)
            print(' '.join(repr(float(v)) for v in image.affine[:3].ravel()))
            print(' '.join(str(v) for v in image.shape), image.get_data_dtype().newbyteorder('=').name)
            numpy.asarray(image.dataobj).ravel(order='F').astype(image.get_data_dtype().newbyteorder('<')).tofile(path + '.values')
        """;

    [Test]
    public void Nibabel_ReadsWhatIsWritten([Values(".nii", ".nii.gz", ".hdr")] string extension, [Values(1, 2)] int version)
    {
        using var folder = new VolumeFolder();
        var random = new Random(100 + version);
        Volume[] volumes = [.. VolumeSamples.Types.Select(type => VolumeSamples.Random(random, VolumeSamples.Oblique(random), type))];
        string[] paths = [.. volumes.Select((_, i) => folder[$"v{i}{extension}"])];
        for (int i = 0; i < volumes.Length; i++)
            VolumeFile.Write(paths[i], volumes[i], new VolumeWriteOptions { NiftiVersion = version, ByteOrder = (VolumeByteOrder)random.Next(2) });

        string[] lines = VolumeTools.Nibabel(NibabelDump, paths).Split('\n');

        for (int i = 0; i < volumes.Length; i++)
        {
            double[] affine = [.. lines[2 * i].Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
            Assert.That(lines[(2 * i) + 1], Does.StartWith(Shape(volumes[i])));
            AssertAffine(volumes[i].Geometry, affine, version == 2 ? 1e-9 : 1e-3);
            Assert.That(File.ReadAllBytes(paths[i] + ".values").AsSpan().SequenceEqual(VolumeSamples.Bytes(volumes[i])), Is.True, volumes[i].ToString());
        }
    }

    [Test]
    public void Nibabel_WrittenFiles_AreReadHere([Values("Nifti1Image", "Nifti2Image", "Nifti1Pair", "Spm99AnalyzeImage")] string kind, [Values("<", ">")] string order)
    {
        const string script = """
            import sys, nibabel, numpy
            kind = getattr(nibabel, sys.argv[1])
            order, path, raw = sys.argv[2:5]
            rng = numpy.random.default_rng(3)
            data = rng.integers(-1000, 1000, (5, 4, 3)).astype('i2')
            q, r = numpy.linalg.qr(rng.normal(size=(3, 3)))
            affine = numpy.eye(4)
            if 'Analyze' in sys.argv[1]:
                affine = numpy.array([[-2.0, 0, 0, 4], [0, 3, 0, -6], [0, 0, 4, -4], [0, 0, 0, 1]])
            else:
                affine[:3, :3] = q @ numpy.diag([0.7, 0.8, 2.5])
                affine[:3, 3] = [11, -22, 33]
            header = kind.header_class(endianness=order)
            header.set_data_dtype('i2')
            image = kind(data, affine, header)
            if 'Nifti' in sys.argv[1]:
                image.set_qform(affine, 1)
                image.set_sform(affine, 2)
            nibabel.save(image, path)
            if 'Analyze' in sys.argv[1]:
                # Without the .mat file only the header's origin is left: the voxel of the origin, from 1.
                import os
                os.remove(path.replace('.img', '.mat'))
                image.header['origin'] = [3, 3, 2, 0, 0]
                with open(path.replace('.img', '.hdr'), 'wb') as f:
                    image.header.write_to(f)
                image = nibabel.load(path)
            print(' '.join(repr(float(v)) for v in image.affine[:3].ravel()))
            data.astype('<i2').ravel(order='F').tofile(raw)
            """;
        using var folder = new VolumeFolder();
        string path = folder[kind.EndsWith("Pair", StringComparison.Ordinal) || kind.StartsWith("Spm", StringComparison.Ordinal) ? "n.img" : "n.nii.gz"];

        double[] affine = [.. VolumeTools.Nibabel(script, kind, order, path, folder["raw"]).Split('\n')[0].Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
        Volume volume = VolumeFile.Read(path);

        Assert.That(volume, Is.InstanceOf<Volume<short>>());
        AssertAffine(volume.Geometry, affine, 1e-4);
        Assert.That(VolumeSamples.Bytes(volume).AsSpan().SequenceEqual(File.ReadAllBytes(folder["raw"])), Is.True);
        Assert.That(volume.Warnings, kind.StartsWith("Spm", StringComparison.Ordinal) ? Has.One.Contains("which side is left") : Is.Empty);
    }

    [Test]
    public void Unu_ReadsWhatIsWritten([Values(".nrrd", ".nhdr")] string extension, [Values] bool isCompressed)
    {
        using var folder = new VolumeFolder();
        var random = new Random(200);
        foreach (Type type in VolumeSamples.Types)
        {
            Volume volume = VolumeSamples.Random(random, VolumeSamples.Oblique(random), type);
            VolumeFile.Write(folder["v" + extension], volume, new VolumeWriteOptions
            {
                Compression = isCompressed ? CompressionLevel.Fastest : CompressionLevel.NoCompression,
                ByteOrder = (VolumeByteOrder)random.Next(2),
            });

            VolumeTools.Unu("save", "-f", "nrrd", "-e", "raw", "-en", "little", "-i", folder["v" + extension], "-o", folder["back.nrrd"]);

            byte[] file = File.ReadAllBytes(folder["back.nrrd"]);
            byte[] voxels = VolumeSamples.Bytes(volume);
            Assert.That(file.AsSpan(file.Length - voxels.Length).SequenceEqual(voxels), Is.True, type.Name);
            string header = Encoding.ASCII.GetString(file, 0, file.Length - voxels.Length);
            Assert.That(header, Does.Contain("space: left-posterior-superior"));
            VolumeSamples.AssertSame(VolumeFile.Read(folder["back.nrrd"]), volume, 1e-6);
        }
    }

    [TestCase("raw")]
    [TestCase("gzip")]
    [TestCase("ascii")]
    [TestCase("hex")]
    public void Unu_WrittenFiles_AreReadHere(string encoding)
    {
        using var folder = new VolumeFolder();
        var random = new Random(300);
        foreach (Type type in VolumeSamples.Types)
        {
            // Teem reads and writes real numbers as text with fewer digits than a double has.
            if (encoding == "ascii" && type == typeof(double))
                continue;
            Volume volume = VolumeSamples.Random(random, VolumeSamples.Oblique(random), type);
            if (encoding == "ascii" && volume is Volume<float> real)
            {
                foreach (ref float value in real.Voxels)
                    value = MathF.Round(value);
            }

            VolumeFile.Write(folder["v.nrrd"], volume);
            // Asked for the other order, Teem swaps the bytes of numbers that it then writes as text.
            foreach (string order in encoding == "ascii" ? new[] { "little" } : ["little", "big"])
            {
                VolumeTools.Unu("save", "-f", "nrrd", "-e", encoding, "-en", order, "-i", folder["v.nrrd"], "-o", folder["back.nhdr"]);
                VolumeSamples.AssertSame(VolumeFile.Read(folder["back.nhdr"]), volume, 1e-6);
            }
        }
    }

    [Test]
    public void Plastimatch_ReadsWhatIsWritten([Values(".nrrd", ".nhdr", ".mha", ".mhd", ".nii", ".nii.gz", ".hdr")] string extension)
    {
        using var folder = new VolumeFolder();
        var random = new Random(400);
        foreach (Type type in new[] { typeof(byte), typeof(short), typeof(uint), typeof(float) })
        {
            Volume volume = VolumeSamples.Random(random, VolumeSamples.Oblique(random), type);
            VolumeFile.Write(folder["v" + extension], volume);

            VolumeTools.Plastimatch("convert", "--input", folder["v" + extension], "--output-img", folder["back.mha"]);

            VolumeSamples.AssertSame(VolumeFile.Read(folder["back.mha"]), volume, 5e-3);
        }
    }

    [Test]
    public void Plastimatch_WrittenFiles_AreReadHere([Values(".nrrd", ".nhdr", ".mha", ".mhd", ".nii", ".nii.gz", ".hdr")] string extension)
    {
        using var folder = new VolumeFolder();
        Volume volume = VolumeSamples.Random(new Random(500), VolumeSamples.Oblique(new Random(501)), typeof(short));
        VolumeFile.Write(folder["v.mha"], volume);

        VolumeTools.Plastimatch("convert", "--input", folder["v.mha"], "--output-img", folder["back" + extension]);

        VolumeSamples.AssertSame(VolumeFile.Read(folder["back" + extension]), volume, 5e-3);
    }

    private static string Shape(Volume volume) => $"{volume.Geometry.Size.X} {volume.Geometry.Size.Y} {volume.Geometry.Size.Z} ";

    private static void AssertAffine(VolumeGeometry geometry, double[] affine, double tolerance)
    {
        Vector3d[] steps = [geometry.DirectionX * geometry.SpacingMm.X, geometry.DirectionY * geometry.SpacingMm.Y, geometry.DirectionZ * geometry.SpacingMm.Z, geometry.OriginMm];
        for (int column = 0; column < 4; column++)
        {
            var expected = new Vector3d(-affine[column], -affine[4 + column], affine[8 + column]);
            Assert.That((steps[column] - expected).Length, Is.LessThan(tolerance), $"column {column}");
        }
    }
}
