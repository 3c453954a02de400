using System.Text.Json.Nodes;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Samples;

/// <summary>What commands say of label files that they go through slice by slice.</summary>
public class LabelFileCommandTests : TorsoCommandTests
{
    [Test]
    public void VolumeInfo_RealNumbersAndSeveralComponents_HaveNoLabels()
    {
        var real = new Volume<float>(Geometry);
        (real.Voxels[3], real.Voxels[4]) = (1, 0.5f);
        VolumeFile.Write(Folder["real.nii.gz"], real);
        var vector = new Volume<short>(Geometry, new short[Geometry.Size.VoxelCount * 2], VolumeComponentAxis.Vector, 2);
        VolumeFile.Write(Folder["vector.nrrd"], vector);
        string text = CommandRun.Succeed("volumeinfo", Folder["real.nii.gz"], Folder["vector.nrrd"]);
        Assert.That(text, Does.Contain("float32").And.Contain("int16").And.Contain("components   2").And.Not.Contain("labels"));
        JsonArray infos = JsonNode.Parse(CommandRun.Succeed("volumeinfo", "--json", Folder["real.nii.gz"], Folder["vector.nrrd"], Folder["labels.nrrd"]))!.AsArray();
        Assert.That(infos.Select(info => info!.AsObject().ContainsKey("labels")), Is.EqualTo(new[] { false, false, true }));
        Assert.That(infos.Select(info => (int)info!["components"]!), Is.EqualTo(new[] { 1, 2, 1 }));
    }

    // All of a file is read, whatever it holds.
    [TestCase(typeof(byte))]
    [TestCase(typeof(float))]
    public void VolumeInfo_FileThatIsCut_IsRefused(Type type)
    {
        Volume volume = type == typeof(byte) ? new Volume<byte>(Geometry, new PhantomTorso(Geometry).Labels()) : new Volume<float>(Geometry, [.. new PhantomTorso(Geometry).Labels().Select(label => label / 3f)]);
        VolumeFile.Write(Folder["cut.nii.gz"], volume);
        byte[] whole = File.ReadAllBytes(Folder["cut.nii.gz"]);
        File.WriteAllBytes(Folder["cut.nii.gz"], whole[..^6]);
        string said = Assert.Throws<VolumeFormatException>(() => VolumeFile.Read(Folder["cut.nii.gz"]))!.Message;
        Assert.That(CommandRun.Fail("volumeinfo", Folder["cut.nii.gz"]), Does.Contain(said));
        Assert.That(CommandRun.Fail("metadata", "--preset", "totalsegmentator", "--inputImageList", Folder["cut.nii.gz"], "--outputMetadata", Folder["cut.json"]), Does.Contain(said));
        Assert.That(File.Exists(Folder["cut.json"]), Is.False);
    }

    // Names and codes are in the header.
    [Test]
    public void Metadata_FromSegNrrd_ReadsItsHeader()
    {
        CommandRun.Succeed(Conversion("seg.dcm"));
        using (Segmentation segmentation = Segmentation.Open(Folder["seg.dcm"]))
            segmentation.SaveSegNrrd(Folder["whole.seg.nrrd"]);
        SegmentationMetadata expected = SegmentationMetadata.FromSegNrrd(VolumeFile.Read(Folder["whole.seg.nrrd"]));
        byte[] whole = File.ReadAllBytes(Folder["whole.seg.nrrd"]);
        File.WriteAllBytes(Folder["cut.seg.nrrd"], whole[..^100]);
        Assert.That(() => VolumeFile.Read(Folder["cut.seg.nrrd"]), Throws.TypeOf<VolumeFormatException>());
        CommandRun.Succeed("metadata", "--from", Folder["cut.seg.nrrd"], "--outputMetadata", Folder["seg.json"]);
        Assert.That(SegmentationMetadata.Load(Folder["seg.json"]), Is.EqualTo(expected));
        Assert.That(expected.SegmentAttributes.Single(), Has.Count.GreaterThan(3));
        Assert.That(CommandRun.Fail("metadata", "--from", Folder["labels.nrrd"], "--outputMetadata", Folder["seg.json"]), Does.Contain("names no segments"));
    }

    // As byte and as the real numbers that many programs write.
    [TestCase(typeof(byte))]
    [TestCase(typeof(double))]
    public void ItkImageToSegImage_MaskInPlaceOfALabelMap_IsToldSo(Type type)
    {
        byte[] mask = [.. new PhantomTorso(Geometry).Labels().Select(label => (byte)(label == 4 ? 1 : 0))];
        VolumeFile.Write(Folder["liver.nii.gz"], type == typeof(byte) ? new Volume<byte>(Geometry, mask) : new Volume<double>(Geometry, [.. mask.Select(value => (double)value)]));
        string[] conversion = ["itkimage2segimage", "--preset", "totalsegmentator", "--inputImageList", Folder["liver.nii.gz"], "--inputDICOMDirectory", Folder["ct"], "--outputDICOM", Folder["seg.dcm"]];
        Assert.That(CommandRun.Fail(conversion), Does.Contain("'liver.nii.gz' holds label 1 alone and is called as TotalSegmentator total calls label 5: it seems to be a mask. Give --masks."));
        CommandRun.Succeed([.. conversion, "--masks"]);

        // What holds another label is none.
        mask[0] = 2;
        VolumeFile.Write(Folder["liver.nii.gz"], new Volume<byte>(Geometry, mask));
        CommandRun.Succeed(conversion);
    }
}
