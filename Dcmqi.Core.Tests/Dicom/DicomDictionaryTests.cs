using Dcmqi.Dicom;

namespace Dcmqi.Tests.Dicom;

public sealed class DicomDictionaryTests
{
    [TestCase(0x0008, 0x0018, "UI", "SOP Instance UID", "SOPInstanceUID")]
    [TestCase(0x0010, 0x0010, "PN", "Patient's Name", "PatientName")]
    [TestCase(0x5200, 0x9230, "SQ", "Per-Frame Functional Groups Sequence", "PerFrameFunctionalGroupsSequence")]
    [TestCase(0x6002, 0x3000, "OW", "Overlay Data", "OverlayData")]
    [TestCase(0x0028, 0x0106, "US", "Smallest Image Pixel Value", "SmallestImagePixelValue")]
    [TestCase(0x7FE0, 0x0010, "OW", "Pixel Data", "PixelData")]
    [TestCase(0x0020, 0x3105, "CS", "Source Image IDs", "SourceImageIDs")]
    [TestCase(0x0009, 0x0010, "LO", "Private Creator", "")]
    [TestCase(0x0009, 0x1001, "UN", "Private Element", "")]
    [TestCase(0x6003, 0x3000, "UN", "Private Element", "")]
    [TestCase(0x0008, 0x0000, "UL", "Group Length", "")]
    [TestCase(0x0008, 0x9FFF, "UN", "Unknown Element", "")]
    public void Find_Tag_GivesVrNameAndKeyword(int group, int element, string vr, string name, string keyword)
    {
        Tag tag = new((ushort)group, (ushort)element);
        Assert.That(DicomDictionary.VrOf(tag).ToString(), Is.EqualTo(vr));
        Assert.That(DicomDictionary.NameOf(tag), Is.EqualTo(name));
        Assert.That(DicomDictionary.TryFind(tag, out _, out _), Is.EqualTo(keyword.Length > 0));
    }

    [Test]
    public void NameOf_Uid_GivesItsName()
    {
        Assert.That(Uids.NameOf(Uids.SegmentationStorage), Is.EqualTo("Segmentation Storage"));
        Assert.That(Uids.NameOf("1.2.3"), Is.EqualTo("1.2.3"));
        Assert.That(Uids.NameOf("1.2.840.10008.1.2"), Is.EqualTo("Implicit VR Little Endian"));
    }
}
