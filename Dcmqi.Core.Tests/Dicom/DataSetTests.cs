using System.Text;
using Dcmqi.Dicom;

namespace Dcmqi.Tests.Dicom;

public sealed class DataSetTests
{
    [Test]
    public void Set_InAnyOrder_EnumeratesAscending()
    {
        DataSet dataSet = new();
        dataSet.Set(Tags.Rows, 5);
        dataSet.Set(Tags.PatientID, "P");
        dataSet.Set(Tags.SOPInstanceUID, "1.2");
        dataSet.Set(Tags.PatientID, "Q");
        Assert.That(dataSet.Select(element => element.Tag), Is.EqualTo(new Tag[] { Tags.SOPInstanceUID, Tags.PatientID, Tags.Rows }));
        Assert.That(dataSet.GetString(Tags.PatientID), Is.EqualTo("Q"));
        Assert.That(dataSet.Remove(Tags.PatientID), Is.True);
        Assert.That(dataSet.Remove(Tags.PatientID), Is.False);
        Assert.That(dataSet.Count, Is.EqualTo(2));
    }

    [Test]
    public void Getters_Text_TrimAndDivide()
    {
        DataSet dataSet = new();
        dataSet.SetBytes(Tags.ImageType, VR.CS, "DERIVED \\ PRIMARY\\ "u8.ToArray());
        dataSet.SetBytes(Tags.SOPInstanceUID, VR.UI, "1.2.3\0"u8.ToArray());
        dataSet.SetBytes(Tags.DerivationDescription, VR.ST, " a\\b "u8.ToArray());
        dataSet.SetEmpty(Tags.StudyID);
        Assert.That(dataSet.GetString(Tags.ImageType), Is.EqualTo("DERIVED"));
        Assert.That(dataSet.GetStrings(Tags.ImageType), Is.EqualTo(new[] { "DERIVED", "PRIMARY", "" }));
        Assert.That(dataSet.GetString(Tags.SOPInstanceUID), Is.EqualTo("1.2.3"));
        Assert.That(dataSet.GetString(Tags.DerivationDescription), Is.EqualTo(" a\\b"));
        Assert.That(dataSet.GetText(Tags.ImageType), Is.EqualTo("DERIVED \\ PRIMARY\\"));
        Assert.That(dataSet.GetString(Tags.StudyID), Is.Null);
        Assert.That(dataSet.GetStrings(Tags.StudyID), Is.Empty);
        Assert.That(dataSet.HasValue(Tags.StudyID), Is.False);
        Assert.That(dataSet.Contains(Tags.StudyID), Is.True);
        Assert.That(dataSet.GetString(Tags.PatientID), Is.Null);
    }

