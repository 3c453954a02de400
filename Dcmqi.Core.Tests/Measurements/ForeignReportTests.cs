using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Measurements;

/// <summary>Documents of other writers, sound or not.</summary>
public sealed class ForeignReportTests
{
    [Test]
    public void Open_ReportOfIowa_GivesGroupsAndMeasurements()
    {
        // dcmqi's example: written by PixelMed's and dcm4che's toolkits in 2015, with SNOMED codes that are retired now.
        MeasurementReport report = MeasurementReport.Open(Repository.Data("sr-example/sr.dcm"));
        MeasurementGroup group = report.Groups[0];
        Assert.Multiple(() =>
        {
            Assert.That(report.SopClassUid, Is.EqualTo(Uids.ComprehensiveSRStorage));
            Assert.That(report.Metadata.Observers, Is.EqualTo(new[] { new PersonObserver { Name = "User2" } }));
            Assert.That(report.Metadata.CountryOfLanguage?.Value, Is.EqualTo("US"));
            Assert.That(report.Metadata.ProceduresReported.Single().Value, Is.EqualTo("44139-4"));
            Assert.That(report.ImageLibrary, Has.Count.EqualTo(IowaImages));
            Assert.That(group.Kind, Is.EqualTo(MeasurementGroupKind.Volumetric));
            Assert.That(group.ReferencedSegments.Single().SegmentNumbers, Is.EqualTo(new[] { 1 }));
            Assert.That(group.RealWorldValueMapUid, Is.Not.Null);
            Assert.That(group.SourceSeriesUid, Is.Not.Null);
            Assert.That(group.Measurements, Has.Count.GreaterThan(10));
            Assert.That(group.Measurements, Has.All.Matches<Measurement>(measurement => measurement.Value is not null && measurement.Unit?.Scheme == "UCUM"));
        });
    }

    [Test]
    public void Open_OtherOrderOldCodesNoTemplates_GivesTheSame()
    {
        // The children of a group backwards, their codes those of SRT, and no template named but the root's.
        DataSet group = Item(null, "CONTAINER", ("125007", "DCM", "Measurement Group"));
        DataSet site = Code("HAS CONCEPT MOD", ("G-C0E3", "SRT", "Finding Site"), ("T-62000", "SRT", "Liver"));
        site.SetItems(Tags.ContentSequence, Code("HAS CONCEPT MOD", ("G-C171", "SRT", "Laterality"), ("G-A101", "SRT", "Left")));
        DataSet number = Item("CONTAINS", "NUM", ("G-D705", "SRT", "Volume"));
        DataSet measured = new();
        measured.Set(Tags.NumericValue, "12.50");
        measured.SetItems(Tags.MeasurementUnitsCodeSequence, CodeItem.Of(Codes.Ucum.CubicMillimeter));
        number.SetItems(Tags.MeasuredValueSequence, measured);
        DataSet segment = Item("CONTAINS", "IMAGE", ("121191", "DCM", "Referenced Segment"));
        DataSet reference = new();
        reference.Set(Tags.ReferencedSOPClassUID, Uids.SegmentationStorage);
        reference.Set(Tags.ReferencedSOPInstanceUID, "2.25.9");
        reference.Set(Tags.ReferencedSegmentNumber, 3);
        segment.SetItems(Tags.ReferencedSOPSequence, reference);
        DataSet comment = Item("CONTAINS", "WAVEFORM", ("1", "99X", "Strange"));
        group.SetItems(Tags.ContentSequence, comment, segment, number, site, Text("HAS OBS CONTEXT", ("112039", "DCM", "Tracking Identifier"), "Old one"));

        MeasurementReport report = Open(group);
        MeasurementGroup read = report.Groups.Single();
        Assert.Multiple(() =>
        {
            Assert.That(read.Kind, Is.EqualTo(MeasurementGroupKind.Volumetric));
            Assert.That(read.TrackingIdentifier, Is.EqualTo("Old one"));
            Assert.That(read.FindingSites.Single().Laterality?.Meaning, Is.EqualTo("Left"));
            Assert.That(read.Measurements.Single().Value, Is.EqualTo(12.5));
            Assert.That(read.ReferencedSegments.Single().SegmentNumbers, Is.EqualTo(new[] { 3 }));
            Assert.That(report.Warnings, Has.Some.Contains("Strange").And.Some.Contains("is kept"));
        });

        // What is not understood is still there when the report is saved.
        using var stream = new MemoryStream();
        report.Save(stream);
        stream.Position = 0;
        Assert.That(MeasurementReport.Open(stream).ToText(), Does.Contain("Strange"));
    }

    [Test]
    public void Open_NestedWithoutEnd_ThrowsDicomFormatException()
    {
        DataSet item = Text("CONTAINS", ("1", "99X", "Deep"), "end");
        for (int depth = 0; depth < 50; depth++)
        {
            DataSet outer = Item("CONTAINS", "CONTAINER", ("1", "99X", "Deep"));
            outer.SetItems(Tags.ContentSequence, item);
            item = outer;
        }

        Assert.That(() => Open(item), Throws.TypeOf<DicomFormatException>());
    }

