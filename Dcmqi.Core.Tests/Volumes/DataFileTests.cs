using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Volumes;

/// <summary>Headers whose voxels lie in other files.</summary>
public class DataFileTests
{
    private const string NrrdHead = "NRRD0004\ntype: uchar\ndimension: 3\nsizes: 2 1 3\nspace: LPS\nspace directions: (1,0,0) (0,1,0) (0,0,1)\nspace origin: (0,0,0)\nencoding: raw\n";

    private const string MetaHead = "ObjectType = Image\nNDims = 3\nDimSize = 2 1 3\nElementSpacing = 1 1 1\nOffset = 0 0 0\nElementType = MET_UCHAR\n";

    private static readonly byte[] Expected = [1, 2, 3, 4, 5, 6];

    [TestCase("data file: LIST\ns1\ns2\ns3\n")]
    [TestCase("data file: LIST 2\ns1\ns2\ns3\n")]
    [TestCase("datafile: s%d 1 3 1\n")]
    [TestCase("data file: s%01d 1 3 1 2\n")]
    [TestCase("data file: ./whole\n")]
    public void Read_NrrdFiles(string dataFile) => AssertReads(NrrdHead + dataFile, "v.nhdr");

    [TestCase("ElementDataFile = LIST\ns1\ns2\ns3\n")]
    [TestCase("ElementDataFile = LIST 2D\ns1\ns2\ns3\n")]
    [TestCase("ElementDataFile = s%d 1 3 1\n")]
    [TestCase("ElementDataFile = whole\n")]
    [TestCase("HeaderSize = -1\nElementDataFile = long\n")]
    [TestCase("HeaderSize = 4\nElementDataFile = long\n")]
    public void Read_MetaImageFiles(string dataFile) => AssertReads(MetaHead + dataFile, "v.mhd");

    [Test]
    public void Read_SlicesBackwards_AreReordered()
    {
        using VolumeFolder folder = Folder();
        File.WriteAllText(folder["v.nhdr"], NrrdHead + "data file: s%d 3 1 -1\n");
        Assert.That(((Volume<byte>)VolumeFile.Read(folder["v.nhdr"])).Voxels.ToArray(), Is.EqualTo(new byte[] { 5, 6, 3, 4, 1, 2 }));
    }

    [TestCase("data file: ../secret\n")]
    [TestCase("data file: /etc/passwd\n")]
    [TestCase("data file: sub/whole\n")]
    [TestCase("data file: LIST\ns1\n../s2\ns3\n")]
    [TestCase("data file: missing\n")]
    [TestCase("data file: v.nhdr\n")]
    [TestCase("data file: LIST\ns1\ns2\n")]
    [TestCase("data file: LIST\n")]
    [TestCase("data file: LIST 9\ns1\n")]
    [TestCase("data file: s%d 1 3 0\n")]
    [TestCase("data file: s%d 1 2000000000 1\n")]
    [TestCase("data file: s%s%n 1 3 1\n")]
    [TestCase("data file:\n")]
    public void Read_BadNrrdDataFile_NamesTheField(string dataFile) => AssertRefuses(NrrdHead + dataFile, "v.nhdr", "data file");

    [TestCase("ElementDataFile = ../secret\n")]
    [TestCase("ElementDataFile = /etc/passwd\n")]
    [TestCase("ElementDataFile = LIST\ns1\n../s2\ns3\n")]
    [TestCase("ElementDataFile = v.mhd\n")]
    [TestCase("ElementDataFile = LIST x\ns1\ns2\ns3\n")]
    [TestCase("ElementDataFile = s%d 1 9 1\n")]
    [TestCase("ElementDataFile = s%d%d 1 3 1\n")]
    public void Read_BadMetaImageDataFile_NamesTheField(string dataFile) => AssertRefuses(MetaHead + dataFile, "v.mhd", "ElementDataFile");

    [Test]
    public void Read_FolderBelow_NeedsThatAccess()
    {
        using VolumeFolder folder = Folder();
        File.WriteAllText(folder["v.nhdr"], NrrdHead + "data file: sub/whole\n");
        Assert.That(() => VolumeFile.Read(folder["v.nhdr"]), Throws.TypeOf<VolumeFormatException>().With.Message.Contains("DataFiles"));
        foreach (DataFileAccess access in new[] { DataFileAccess.OwnFolderAndBelow, DataFileAccess.Anywhere })
        {
            Volume volume = VolumeFile.Read(folder["v.nhdr"], new VolumeReadOptions { DataFiles = access });
            Assert.That(((Volume<byte>)volume).Voxels.ToArray(), Is.EqualTo(Expected));
        }
    }

