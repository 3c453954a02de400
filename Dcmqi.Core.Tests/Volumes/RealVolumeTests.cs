using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Volumes;

/// <summary>Files that dcmqi's users brought, read here and by Teem.</summary>
public class RealVolumeTests
{
    [Test]
    public void Read_EveryNrrd_IsWhatTeemReads()
    {
        string[] files = Directory.GetFiles(Repository.DataFolder, "*.nrrd", SearchOption.AllDirectories);
        Assert.That(files, Has.Length.GreaterThan(10));
        using var folder = new VolumeFolder();
        foreach (string file in files)
        {
            Volume volume = VolumeFile.Read(file);

            Assert.That(volume.Warnings, Is.Empty, file);
            VolumeTools.Unu("save", "-f", "nrrd", "-e", "raw", "-en", "little", "-i", file, "-o", folder["back.nhdr"]);
            Assert.That(File.ReadAllBytes(folder["back.raw"]).AsSpan().SequenceEqual(VolumeSamples.Bytes(volume)), Is.True, file);
            Assert.That(VolumeFile.Read(folder["back.nhdr"]).Geometry.IsCloseTo(volume.Geometry, 1e-6), Is.True, file);
        }
    }
}
