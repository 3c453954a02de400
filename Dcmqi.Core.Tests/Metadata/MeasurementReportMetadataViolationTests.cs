using System.Text.Json.Nodes;

namespace Dcmqi.Tests.Metadata;

public sealed class MeasurementReportMetadataViolationTests
{
    private const string Group = "/Measurements/0";
    private const string Item = "/Measurements/0/measurementItems/0";
    private const string Code = """{ "CodeValue": "1", "CodingSchemeDesignator": "99A", "CodeMeaning": "a" }""";

    // Each rule broken once: the place, the JSON put there (none: the key is taken away), where and what is told.
    [TestCase("/SeriesNumber", "\"1.5\"", "/SeriesNumber", "expected a whole number")]
    [TestCase("/CompletionFlag", "\"DONE\"", "/CompletionFlag", "is the text 'DONE'; expected one of PARTIAL, COMPLETE.")]
    [TestCase("/VerificationFlag", "\"verified\"", "/VerificationFlag", "(did you mean 'VERIFIED'?)")]
    [TestCase("/measurements", "[]", "/measurements", "(did you mean 'Measurements'?)")]
    [TestCase("/Measurements", "{}", "/Measurements", "is an object; expected a list of measurement groups.")]
    [TestCase("/compositeContext/0", "1", "/compositeContext/0", "is the number 1; expected a text.")]
    [TestCase("/compositeContext/0", "\"\"", "/compositeContext/0", "is empty; expected a text.")]
    [TestCase("/observerContext/0", "7", "/observerContext/0", "is the number 7; expected an observer")]
    [TestCase("/observerContext/0/ObserverType", null, "/observerContext/0/ObserverType", "is missing; expected one of PERSON, DEVICE.")]
    [TestCase("/observerContext/0/PersonObserverName", null, "/observerContext/0/PersonObserverName", "because ObserverType is PERSON.")]
    [TestCase("/observerContext/0/DeviceObserverName", "\"x\"", "/observerContext/0/DeviceObserverName", "does not belong to an observer whose ObserverType is PERSON.")]
    [TestCase("/observerContext/1/PersonObserverIdentifier", "\"x\"", "/observerContext/1/PersonObserverIdentifier", "does not belong to an observer whose ObserverType is DEVICE.")]
    [TestCase("/observerContext/1/DeviceObserverUID", "\"1.02\"", "/observerContext/1/DeviceObserverUID", "expected a UID")]
    [TestCase("/verifyingObservers/0/VerifyingOrganization", null, "/verifyingObservers/0/VerifyingOrganization", "is missing")]
    [TestCase("/verifyingObservers/0/VerificationDateTime", "\"2026-11-22\"", "/verifyingObservers/0/VerificationDateTime", "expected date and time, and the offset where it is known, as in 2026-11-22T09:30:00+01:00 (ISO 8601).")]
    [TestCase("/predecessorDocuments/0/StudyInstanceUID", null, "/predecessorDocuments/0/StudyInstanceUID", "is missing")]
    [TestCase("/timePoint/timePoint", null, "/timePoint/timePoint", "is missing; expected a text.")]
    [TestCase("/timePoint/timePointOrder", "\"second\"", "/timePoint/timePointOrder", "expected a decimal number")]
    [TestCase("/timePoint", "[]", "/timePoint", "is an empty list; expected a text.")]
    [TestCase("/timePoint/temporalOffsetFromEvent/units", null, "/timePoint/temporalOffsetFromEvent/units", "is missing; expected a code of UCUM, because there is a value.")]
    [TestCase(Group + "/measurementGroupType", "\"VOLUME\"", Group + "/measurementGroupType", "expected one of VOLUMETRIC, PLANAR, IMAGE.")]
    [TestCase(Group + "/ReferencedSegment", "0", Group + "/ReferencedSegment", "is the number 0; expected a whole number from 1 to 65535.")]
    [TestCase(Group + "/ReferencedSegment", "[1, 1.5]", Group + "/ReferencedSegment/1", "is the number 1.5; expected a whole number from 1 to 65535.")]
    [TestCase(Group + "/segmentationSOPInstanceUID", null, Group + "/segmentationSOPInstanceUID", "because ReferencedSegment is given.")]
    [TestCase(Group + "/referencedSegments", """[{ "ReferencedSOPInstanceUID": "1.2" }]""", Group + "/referencedSegments", "stands beside segmentationSOPInstanceUID")]
    [TestCase(Group + "/sourceImages", """[{ "ReferencedFrameNumber": 1 }]""", Group + "/sourceImages/0/ReferencedSOPInstanceUID", "is missing; expected a text.")]
    [TestCase(Group + "/measurementMethod", Code, Group + "/measurementMethod", "Expected the same code, or one of the two keys.")]
    [TestCase(Group + "/FindingSite", null, Group + "/Laterality|" + Group + "/TopographicalModifier", "stands without FindingSite, of which it says more.")]
    [TestCase(Group + "/findingSites", "[{ \"FindingSite\": " + Code + " }]", Group + "/findingSites", "stands beside FindingSite")]
    [TestCase(Group + "/measurementAlgorithmIdentification/AlgorithmName", null, Group + "/measurementAlgorithmIdentification/AlgorithmName", "is missing")]
    [TestCase(Item + "/value", "\"37,3\"", Item + "/value", "is '37,3'; expected a decimal number (DS), or nan, inf or -inf where there is none.")]
    [TestCase(Item + "/value", "true", Item + "/value", "is true; expected a text of at most 32 characters (DS).")]
    [TestCase(Item + "/quantity", null, Item + "/quantity", "is missing; expected a code")]
    [TestCase(Item + "/units", null, Item + "/units", "is missing; expected a code of UCUM, because there is a value.")]
    [TestCase(Item + "/unit", Code, Item + "/unit", "(did you mean 'units'?)")]
    [TestCase(Item + "/measurementNumProperties/0/numProperty", null, Item + "/measurementNumProperties/0/numProperty", "is missing; expected a code")]
    [TestCase(Item + "/measurementModifiers/0/modifierValue", null, Item + "/measurementModifiers/0/modifierValue", "is missing; expected a code")]
    [TestCase(Item + "/referenceRange/lower", "\"nan\"", Item + "/referenceRange/lower", "expected a decimal number")]
    [TestCase(Item + "/inferredFrom/0", "null", Item + "/inferredFrom/0", "is null; expected a measurement")]
    [TestCase(Group + "/qualitativeEvaluations/0/conceptValue", "true", Group + "/qualitativeEvaluations/0/conceptValue", "is true; expected a text.")]
    [TestCase(Group + "/qualitativeEvaluations/0/conceptValue", null, Group + "/qualitativeEvaluations/0/conceptValue", "is missing; expected a text.")]
    [TestCase("/Measurements/1/imageRegions/0/GraphicData", "[1, 2, 3]", "/Measurements/1/imageRegions/0/GraphicData", "is a list of 3 numbers; expected 2 for each point.")]
    [TestCase("/Measurements/1/imageRegions/0/GraphicData/1", "\"2\"", "/Measurements/1/imageRegions/0/GraphicData/1", "is the text '2'; expected a number.")]
    [TestCase("/Measurements/1/imageRegions/0/GraphicType", "\"POLYGON\"", "/Measurements/1/imageRegions/0/GraphicType", "expected one of POINT, MULTIPOINT, POLYLINE, CIRCLE, ELLIPSE")]
    [TestCase("/Measurements/1/spatialRegions/0/GraphicData/1", "1e39", "/Measurements/1/spatialRegions/0/GraphicData/1", "expected a number that single precision can hold (FL).")]
    [TestCase("/Measurements/1/spatialRegions/0/ReferencedFrameOfReferenceUID", null, "/Measurements/1/spatialRegions/0/ReferencedFrameOfReferenceUID", "is missing")]
    public void Parse_RuleBroken_NamesPlaceAndExpectation(string place, string? json, string pointers, string message)
    {
        MetadataException? fault = Assert.Throws<MetadataException>(() => MeasurementReportMetadata.Parse(Change(place, json), new MetadataReadOptions { UnknownKeys = UnknownKeys.Reject }));

        Assert.That(fault!.Violations.Select(violation => violation.Pointer), Is.EquivalentTo(pointers.Split('|')), fault.Message);
        Assert.That(fault.Violations[0].Message, Does.Contain(message));
        Assert.That(fault.Violations[0].Message, Does.EndWith("."));
    }