    [Test]
    public void Read_FolderAbove_NeedsFullAccess()
    {
        using VolumeFolder folder = Folder();
        File.WriteAllText(folder["sub/v.nhdr"], NrrdHead + "data file: ../whole\n");
        var below = new VolumeReadOptions { DataFiles = DataFileAccess.OwnFolderAndBelow };
        Assert.That(() => VolumeFile.Read(folder["sub/v.nhdr"], below), Throws.TypeOf<VolumeFormatException>());
        Assert.That(VolumeFile.Read(folder["sub/v.nhdr"], new VolumeReadOptions { DataFiles = DataFileAccess.Anywhere }), Is.Not.Null);
    }

    [Test]
    public void Read_DataFileTooShort_TellsHowMuchIsMissing()
    {
        using VolumeFolder folder = Folder();
        File.WriteAllText(folder["v.nhdr"], NrrdHead + "data file: s1\n");
        Assert.That(() => VolumeFile.Read(folder["v.nhdr"]), Throws.TypeOf<VolumeFormatException>().With.Message.Contains("promise 6 bytes").And.Message.Contains("v.nhdr"));
    }

    // The link's own length says nothing of what it leads to.
    [TestCase("v.nhdr", "v.raw.gz")]
    [TestCase("v.mhd", "v.zraw")]
    [TestCase("v.hdr", "v.img")]
    [Platform("Linux")]
    public void Read_DataFileThatIsALink_ReadsWhatItLeadsTo(string header, string data)
    {
        using VolumeFolder folder = Folder();
        var volume = new Volume<byte>(Grids.Axial(40, 30, 20));
        new Random(1).NextBytes(volume.Voxels);
        VolumeFile.Write(folder[header], volume);
        File.Move(folder[data], folder["elsewhere"]);
        File.CreateSymbolicLink(folder[data], "elsewhere");
        Assert.That(((Volume<byte>)VolumeFile.Read(folder[header])).Voxels.ToArray(), Is.EqualTo(volume.Voxels.ToArray()));
    }

    // What a header could not name: readers take these for patterns and lists.
    [TestCase("a%03d.mhd")]
    [TestCase("a%d.nhdr")]
    [TestCase("LIST 2.mhd")]
    public void Write_NameThatNoHeaderCanGive_IsRefused(string name)
    {
        using VolumeFolder folder = Folder();
        int before = Directory.GetFiles(folder[""]).Length;
        Assert.That(() => VolumeFile.Write(folder[name], new Volume<byte>(Grids.Axial(2, 2, 2))), Throws.ArgumentException.With.Message.Contains(Path.GetFileNameWithoutExtension(name)));
        Assert.That(Directory.GetFiles(folder[""]), Has.Length.EqualTo(before));
    }

    [Test]
    public void Read_ImageOfPair_FindsItsHeader()
    {
        using var folder = new VolumeFolder();
        Volume volume = VolumeSamples.Random(new Random(1), VolumeSamples.Plain(3, 4, 5), typeof(float));
        VolumeFile.Write(folder["p.hdr"], volume);
        VolumeSamples.AssertSame(VolumeFile.Read(folder["p.img"]), volume, 1e-4);
        File.Delete(folder["p.hdr"]);
        Assert.That(() => VolumeFile.Read(folder["p.img"]), Throws.TypeOf<VolumeFormatException>().With.Message.Contains("p.hdr"));
        VolumeFile.Write(folder["p.img"], volume);
        File.Delete(folder["p.img"]);
        Assert.That(() => VolumeFile.Read(folder["p.hdr"]), Throws.TypeOf<VolumeFormatException>().With.Message.Contains("p.img"));
    }

    private static VolumeFolder Folder()
    {
        var folder = new VolumeFolder();
        for (int i = 0; i < 3; i++)
            File.WriteAllBytes(folder[$"s{i + 1}"], Expected[(2 * i)..((2 * i) + 2)]);
        File.WriteAllBytes(folder["whole"], Expected);
        File.WriteAllBytes(folder["long"], [9, 9, 9, 9, .. Expected]);
        Directory.CreateDirectory(folder["sub"]);
        File.WriteAllBytes(folder["sub/whole"], Expected);
        return folder;
    }

    private static void AssertReads(string header, string name)
    {
        using VolumeFolder folder = Folder();
        File.WriteAllText(folder[name], header);
        Volume volume = VolumeFile.Read(folder[name]);
        Assert.That(((Volume<byte>)volume).Voxels.ToArray(), Is.EqualTo(Expected));
        Assert.That(volume.Warnings, Is.Empty);
    }

    private static void AssertRefuses(string header, string name, string field)
    {
        using VolumeFolder folder = Folder();
        File.WriteAllText(folder[name], header);
        VolumeFormatException error = Assert.Throws<VolumeFormatException>(() => VolumeFile.Read(folder[name]))!;
        Assert.That(error.Field, Is.EqualTo(field));
        Assert.That(error.Message, Does.StartWith(name + ": ").And.Contain(field));
    }
}
