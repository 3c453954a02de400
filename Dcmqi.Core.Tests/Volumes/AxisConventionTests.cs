namespace Dcmqi.Tests.Volumes;

/// <summary>
/// A phantom with one mark towards each of right, anterior and superior: after any way through two formats each mark still lies at its place in the
/// patient, whatever the order and signs of the grid's axes.
/// </summary>
public class AxisConventionTests
{
    private const byte Right = 1, Anterior = 2, Superior = 3;

    private static readonly string[] Formats = [".nrrd", ".nhdr", ".mha", ".mhd", ".nii", ".nii.gz", ".hdr"];

    // LPS, mm.
    private static readonly Vector3d[] Marks = [new(-60, 5, 10), new(4, -70, 12), new(3, 6, 90)];

    [Test]
    public void EveryPairOfFormats_KeepsMarksInPlace([ValueSource(nameof(Formats))] string first, [ValueSource(nameof(Formats))] string second)
    {
        using var folder = new VolumeFolder();
        foreach (VolumeGeometry geometry in Grids())
        {
            VolumeFile.Write(folder["a" + first], Phantom(geometry));
            VolumeFile.Write(folder["b" + second], VolumeFile.Read(folder["a" + first]));
            AssertMarks(VolumeFile.Read(folder["b" + second]), geometry);
        }
    }

    [TestCase(".nrrd")]
    [TestCase(".mha")]
    [TestCase(".nii.gz")]
    public void Nibabel_FindsMarks(string extension)
    {
        // Converted by plastimatch (ITK) to NIfTI, so that an independent program stands between writer and reader.
        const string script = """
            import sys, nibabel, numpy
            image = nibabel.load(sys.argv[1])
            data = numpy.asarray(image.dataobj)
            for mark in (1, 2, 3):
                index = numpy.argwhere(data == mark)
                assert len(index) == 1, index
                print(*nibabel.affines.apply_affine(image.affine, index[0]))
            """;
        using var folder = new VolumeFolder();
        foreach (VolumeGeometry geometry in Grids().Take(3))
        {
            VolumeFile.Write(folder["a" + extension], Phantom(geometry));
            VolumeTools.Plastimatch("convert", "--input", folder["a" + extension], "--output-img", folder["itk.nii"]);
            string[] lines = VolumeTools.Nibabel(script, folder["itk.nii"]).Split('\n');
            for (int mark = 0; mark < 3; mark++)
            {
                double[] ras = [.. lines[mark].Split(' ').Select(v => double.Parse(v, System.Globalization.CultureInfo.InvariantCulture))];
                Vector3d index = Nearest(geometry, Marks[mark]);
                Vector3d expected = geometry.IndexToPatient(index.X, index.Y, index.Z);
                Assert.That((new Vector3d(-ras[0], -ras[1], ras[2]) - expected).Length, Is.LessThan(0.01), $"mark {mark + 1}");
            }
        }
    }

    private static IEnumerable<VolumeGeometry> Grids()
    {
        Vector3d[] axes = [Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ];
        int[][] orders = [[0, 1, 2], [1, 2, 0], [2, 1, 0]];
        foreach (int[] order in orders)
        {
            for (int signs = 0; signs < 8; signs += order[0] == 0 ? 1 : 3)
            {
                Vector3d x = axes[order[0]] * ((signs & 1) == 0 ? 1 : -1), y = axes[order[1]] * ((signs & 2) == 0 ? 1 : -1), z = axes[order[2]] * ((signs & 4) == 0 ? 1 : -1);
                yield return Centered(x, y, z);
            }
        }

        var tilt = new Vector3d(0.2, 0.9, -0.1).Normalize();
        Vector3d across = tilt.Cross(Vector3d.UnitX).Normalize();
        yield return Centered(tilt, across, tilt.Cross(across));
        yield return Centered(tilt, across, across.Cross(tilt));
    }

    private static VolumeGeometry Centered(Vector3d x, Vector3d y, Vector3d z)
    {
        var size = new VolumeSize(25, 26, 27);
        var spacing = new Vector3d(9, 8.5, 8);
        Vector3d origin = new Vector3d(1, 2, 3) - (x * (12 * spacing.X)) - (y * (12 * spacing.Y)) - (z * (13 * spacing.Z));
        return new VolumeGeometry(size, origin, spacing, x, y, z);
    }

    private static Vector3d Nearest(VolumeGeometry geometry, Vector3d point)
    {
        Vector3d index = geometry.PatientToIndex(point);
        return new Vector3d(Math.Round(index.X), Math.Round(index.Y), Math.Round(index.Z));
    }

    private static Volume<byte> Phantom(VolumeGeometry geometry)
    {
        var volume = new Volume<byte>(geometry);
        byte[] labels = [Right, Anterior, Superior];
        for (int mark = 0; mark < 3; mark++)
        {
            Vector3d index = Nearest(geometry, Marks[mark]);
            volume[(int)index.X, (int)index.Y, (int)index.Z] = labels[mark];
        }

        return volume;
    }

    private static void AssertMarks(Volume volume, VolumeGeometry written)
    {
        var labels = (Volume<byte>)volume;
        VolumeSize size = volume.Geometry.Size;
        int found = 0;
        for (int i = 0; i < labels.Voxels.Length; i++)
        {
            int label = labels.Voxels[i];
            if (label == 0)
                continue;
            Vector3d at = volume.Geometry.IndexToPatient(i % size.X, i / size.X % size.Y, i / (size.X * size.Y));
            Vector3d index = Nearest(written, Marks[label - 1]);
            Assert.That((at - written.IndexToPatient(index.X, index.Y, index.Z)).Length, Is.LessThan(0.01), $"label {label} in {volume}");
            Assert.That((at - Marks[label - 1]).Length, Is.LessThan(10));
            found++;
        }

        Assert.That(found, Is.EqualTo(3));
    }
}
