using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.RoundTrip;

/// <summary>A different mark at the patient's right, front and head: nothing may be mirrored between a research image, DICOM and back.</summary>
public class AxisConventionTests
{
    // Off-centre marks on an oblique grid of unequal spacing, in patient coordinates (LPS): right is -x, front is -y, head is +z.
    private static readonly VolumeGeometry Ct = Grids.Oblique(11, 9, 7, 0.2);

    [Test]
    public void Convert_MarksAtRightFrontAndHead_StayThere(
        [Values("nrrd", "nhdr", "mha", "mhd", "nii", "nii.gz", "hdr")] string extension, [Values(0, 1, 2, 3, 4, 5)] int order, [Values(0, 3, 5, 7)] int flips)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string path = Path.Combine(folder, "marks." + extension);
            var shuffled = new Volume<byte>(Grids.Shuffled(Ct, Grids.AxisOrders[order], flips));
            Volume<byte> marks = Marks(Ct);
            ForEach(shuffled.Geometry, (x, y, z) =>
            {
                Vector3d index = Ct.PatientToIndex(shuffled.Geometry.IndexToPatient(x, y, z));
                shuffled[x, y, z] = marks[(int)Math.Round(index.X), (int)Math.Round(index.Y), (int)Math.Round(index.Z)];
            });
            VolumeFile.Write(path, shuffled);

            var stream = new MemoryStream();
            new SegmentationBuilder(CtSeries.Load(Ct), Labels.Metadata(3)).AddLabelMap(path).Build().Save(stream);
            stream.Position = 0;
            LabelVolume back = Segmentation.Open(stream).ToLabelMap(Ct);

            Assert.That(back.Voxels.ToArray().Select(label => (byte)label), Is.EqualTo(marks.Voxels.ToArray()));
            Assert.That(Centre(back, 1).X, Is.LessThan(Centre(back, 2).X - 1), "the mark at the right lies right of that at the front");
            Assert.That(Centre(back, 2).Y, Is.LessThan(Centre(back, 1).Y - 1), "the mark at the front lies in front");
            Assert.That(Centre(back, 3).Z, Is.GreaterThan(Centre(back, 1).Z + 1), "the mark at the head lies above");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Volume<byte> Marks(VolumeGeometry geometry)
    {
        var marks = new Volume<byte>(geometry);
        marks[0, 6, 2] = 1;
        marks[1, 6, 2] = 1;
        marks[7, 0, 2] = 2;
        marks[7, 1, 2] = 2;
        marks[7, 1, 3] = 2;
        marks[6, 6, 6] = 3;
        return marks;
    }

    private static Vector3d Centre(LabelVolume volume, int label)
    {
        Vector3d sum = Vector3d.Zero;
        int count = 0;
        ForEach(volume.Geometry, (x, y, z) =>
        {
            if (volume[x, y, z] != label)
                return;
            sum += volume.Geometry.IndexToPatient(x, y, z);
            count++;
        });
        return sum * (1.0 / count);
    }

    private static void ForEach(VolumeGeometry geometry, Action<int, int, int> visit)
    {
        for (int z = 0; z < geometry.Size.Z; z++)
        {
            for (int y = 0; y < geometry.Size.Y; y++)
            {
                for (int x = 0; x < geometry.Size.X; x++)
                    visit(x, y, z);
            }
        }
    }
}