    [Test]
    public void Validate_MadeInCode_ListsEveryFault()
    {
        var metadata = new MeasurementReportMetadata
        {
            SeriesNumber = "three",
            CompletionFlag = (CompletionFlag)7,
            Observers = [new PersonObserver { Name = "" }, null!],
            Groups =
            [
                new MeasurementGroup
                {
                    Measurements = [new Measurement { Name = null!, Value = 1, Unit = Codes.Ucum.NoUnits }, new Measurement { Name = Codes.Ucum.NoUnits, Value = 1 }],
                    ImageRegions = [new ImageRegion { GraphicType = GraphicType.Point, Points = [new ImagePoint(float.NaN, 1)], Image = null! }],
                    QualitativeEvaluations = [new QualitativeEvaluation { Name = Codes.Ucum.NoUnits }],
                },
            ],
        };

        Assert.That(metadata.Validate().Select(violation => violation.Pointer), Is.EquivalentTo(new[]
        {
            "/SeriesNumber",
            "/observerContext/0/PersonObserverName",
            "/observerContext/1",
            "/CompletionFlag",
            "/Measurements/0/imageRegions/0/GraphicData/0",
            "/Measurements/0/imageRegions/0/ReferencedSOPInstanceUID",
            "/Measurements/0/measurementItems/0/quantity",
            "/Measurements/0/measurementItems/1/units",
            "/Measurements/0/qualitativeEvaluations/0/conceptValue",
        }));
        Assert.That(metadata.Validate().Select(violation => violation.Line), Is.All.Zero);
    }

    [Test]
    public void Parse_MeasurementsWithinMeasurementsWithoutEnd_IsRefused()
    {
        string nested = string.Concat(Enumerable.Repeat("{\"inferredFrom\":[", 5000));

        Assert.Throws<MetadataException>(() => MeasurementReportMetadata.Parse("{\"derivedMeasurements\":[" + nested));
    }

    private static string Change(string place, string? json)
    {
        JsonNode root = JsonNode.Parse(ReportDocuments.EveryKey)!;
        string[] steps = place.Split('/')[1..];
        JsonNode parent = root;
        foreach (string step in steps[..^1])
            parent = parent is JsonArray ? parent[int.Parse(step)]! : parent[step]!;

        // The text is put in by a placeholder: some of the values are none that JsonNode would write.
        if (parent is JsonArray list)
            list[int.Parse(steps[^1])] = "@@";
        else if (json is null)
            parent.AsObject().Remove(steps[^1]);
        else
            parent[steps[^1]] = "@@";
        return root.ToJsonString().Replace("\"@@\"", json);
    }
}
