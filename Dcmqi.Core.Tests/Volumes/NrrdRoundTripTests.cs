namespace Dcmqi.Tests.Volumes;

public class NrrdRoundTripTests
{
    [Test]
    public void Write_LargeCompressed_ReadsBackExactly([Values(1, 2, 3)] int threads)
    {
        var geometry = new VolumeGeometry(new VolumeSize(256, 256, 30), new Vector3d(-10, 20, 30.5), new Vector3d(0.5, 0.75, 2), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);
        var voxels = new short[256 * 256 * 30];
        var random = new Random(7);
        for (int i = 0; i < voxels.Length; i++)
            voxels[i] = (short)random.Next(0, 50);
        var volume = new Volume<short>(geometry, voxels);

        var file = new MemoryStream();
        VolumeFile.Write(file, VolumeFormat.Nrrd, volume, new VolumeWriteOptions { MaxDegreeOfParallelism = threads });
        file.Position = 0;
        var back = (Volume<short>)VolumeFile.Read(file);

        Assert.That(back.Geometry, Is.EqualTo(geometry));
        Assert.That(back.Voxels.SequenceEqual(voxels), Is.True);
        Assert.That(back.Warnings, Is.Empty);
    }
}
