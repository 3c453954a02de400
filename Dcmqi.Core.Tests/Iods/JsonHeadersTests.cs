using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Iods;

public class JsonHeadersTests
{
    private static readonly VolumeGeometry Geometry = Grids.Oblique(6, 4, 3);

    // pydicom writes the DICOM JSON Model on its own.
    [TestCase(false)]
    [TestCase(true)]
    public void LoadJson_HeadersOfPydicom_GiveTheSegmentationThatFilesGive(bool isMultiFrame)
    {
        ExternalProgram python = ExternalProgram.Python("pydicom");
        using var folder = new TemporaryFolder();
        string[] files = isMultiFrame ? [folder["enhanced.dcm"]] : new PhantomSeries(Geometry).Write(folder["series"]);
        if (isMultiFrame)
            File.WriteAllBytes(files[0], new PhantomMultiFrame([.. PhantomFrame.Of(Geometry)]).File());
        string script = "import sys, json, pydicom; print(json.dumps([pydicom.dcmread(p, stop_before_pixels=True).to_json_dict() for p in sys.argv[1:]]))";
        (int exitCode, string json) = python.Run(["-W", "ignore", "-c", script, .. files]);
        Assert.That(exitCode, Is.Zero, json);

        SourceImages source = SourceImages.ParseJson(json);
        Assert.That(source.Geometry.IsCloseTo(Geometry, 1e-6));
        Assert.That(References(source), Is.EqualTo(References(SourceImages.Load(files))));
    }

    [Test]
    public void LoadJson_ValuesOfAllKinds_AreRead()
    {
        const string Json = """
            { "00080018": { "vr": "UI", "Value": [ "2.25.1" ] }, "00100010": { "vr": "PN", "Value": [ { "Alphabetic": "Yamada^Tarou", "Phonetic": "やまだ^たろう" } ] },
              "00080008": { "vr": "CS", "Value": [ "ORIGINAL", null, "AXIAL" ] }, "00280030": { "vr": "DS", "Value": [ 0.75, "1.50" ] }, "00280010": { "vr": "US", "Value": [ 12 ] },
              "00189087": { "vr": "FD", "Value": [ 1000.5 ] }, "00280009": { "vr": "AT", "Value": [ "00181063" ] }, "00081032": { "vr": "SQ", "Value": [ { "00080100": { "vr": "SH", "Value": [ "X" ] } } ] },
              "00100020": { "vr": "LO" }, "7FE00010": { "vr": "OW", "BulkDataURI": "http://example.org/1" }, "00091001": { "vr": "UN", "InlineBinary": "AQI=" } }
            """;
        DataSet header = Dcmqi.Dicom.Encoding.DicomJsonReader.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Json)))[0];

        Assert.That(header.GetText(Tags.PatientName), Is.EqualTo("Yamada^Tarou==やまだ^たろう"));
        Assert.That(header.GetText(Tags.ImageType), Is.EqualTo(@"ORIGINAL\\AXIAL"));
        Assert.That(header.GetText(Tags.PixelSpacing), Is.EqualTo(@"0.75\1.50"));
        Assert.That(header.GetInt32(Tags.Rows), Is.EqualTo(12));
        Assert.That(header.GetDouble(Tags.DiffusionBValue), Is.EqualTo(1000.5));
        Assert.That(header.GetTags(Tags.FrameIncrementPointer)[0].Value, Is.EqualTo(Tags.FrameTime));
        Assert.That(header.GetItem(Tags.ProcedureCodeSequence)!.GetString(Tags.CodeValue), Is.EqualTo("X"));
        Assert.That(header.Contains(Tags.PatientID) && !header.HasValue(Tags.PatientID));
        Assert.That(header.Contains(Tags.PixelData), Is.False);
        Assert.That(header.Find(0x00091001)!.Value.ToArray(), Is.EqualTo(new byte[] { 1, 2 }));
    }

    [TestCase("[", "no JSON")]
    [TestCase("3", "an object was expected")]
    [TestCase("""{ "Rows": {} }""", "tags of eight hexadecimal digits")]
    [TestCase("""{ "00280010": { "vr": "US", "Value": [ "x" ] } }""", "(0028,0010) has the value \"x\"; a number was expected")]
    [TestCase("""{ "00280010": { "vr": "US", "Value": [ 70000 ] } }""", "(0028,0010) cannot be held by VR US")]
    [TestCase("""{ "00081032": { "vr": "SQ", "Value": [ { "00080100": { "vr": "SH", "Value": 1 } } ] } }""", "(0008,1032)[1]/(0008,0100) has a Value that is Number")]
    [TestCase("""{ "00091001": { "vr": "UN", "InlineBinary": "?" } }""", "not Base64")]
    public void LoadJson_NotOfTheModel_SaysWhereAndWhy(string json, string message) =>
        Assert.That(() => SourceImages.ParseJson(json), Throws.InstanceOf<DicomFormatException>().With.Message.Contains(message));

    [TestCase("[\n{}, x]", 6, true)]
    [TestCase("\uFEFF[\n{}, x]", 9, true)]
    [TestCase("{ \"Rows\": {} }", 10, false)]
    [TestCase("{ \"00280010\": { \"vr\": \"US\", \"Value\": [ 1,\n 70000, \"x\" ] } }", 50, false)]
    public void LoadJson_NotOfTheModel_TellsTheByteOffset(string json, int offset, bool hasCause)
    {
        DicomFormatException fault = Assert.Throws<DicomFormatException>(() => SourceImages.ParseJson(json))!;

        Assert.That(fault.ByteOffset, Is.EqualTo(offset));
        Assert.That(fault.InnerException, hasCause ? Is.InstanceOf<System.Text.Json.JsonException>() : Is.Null);
    }

    [TestCase("\"\\ud800\"")]
    [TestCase("1e999")]
    [TestCase("{\"Alphabetic\": \"\\udc00\"}")]
    public void LoadJson_ValuesThatNothingHolds_AreRefused(string value) =>
        Assert.That(() => SourceImages.ParseJson($$"""{ "00100010": { "vr": "PN", "Value": [ {{value}} ] }, "00280030": { "vr": "DS", "Value": [ {{value}} ] } }"""), Throws.InstanceOf<DicomFormatException>());

    // pydicom makes numbers of decimal strings, so that digits differ; all else is the same.
    private static string[] References(SourceImages source)
    {
        Segmentation segmentation = new SegmentationBuilder(source, Labels.Metadata(2)).AddLabelMap(Labels.Random(Geometry, 2, seed: 1)).Build();
        Assert.That(segmentation.Validate(), Is.Empty);
        return
        [
            segmentation.DataSet.GetText(Tags.PatientName)!, segmentation.DataSet.GetText(Tags.StudyDate)!,
            .. segmentation.DataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence).Select(frame =>
            {
                DataSet reference = frame.GetItem(Tags.DerivationImageSequence)!.GetItem(Tags.SourceImageSequence)!;
                return $"{reference.GetString(Tags.ReferencedSOPInstanceUID)} {reference.GetText(Tags.ReferencedFrameNumber)}";
            }),
        ];
    }
}
