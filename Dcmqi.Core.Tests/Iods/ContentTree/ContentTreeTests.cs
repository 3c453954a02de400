using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Iods.ContentTree;

namespace Dcmqi.Tests.Iods.ContentTree;

public sealed class ContentTreeTests
{
    private static readonly CodedConcept Name = new("1", "99X", "Name");
    private static readonly ImageReference Ct = new() { SopClassUid = Uids.CTImageStorage, SopInstanceUid = "2.25.1", FrameNumbers = [2, 3] };

    [Test]
    public void Write_EveryValueType_IsReadAsItWas()
    {
        ContainerItem root = Root();
        root.Add(ContentRelationship.Contains, TextItem.Of(Name, "a\\b\r\nc"));
        foreach ((ContentValueType type, string value) in (ReadOnlySpan<(ContentValueType, string)>)
            [
                (ContentValueType.Date, "20261122"), (ContentValueType.Time, "235959.5"), (ContentValueType.DateTime, "20261122235959+0100"),
                (ContentValueType.UidRef, "1.2.3"), (ContentValueType.PName, "Doe^Jane"),
            ])
        {
            root.Add(ContentRelationship.Contains, TextItem.Of(type, Name, value));
        }

        root.Add(ContentRelationship.Contains, CodedItem.Of(Name, new CodedConcept("http://example.com/12345678901234567890", "99X", "Long")));
        NumericItem number = root.Add(ContentRelationship.Contains, new NumericItem { Name = Name, Value = 1e300 / 3, Unit = Codes.Ucum.Millimeter });
        root.Add(ContentRelationship.Contains, new NumericItem { Name = Name, Qualifier = new CodedConcept("114006", "DCM", "Measurement failure") });
        root.Add(ContentRelationship.Contains, new InstanceItem(ContentValueType.Composite, Ct with { FrameNumbers = [] }) { Name = Name });
        root.Add(ContentRelationship.Contains, new InstanceItem(ContentValueType.Waveform, Ct with { FrameNumbers = [] }));
        CoordinatesItem shape = root.Add(ContentRelationship.Contains, new CoordinatesItem(ContentValueType.SCoord, "POINT", [1.5f, 2f]) { FiducialUid = "2.25.5" });
        shape.Add(ContentRelationship.SelectedFrom, new InstanceItem(ContentValueType.Image, Ct));
        root.Add(ContentRelationship.Contains, new CoordinatesItem(ContentValueType.SCoord3D, "POINT", [1, 2, 3]) { FrameOfReferenceUid = "2.25.6" });
        var container = root.Add(ContentRelationship.Contains, new ContainerItem { Name = Name, IsContinuous = true });
        CodedItem statement = container.Add(ContentRelationship.Contains, CodedItem.Of(Name, Name));
        statement.Add(ContentRelationship.InferredFrom, new ReferenceItem { Target = number });

        ContainerItem read = Through(root, out DataSet dataSet);
        Assert.Multiple(() =>
        {
            Assert.That(Lines(read), Is.EqualTo(Lines(root)));
            Assert.That(read.TemplateIdentifier, Is.EqualTo("1500"));
            Assert.That(read.Children.OfType<ContainerItem>().Single().IsContinuous, Is.True);
            Assert.That(read.All().OfType<ReferenceItem>().Single().Target, Is.SameAs(read.Children.OfType<NumericItem>().First()));
            Assert.That(((NumericItem)read.Children[7]).Value, Is.EqualTo(1e300 / 3));
            Assert.That(dataSet.GetItems(Tags.ContentSequence)[11].GetItem(Tags.ContentSequence)!.GetString(Tags.RelationshipType), Is.EqualTo("SELECTED FROM"));
            Assert.That(ContentTreeWriter.SopClassFor(root), Is.EqualTo(Uids.Comprehensive3DSRStorage));
        });
    }

    [Test]
    public void Read_TimeCoordinates_AreKept()
    {
        // TCOORD is not understood, but written again as it was.
        var item = new DataSet();
        item.Set(Tags.RelationshipType, "CONTAINS");
        item.Set(Tags.ValueType, "TCOORD");
        item.Set(Tags.TemporalRangeType, "POINT");
        item.Set(Tags.ReferencedTimeOffsets, 1.5);
        DataSet document = Document(Root());
        document.SetItems(Tags.ContentSequence, item);
        ContainerItem read = ContentTreeReader.Read(document, []);
        var again = new DataSet();
        ContentTreeWriter.Write(again, read);
        DataSet kept = again.GetItem(Tags.ContentSequence)!;
        Assert.That(kept.GetString(Tags.ValueType), Is.EqualTo("TCOORD"));
        Assert.That(kept.GetDouble(Tags.ReferencedTimeOffsets), Is.EqualTo(1.5));
    }

    [Test]
    public void SopClassFor_ContextOfAStatement_IsComprehensive()
    {
        ContainerItem root = Root();
        Assert.That(ContentTreeWriter.SopClassFor(root), Is.EqualTo(Uids.EnhancedSRStorage));
        NumericItem number = root.Add(ContentRelationship.Contains, new NumericItem { Name = Name, Value = 1, Unit = Codes.Ucum.NoUnits });
        number.Add(ContentRelationship.HasObsContext, TextItem.Of(Name, "context"));
        Assert.That(ContentTreeWriter.SopClassFor(root), Is.EqualTo(Uids.ComprehensiveSRStorage));
    }

