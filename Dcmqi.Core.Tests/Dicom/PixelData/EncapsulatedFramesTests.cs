using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Tests.Dicom.PixelData;

public sealed class EncapsulatedFramesTests
{
    [Test]
    public void SetFind_ThroughAFile_GivesTheFrames()
    {
        DataSet dataSet = Make([1, 2, 3], [4], [5, 6]);
        using MemoryStream stream = new();
        DicomWriter.Write(stream, dataSet, TransferSyntax.Of(Uids.RLELossless));
        DataSet back = DicomFile.Open(stream.ToArray()).DataSet;
        Assert.That(back.Find(Tags.PixelData)!.Fragments!.Offsets, Is.EqualTo(new uint[] { 0, 12, 22 }));
        // Fragments of odd length are padded.
        Assert.That(EncapsulatedFrames.Find(back, 3).Select(frame => frame.Single().ToArray()), Is.EqualTo(new byte[][] { [1, 2, 3, 0], [4, 0], [5, 6] }));
    }

    [Test]
    public void Find_SeveralFragmentsPerFrame_FollowsTheExtendedTable()
    {
        DataSet dataSet = Make([1, 2], [3, 4], [5, 6]);
        dataSet.SetFragments(Tags.PixelData, new Fragments([], dataSet.Find(Tags.PixelData)!.Fragments!.Parts));
        dataSet.SetBytes(Tags.ExtendedOffsetTable, VR.OV, new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0 });
        Assert.That(EncapsulatedFrames.Find(dataSet, 2).Select(frame => frame.Count), Is.EqualTo(new[] { 2, 1 }));
        dataSet.SetBytes(Tags.ExtendedOffsetTable, VR.OV, new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 19, 0, 0, 0, 0, 0, 0, 0 });
        Assert.Throws<DicomFormatException>(() => EncapsulatedFrames.Find(dataSet, 2));
        dataSet.Remove(Tags.ExtendedOffsetTable);
        Assert.Throws<DicomFormatException>(() => EncapsulatedFrames.Find(dataSet, 2));
        Assert.That(EncapsulatedFrames.Find(dataSet, 1).Single(), Has.Count.EqualTo(3));
    }

    private static DataSet Make(params byte[][] frames)
    {
        DataSet dataSet = new();
        dataSet.Set(Tags.SOPClassUID, "1.2");
        dataSet.Set(Tags.SOPInstanceUID, "1.3");
        EncapsulatedFrames.Set(dataSet, [.. frames.Select(frame => (BulkValue)new MemoryBulkValue(frame))]);
        return dataSet;
    }
}