    // With each value found from the start of the text this takes hours.
    [Test]
    public void Getters_TwoMillionDecimalStrings_AreLookedAtOnce()
    {
        DataSet dataSet = new();
        byte[] text = System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("1\\-2\\", 1_000_000)) + "37");
        dataSet.SetBytes(Tags.GridFrameOffsetVector, VR.DS, text);
        double[] values = dataSet.GetDoubles(Tags.GridFrameOffsetVector);
        Assert.That((values.Length, values[0], values[1_999_999], values[^1]), Is.EqualTo((2_000_001, 1.0, -2.0, 37.0)));
        dataSet.SetBytes(Tags.GridFrameOffsetVector, VR.IS, text);
        Assert.That(dataSet.GetInt32s(Tags.GridFrameOffsetVector)[^2..], Is.EqualTo(new[] { -2, 37 }));
        dataSet.SetBytes(Tags.GridFrameOffsetVector, VR.DS, "1\\x\\3"u8.ToArray());
        Assert.That(() => dataSet.GetDoubles(Tags.GridFrameOffsetVector), Throws.TypeOf<DicomFormatException>().With.Message.Contains("is 'x'; a number was expected"));
    }

    [Test]
    public void Getters_Numbers_ReadEveryVr()
    {
        DataSet dataSet = new();
        dataSet.Set(Tags.ImagePositionPatient, "-1.5\\ 2e1 \\3");
        dataSet.Set(Tags.Rows, 65535);
        dataSet.Set(new Tag(0x0009, 0x1001), VR.SV, -5);
        dataSet.Set(Tags.InstanceNumber, -7);
        dataSet.Set(Tags.RealWorldValueSlope, 0.1);
        dataSet.Set(Tags.DimensionIndexValues, 1, 70000);
        dataSet.SetTags(Tags.FrameIncrementPointer, Tags.Rows, Tags.PixelData);
        Assert.That(dataSet.GetDoubles(Tags.ImagePositionPatient), Is.EqualTo(new[] { -1.5, 20, 3 }));
        Assert.That(dataSet.GetInt32(Tags.Rows), Is.EqualTo(65535));
        Assert.That(dataSet.GetInt64(new Tag(0x0009, 0x1001)), Is.EqualTo(-5));
        Assert.That(dataSet.GetInt32(Tags.InstanceNumber), Is.EqualTo(-7));
        Assert.That(dataSet.GetDouble(Tags.RealWorldValueSlope), Is.EqualTo(0.1));
        Assert.That(dataSet.GetInt32s(Tags.DimensionIndexValues), Is.EqualTo(new[] { 1, 70000 }));
        Assert.That(dataSet.GetTags(Tags.FrameIncrementPointer), Is.EqualTo(new Tag[] { Tags.Rows, Tags.PixelData }));
        Assert.That(dataSet.GetInt32(Tags.Columns), Is.Null);
        // (0028,0009) of VR AT: each tag as two 16-bit numbers, little endian.
        Assert.That(dataSet.Find(Tags.FrameIncrementPointer)!.Value.ToArray(), Is.EqualTo(new byte[] { 0x28, 0, 0x10, 0, 0xE0, 0x7F, 0x10, 0 }));
    }

    [Test]
    public void Getters_Rubbish_NameTheAttributeAndItsPath()
    {
        DataSet item = new();
        item.Set(Tags.ImagePositionPatient, "1\\x\\3");
        item.Set(Tags.InstanceNumber, "1.5");
        item.SetBytes(Tags.Rows, VR.US, new byte[3]);
        DataSet dataSet = new();
        dataSet.SetItems(Tags.PlanePositionSequence, new DataSet(), item);
        DicomFormatException failure = Assert.Throws<DicomFormatException>(() => item.GetDoubles(Tags.ImagePositionPatient))!;
        Assert.That(failure.Message, Is.EqualTo("Plane Position Sequence (0020,9113) item 2, Image Position (Patient) (0020,0032) is 'x'; a number was expected."));
        Assert.That(failure.AttributePath, Is.EqualTo("(0020,9113)[2]/(0020,0032)"));
        Assert.Throws<DicomFormatException>(() => item.GetInt32(Tags.InstanceNumber));
        Assert.Throws<DicomFormatException>(() => item.GetInt32(Tags.Rows));
        Assert.Throws<DicomFormatException>(() => item.GetTags(Tags.Rows));
    }

    [Test]
    public void Set_WrongKind_Throws()
    {
        DataSet dataSet = new();
        Assert.Throws<ArgumentException>(() => dataSet.Set(Tags.Rows, "5"));
        Assert.Throws<ArgumentException>(() => dataSet.Set(Tags.PatientName, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => dataSet.Set(Tags.Rows, 65536));
        Assert.Throws<ArgumentOutOfRangeException>(() => dataSet.Set(Tags.InstanceNumber, 0.5));
        Assert.Throws<ArgumentException>(() => dataSet.Set(Tags.SliceThickness, double.NaN));
        Assert.That(dataSet.Count, Is.Zero);
    }

    [Test]
    public void CopyFrom_Latin1File_GivesUtf8AndKeepsNumbersVerbatim()
    {
        byte[] file = ReaderBytes.Explicit(
            ReaderBytes.Short(0x0008, 0x0005, "CS", "ISO_IR 100"u8.ToArray()),
            ReaderBytes.Short(0x0010, 0x0010, "PN", [0x4A, 0xF6]),
            ReaderBytes.Short(0x0018, 0x0050, "DS", "1.00E0"u8.ToArray()));
        DataSet source = DicomFile.Open(file).DataSet;
        DataSet dataSet = new();
        dataSet.CopyFrom(source, Tags.PatientName);
        dataSet.CopyFrom(source, Tags.SliceThickness);
        dataSet.CopyFrom(source, Tags.PatientID);
        Assert.That(source.GetString(Tags.PatientName), Is.EqualTo("Jö"));
        Assert.That(dataSet.Find(Tags.PatientName)!.Value.ToArray(), Is.EqualTo(Encoding.UTF8.GetBytes("Jö")));
        Assert.That(dataSet.GetText(Tags.SliceThickness), Is.EqualTo("1.00E0"));
        Assert.That(dataSet.Count, Is.EqualTo(2));

        source.Set(Tags.SOPClassUID, "1.2");
        source.Set(Tags.SOPInstanceUID, "1.3");
        using MemoryStream stream = new();
        DicomWriter.Write(stream, source, TransferSyntax.ExplicitVRLittleEndian);
        DataSet back = DicomFile.Open(stream.ToArray()).DataSet;
        Assert.That(back.GetString(Tags.SpecificCharacterSet), Is.EqualTo("ISO_IR 192"));
        Assert.That(back.GetString(Tags.PatientName), Is.EqualTo("Jö"));
    }
}
