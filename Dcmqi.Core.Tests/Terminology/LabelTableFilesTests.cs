using System.Text;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Terminology;

/// <summary>Label tables of other programs, and what is no label table.</summary>
public class LabelTableFilesTests
{
    private const string Caret = """
        <?xml version="1.0" encoding="UTF-8"?>
        <CaretExtension><Date><![CDATA[2013-07-14T05:45:09]]></Date><VolumeInformation Index="0"><LabelTable>
        <Label Key="0" Red="0" Green="0" Blue="0" Alpha="0"><![CDATA[???]]></Label>
        <Label Key="5" Red="1" Green="0.5" Blue="0" Alpha="1"><![CDATA[liver]]></Label>
        <Label Key="2" Red="0.2" Green="0.4" Blue="0.6" Alpha="1">kidney &amp; more</Label>
        </LabelTable></VolumeInformation></CaretExtension>
        """;

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    // 3D Slicer writes spaces as '_', FreeSurfer has names with '_', and its own transparency.
    [TestCase("# Color table file mine.ctbl\n# 3 values\n1 left_kidney 185 102 83 255\n2 _ 0 0 255 255\n7 liver 300 -5 12.6\n", "1 left kidney #B96653|7 liver #FF000D")]
    [TestCase("#No. Label Name: R G B A\r\n0 Unknown 0 0 0 0\r\n\r\n17 Left-Hippocampus 220 216 20 0\r\n10 ctx_lh_x  0 118 14 0\r\n", "0 Unknown #000000|10 ctx_lh_x #00760E|17 Left-Hippocampus #DCD814")]
    [TestCase("################\n# ITK-SnAP Label Description File\n    0     0    0    0        0  0  0    \"Clear Label\"\n    1   255    0    1        1  1  1    \"Left lung\"\n7 10 20 30 0.5 0 1 \"Tumor, core\"\n", "0 Clear Label #000000|1 Left lung #FF0001|7 Tumor, core #0A141E")]
    [TestCase("LabelValue,Name,Color_R,Color_G,Color_B,Color_A,Type_CodingScheme,Type_CodeValue,Type_CodeMeaning\n1,spleen,157,108,162,255,SRT,T-C3000,Spleen\n4,\"core, enhancing\",1,2,3,255,,,\n", "1 spleen #9D6CA2 78961009|4 core, enhancing #010203")]
    [TestCase("LabelValue\tName\n3\tliver\n", "3 liver")]
    [TestCase("{\"labels\": {\"background\": 0, \"liver\": 1, \"ignore\": 3, \"left kidney\": 2}}", "0 background|1 liver|2 left kidney")]
    [TestCase("{\"name\": \"x\", \"labels\": {\"0\": \"background\", \"1\": \"liver\"}}", "0 background|1 liver")]
    [TestCase("{\"labels\": {\"background\": 0, \"whole\": [1, 2, 3], \"core\": [2, 3], \"enhancing\": 3}, \"regions_class_order\": [1, 2, 3]}", "0 background|1 whole|2 core|3 enhancing")]
    [TestCase(Caret, "0 ??? #000000|2 kidney & more #336699|5 liver #FF8000")]
    public void Load_FindsTheKindByContent(string content, string expected)
    {
        File.WriteAllText(_folder["table"], content);
        LabelTable table = LabelTable.Load(_folder["table"]);
        Assert.That(string.Join('|', table.Select(entry => $"{entry.Label} {entry.Name} {entry.Color} {entry.Term?.Type.Value}".TrimEnd())), Is.EqualTo(expected));
        Assert.That(table.Name, Is.EqualTo("table"));
    }

    [Test]
    public void Load_NiftiOfTotalSegmentator_ReadsItsNames([Values(0, 30)] int code)
    {
        var volume = new Volume<byte>(ObliqueGrid.Of(7, 5, 3)) { NiftiExtensions = [new NiftiExtension(6, "other"u8.ToArray()), new NiftiExtension(code, Encoding.UTF8.GetBytes(Caret))] };
        volume.Voxels[3] = 5;
        VolumeFile.Write(_folder["seg.nii.gz"], volume);
        Assert.That(LabelTable.Load(_folder["seg.nii.gz"]).Find(5)!.Name, Is.EqualTo("liver"));
        SegmentationMetadata metadata = SegmentationMetadata.FromPreset(LabelTable.Load(_folder["seg.nii.gz"]), volume);
        Assert.That(metadata.SegmentAttributes[0].Single().SegmentedPropertyType.Value, Is.EqualTo("10200004"));
        Assert.That(metadata.Warnings, Has.One.Contains("found by the name"));
        Assert.That(metadata.Validate(), Is.Empty);

        VolumeFile.Write(_folder["plain.nii.gz"], new Volume<byte>(volume.Geometry));
        Assert.That(() => LabelTable.Load(_folder["plain.nii.gz"]), Throws.TypeOf<MetadataException>().With.Message.Contains("holds no label table"));
        Assert.That(LabelTable.Of(new Volume<byte>(volume.Geometry)), Is.Null);
    }