    [Test]
    public void Open_ReferencesInACircle_EndsAndIsTold()
    {
        DataSet group = Item(null, "CONTAINER", ("125007", "DCM", "Measurement Group"));
        DataSet[] numbers = [.. Enumerable.Range(1, 3).Select(place =>
        {
            // 1.1.1.place: each is inferred from the next one, and the last from the first.
            DataSet number = Item("CONTAINS", "NUM", ($"{place}", "99X", $"Number {place}"));
            DataSet by = new();
            by.Set(Tags.RelationshipType, "INFERRED FROM");
            by.Set(Tags.ReferencedContentItemIdentifier, VR.UL, 1, 1, 1, (place % 3) + 1);
            DataSet nowhere = new();
            nowhere.Set(Tags.RelationshipType, "INFERRED FROM");
            nowhere.Set(Tags.ReferencedContentItemIdentifier, VR.UL, 1, 9, 9);
            number.SetItems(Tags.ContentSequence, by, nowhere);
            return number;
        })];
        group.SetItems(Tags.ContentSequence, numbers);
        MeasurementReport report = Open(group);
        Assert.Multiple(() =>
        {
            Assert.That(report.Groups.Single().Measurements, Has.Count.EqualTo(3));
            Assert.That(report.Warnings, Has.Exactly(1).Contains("is inferred from it in turn"));
            Assert.That(report.Warnings, Has.Exactly(3).Contains("leads to no content item"));
            Assert.That(report.Validate(), Has.Some.Matches<ValidationFinding>(finding => finding.Message == "leads to no content item; in 3 places, of which this is the first"));
        });
    }

    // highdicom wrote the second code until June 2026.
    [TestCase("121112", "DCM", "Source of Measurement")]
    [TestCase("260753009", "SCT", "Source")]
    public void Open_GroupOfImages_HasItsSources(string value, string scheme, string meaning)
    {
        DataSet group = Item(null, "CONTAINER", ("125007", "DCM", "Measurement Group"));
        DataSet template = new();
        template.Set(Tags.MappingResource, "DCMR");
        template.Set(Tags.TemplateIdentifier, "1501");
        group.SetItems(Tags.ContentTemplateSequence, template);
        DataSet image = Item("CONTAINS", "IMAGE", (value, scheme, meaning)), reference = new();
        reference.Set(Tags.ReferencedSOPClassUID, Uids.CTImageStorage);
        reference.Set(Tags.ReferencedSOPInstanceUID, "2.25.9");
        image.SetItems(Tags.ReferencedSOPSequence, reference);
        group.SetItems(Tags.ContentSequence, image);

        MeasurementReport report = Open(group);

        Assert.That(report.Groups.Single().Kind, Is.EqualTo(MeasurementGroupKind.Image));
        Assert.That(report.Groups.Single().SourceImages.Select(source => source.SopInstanceUid), Is.EqualTo(new[] { "2.25.9" }));
        Assert.That(report.Warnings, Has.None.Contains("2.25.9").And.None.Contains(meaning));
    }

    [Test]
    public void Open_NoReport_Throws()
    {
        using var stream = CtSeries.Stream(new VolumeGeometry(new VolumeSize(2, 2, 1), default, new Vector3d(1, 1, 1), new Vector3d(1, 0, 0), new Vector3d(0, 1, 0), new Vector3d(0, 0, 1)), 0);
        Assert.That(() => MeasurementReport.Open(stream), Throws.TypeOf<NotSupportedException>().With.Message.Contains("CT Image Storage"));
    }

    private const int IowaImages = 191;

    private static MeasurementReport Open(DataSet group)
    {
        group.Set(Tags.RelationshipType, "CONTAINS");
        DataSet measurements = Item("CONTAINS", "CONTAINER", ("126010", "DCM", "Imaging Measurements"));
        measurements.SetItems(Tags.ContentSequence, group);
        DataSet report = Item(null, "CONTAINER", ("126000", "DCM", "Imaging Measurement Report"));
        report.Set(Tags.SOPClassUID, Uids.ComprehensiveSRStorage);
        report.Set(Tags.SOPInstanceUID, "2.25.1");
        report.SetItems(Tags.ContentSequence, measurements);
        using var stream = new MemoryStream();
        DicomWriter.Write(stream, report, TransferSyntax.ExplicitVRLittleEndian);
        stream.Position = 0;
        return MeasurementReport.Open(stream);
    }

    private static DataSet Item(string? relationship, string type, (string Value, string Scheme, string Meaning) name)
    {
        var item = new DataSet();
        if (relationship is not null)
            item.Set(Tags.RelationshipType, relationship);
        item.Set(Tags.ValueType, type);
        item.SetItems(Tags.ConceptNameCodeSequence, CodeItem.Of(new CodedConcept(name.Value, name.Scheme, name.Meaning)));
        return item;
    }

    private static DataSet Code(string relationship, (string, string, string) name, (string Value, string Scheme, string Meaning) value)
    {
        DataSet item = Item(relationship, "CODE", name);
        item.SetItems(Tags.ConceptCodeSequence, CodeItem.Of(new CodedConcept(value.Value, value.Scheme, value.Meaning)));
        return item;
    }

    private static DataSet Text(string relationship, (string, string, string) name, string text)
    {
        DataSet item = Item(relationship, "TEXT", name);
        item.Set(Tags.TextValue, text);
        return item;
    }
}