    // PS3.3 C.17.3, C.18, A.35.
    [TestCase("text without name", "Concept Name Code Sequence (0040,A043) is absent")]
    [TestCase("number without unit", "Measurement Units Code Sequence (0040,08EA) is absent")]
    [TestCase("number of no unit of UCUM", "a unit of UCUM was expected")]
    [TestCase("no number, no qualifier", "Numeric Value Qualifier Code Sequence (0040,A301) is absent")]
    [TestCase("wrong uid", "UID (0040,A124) is '1.02'")]
    [TestCase("wrong date", "Date (0040,A121) is '20261399'")]
    [TestCase("reference without class", "Referenced SOP Class UID (0008,1150) is empty")]
    [TestCase("no evidence", "which is in neither Current Requested Procedure Evidence Sequence")]
    [TestCase("shape without image", "has no image that the coordinates are selected from")]
    [TestCase("circle of one point", "has 1 point; 2 were expected of CIRCLE")]
    [TestCase("polygon in an image", "Graphic Type (0070,0023) is 'POLYGON'")]
    [TestCase("container in a text", "is CONTAINS from TEXT to CODE")]
    [TestCase("by reference", "Enhanced SR Storage has no relationships by reference")]
    [TestCase("in space", "is SCOORD3D, which Enhanced SR Storage does not have")]
    public void Check_Fault_IsFound(string fault, string expected)
    {
        ContainerItem root = Root();
        NumericItem number = root.Add(ContentRelationship.Contains, new NumericItem { Name = Name, Value = 1, Unit = Codes.Ucum.NoUnits });
        Assert.That(Findings(root), Is.Empty, "without the fault");
        switch (fault)
        {
            case "text without name": root.Add(ContentRelationship.Contains, new TextItem(ContentValueType.Text, "text")); break;
            case "number of no unit of UCUM": root.Add(ContentRelationship.Contains, new NumericItem { Name = Name, Value = 1, Unit = Name }); break;
            case "no number, no qualifier": root.Add(ContentRelationship.Contains, new NumericItem { Name = Name }); break;
            case "wrong uid": root.Add(ContentRelationship.Contains, TextItem.Of(ContentValueType.UidRef, Name, "1.02")); break;
            case "wrong date": root.Add(ContentRelationship.Contains, TextItem.Of(ContentValueType.Date, Name, "20261399")); break;
            case "reference without class": root.Add(ContentRelationship.Contains, new InstanceItem(ContentValueType.Image, Ct with { SopClassUid = null })); break;
            case "no evidence": root.Add(ContentRelationship.Contains, new InstanceItem(ContentValueType.Image, Ct)); break;
            case "shape without image": root.Add(ContentRelationship.Contains, new CoordinatesItem(ContentValueType.SCoord, "POINT", [1, 1])); break;
            case "circle of one point": root.Add(ContentRelationship.Contains, new CoordinatesItem(ContentValueType.SCoord, "CIRCLE", [1, 1])); break;
            case "polygon in an image": root.Add(ContentRelationship.Contains, new CoordinatesItem(ContentValueType.SCoord, "POLYGON", [1, 1])); break;
            case "container in a text": root.Add(ContentRelationship.Contains, TextItem.Of(Name, "text")).Add(ContentRelationship.Contains, CodedItem.Of(Name, Name)); break;
            case "by reference": root.Add(ContentRelationship.Contains, CodedItem.Of(Name, Name)).Add(ContentRelationship.InferredFrom, new ReferenceItem { Target = number }); break;
            case "in space": root.Add(ContentRelationship.Contains, new CoordinatesItem(ContentValueType.SCoord3D, "POINT", [1, 1, 1]) { FrameOfReferenceUid = "2.25.1" }); break;
        }

        Assert.That(Findings(root, withoutUnit: fault == "number without unit"), Has.Some.Contains(expected));
    }

    private static ContainerItem Root() => new() { Name = new CodedConcept("126000", "DCM", "Imaging Measurement Report"), TemplateIdentifier = "1500" };

    private static DataSet Document(ContainerItem root)
    {
        var dataSet = new DataSet();
        dataSet.Set(Tags.SOPClassUID, Uids.EnhancedSRStorage);
        dataSet.Set(Tags.SOPInstanceUID, "2.25.2");
        ContentTreeWriter.Write(dataSet, root);
        return dataSet;
    }

    private static ContainerItem Through(ContainerItem root, out DataSet dataSet)
    {
        using var stream = new MemoryStream();
        DicomWriter.Write(stream, Document(root), TransferSyntax.ExplicitVRLittleEndian);
        stream.Position = 0;
        dataSet = DicomFile.Open(stream).DataSet;
        var warnings = new List<string>();
        ContainerItem read = ContentTreeReader.Read(dataSet, warnings);
        Assert.That(warnings, Is.Empty);
        return read;
    }

    private static string[] Findings(ContainerItem root, bool withoutUnit = false)
    {
        DataSet dataSet = Document(root);
        if (withoutUnit)
            dataSet.GetItem(Tags.ContentSequence)!.GetItem(Tags.MeasuredValueSequence)!.Remove(Tags.MeasurementUnitsCodeSequence);
        var findings = new FindingList();
        ContentTreeRules.Check(dataSet, ContentTreeReader.Read(dataSet, []), findings);
        return [.. findings.ToList().Select(finding => finding.ToString())];
    }

    private static string[] Lines(ContainerItem root) => [.. root.All().Select(item => $"{item.Relationship} {item.ValueType} {item.Name} {item.ValueText()}")];
}