    // The names are in the header: voxels are not looked at.
    [Test]
    public void Load_VolumeThatIsCut_ReadsItsHeader()
    {
        var volume = new Volume<byte>(ObliqueGrid.Of(70, 50, 30)) { NiftiExtensions = [new NiftiExtension(30, Encoding.UTF8.GetBytes(Caret))] };
        new Random(1).NextBytes(volume.Voxels);
        VolumeFile.Write(_folder["seg.nii.gz"], volume);
        byte[] whole = File.ReadAllBytes(_folder["seg.nii.gz"]);
        File.WriteAllBytes(_folder["seg.nii.gz"], whole[..(whole.Length / 2)]);
        Assert.That(() => VolumeFile.Read(_folder["seg.nii.gz"]), Throws.TypeOf<VolumeFormatException>());
        Assert.That(LabelTable.Load(_folder["seg.nii.gz"]).Find(5)!.Name, Is.EqualTo("liver"));
        File.WriteAllBytes(_folder["seg.nii.gz"], whole[..100]);
        Assert.That(() => LabelTable.Load(_folder["seg.nii.gz"]), Throws.TypeOf<VolumeFormatException>());
    }

    // All faults together, with their lines.
    [TestCase("1 a 1 2 3 4\n1 b 1 2 3 4\nx y\n-1 c 1 2 3 0\n2000000 d 1 2 3 0\n3 e red 2 3 0", "(line 2) has label 1 again", "(line 3) is 'x y'", "(line 4) has label -1", "(line 5) has label 2000000", "(line 6) has the colour 'red 2 3'")]
    [TestCase("# Color procedural file x\n0 0 0 0", "procedural")]
    [TestCase("", "names no label")]
    [TestCase("# nothing\n", "names no label")]
    [TestCase("LabelValue,Name\nfour,x\n", "(line 2) has 'four' in LabelValue")]
    [TestCase("{\"labels\": [1]}", "has no object 'labels'")]
    [TestCase("{\"labels\": {\"a\": [1, 2]}}", "'a' in labels")]
    [TestCase("{\"labels\": {\"a\": 1.5}}", "'a' in labels")]
    [TestCase("{\"labels\": ", "is no JSON")]
    [TestCase("{\"labels\": {\"1\": \"\\ud800\"}}", "holds text that is not Unicode")]
    [TestCase("<a><Label Key=\"x\">y</Label></a>", "Key 'x'")]
    [TestCase("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a><Label Key=\"1\">&b;</Label></a>", "DTD")]
    [TestCase("<!DOCTYPE lolz [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><LabelTable><Label Key=\"1\">&b;</Label></LabelTable>", "DTD")]
    [TestCase("<a><b>", "is no XML")]
    [TestCase("hello world", "is 'hello world'")]
    public void Load_WhatIsNoTable_IsRefusedWithEveryFault(string content, params string[] told)
    {
        File.WriteAllText(_folder["table"], content);
        MetadataException fault = Assert.Throws<MetadataException>(() => LabelTable.Load(_folder["table"]))!;
        foreach (string message in told)
            Assert.That(fault.Message, Does.Contain(message));
    }

    [Test]
    public void Load_HostileSizes_AreRefusedBeforeTheyCostMuch()
    {
        using (FileStream large = File.Create(_folder["large"]))
        {
            large.Write(Encoding.ASCII.GetBytes(new string('#', 5000) + "\n"));
            large.SetLength(1L << 31);
        }

        Assert.That(() => LabelTable.Load(_folder["large"]), Throws.TypeOf<MetadataException>().With.Message.Contains("2147483648 bytes"));
        File.WriteAllText(_folder["deep"], string.Concat(Enumerable.Repeat("{\"labels\":", 5000)));
        Assert.That(() => LabelTable.Load(_folder["deep"]), Throws.TypeOf<MetadataException>());
        Assert.That(() => LabelTable.Load(_folder["none"]), Throws.InstanceOf<IOException>());
    }
}
