using System.Text.Json.Nodes;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Measurements.Tables;

public sealed class FeatureTableTests
{
    public const string Mapping = """
        {
          "segmentColumn": "label",
          "TrackingIdentifierColumn": "name",
          "TrackingUniqueIdentifierColumn": "uid",
          "ignoredColumns": ["diagnostics_*", "Image"],
          "FindingCategory": { "CodeValue": "49755003", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Morphologically Abnormal Structure" },
          "Finding": { "CodeValue": "4147007", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Mass" },
          "FindingSite": { "CodeValue": "64033007", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Kidney" },
          "Laterality": { "CodeValue": "7771000", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Left" },
          "TopographicalModifier": { "CodeValue": "261183002", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Upper" },
          "MeasurementMethod": { "CodeValue": "1", "CodingSchemeDesignator": "99TEST", "CodeMeaning": "By program" },
          "measurementAlgorithmIdentification": { "AlgorithmName": "pyradiomics", "AlgorithmVersion": "3.1", "AlgorithmParameters": ["binWidth: 25"] },
          "features": [
            {
              "column": "original_shape_MeshVolume",
              "quantity": { "CodeValue": "RNU0", "CodingSchemeDesignator": "IBSI", "CodeMeaning": "Volume (Mesh)" },
              "units": { "CodeValue": "mm3", "CodingSchemeDesignator": "UCUM", "CodeMeaning": "cubic millimeter" }
            },
            {
              "column": "original_firstorder_Mean",
              "quantity": { "CodeValue": "112031", "CodingSchemeDesignator": "DCM", "CodeMeaning": "Attenuation Coefficient" },
              "units": { "CodeValue": "[hnsf'U]", "CodingSchemeDesignator": "UCUM", "CodeMeaning": "Hounsfield unit" },
              "derivationModifier": { "CodeValue": "373098007", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Mean" },
              "MeasurementMethod": { "CodeValue": "2", "CodingSchemeDesignator": "99TEST", "CodeMeaning": "By sum" }
            }
          ]
        }
        """;

    private static readonly FeatureMapping Small = new()
    {
        SegmentColumn = "label",
        Features = [new FeatureColumn { Column = "volume", Quantity = new CodedConcept("118565006", "SCT", "Volume"), Unit = Codes.Ucum.CubicMillimeter }],
    };

    [Test]
    public void Parse_Mapping_IsHeld()
    {
        FeatureMapping mapping = FeatureMapping.Parse(Mapping);

        Assert.Multiple(() =>
        {
            Assert.That(mapping.ToString(), Is.EqualTo("FeatureMapping: 2 features of the segments in column label"));
            Assert.That(mapping.IgnoredColumns, Is.EqualTo(new[] { "diagnostics_*", "Image" }));
            Assert.That(mapping.FindingSite!.ToString(), Is.EqualTo("Left Kidney, Upper"));
            Assert.That(mapping.Algorithm!.Parameters, Is.EqualTo(new[] { "binWidth: 25" }));
            Assert.That(mapping.Method!.Meaning, Is.EqualTo("By program"));
            Assert.That(mapping.Features[1].ToString(), Is.EqualTo("original_firstorder_Mean: Attenuation Coefficient, [hnsf'U]"));
            Assert.That(mapping.Features[1].Derivation!.Meaning, Is.EqualTo("Mean"));
            Assert.That(mapping.Features[1].Method!.Meaning, Is.EqualTo("By sum"));
        });
    }

    [Test]
    public void Parse_FaultyMapping_IsToldByPlace()
    {
        JsonNode document = JsonNode.Parse(Mapping)!;
        document.AsObject().Remove("segmentColumn");
        document["features"]![0]!.AsObject().Remove("units");
        JsonObject second = document["features"]![1]!.AsObject();
        second.Remove("column");
        second["unit"] = 1;
        second["column"] = "original_shape_MeshVolume";

        Assert.That(
            Assert.Throws<MetadataException>(() => FeatureMapping.Parse(document.ToJsonString()))!.Violations.Select(violation => violation.Pointer),
            Is.EqualTo(new[] { "/segmentColumn", "/features/0/units", "/features/1/unit", "/features/1/column" }));
    }

    [Test]
    public void Parse_Features_AreMeasurementsOfSegments()
    {
        FeatureTable table = FeatureTable.Parse(
            "Image,label,name,uid,diagnostics_Versions,original_firstorder_Mean,original_shape_MeshVolume\n"
            + "ct.nrrd,1.0,Lesion 1,1.2.3,\"(1, 2)\",-37.5,70361.9\n"
            + "ct.nrrd,7,,,x,nan,\n",
            FeatureMapping.Parse(Mapping));

        Assert.That(table.ToString(), Is.EqualTo("FeatureTable: 2 segments, 2 features"));
        Assert.That(table.Rows[0].Segment, Is.EqualTo(1));
        Assert.That(table.Rows[0].TrackingIdentifier, Is.EqualTo("Lesion 1"));
        Assert.That(table.Rows[0].TrackingUid, Is.EqualTo("1.2.3"));
        Assert.That(table.Rows[0].Features.Select(feature => feature.ToString()), Is.EqualTo(new[] { "Volume (Mesh) = 70361.9 mm3", "Mean Attenuation Coefficient = -37.5 [hnsf'U]" }));
        Assert.That(table.Rows[1].Features.Select(feature => feature.ToString()), Is.EqualTo(new[] { "Mean Attenuation Coefficient = Not a number" }), "an empty cell is no measurement");
    }

    [Test]
    public void Parse_FaultyFeatures_AreAllTold()
    {
        MetadataException? fault = Assert.Throws<MetadataException>(() => FeatureTable.Parse(
            "label,other,volume,volume\n1,,1,\n1,,2,\n0.5,,x,\n,,3,\n",
            Small with { TrackingIdentifierColumn = "name" }));

        Assert.That(fault!.Violations.Select(violation => violation.ToString()), Is.EqualTo(new[]
        {
            "The row (line 1) lacks the column name, which the mapping names.",
            "column 2 (other) (line 1) is no column that the mapping names; add it to features or to ignoredColumns, which takes patterns such as diagnostics_*.",
            "column 4 (volume) (line 1) is given twice; expected one column of this name.",
            "column 1 (label) (line 3) is 1, as in line 2; expected one row for each segment.",
            "column 1 (label) (line 4) is '0.5'; expected a segment number from 1 to 65535.",
            "column 3 (volume) (line 4) is 'x'; expected a decimal number (DS), or nan, inf or -inf where there is none.",
            "column 1 (label) (line 5) is empty; expected a segment number from 1.",
        }));
    }

    [Test]
    public void ToReport_OfASegmentation_SaysWhatItsSegmentsAre()
    {
        using var folder = new TemporaryFolder();
        MeasurementReport report = FeatureTable.Parse("label,volume\n1,70361.9\n", Small).ToReport(Repository.Data("segmentations/liver.dcm"));
        report.Save(folder["report.dcm"]);

        MeasurementGroup group = MeasurementReport.Open(folder["report.dcm"]).Groups.Single();

        Assert.That(group.ToString(), Is.EqualTo("Liver (Volumetric, Liver): 1 measurement").Or.Contain("Liver"));
        Assert.That(group.Measurements.Single().Value, Is.EqualTo(70361.9));
        Assert.That(group.ReferencedSegments.Single().SegmentNumbers, Is.EqualTo(new[] { 1 }));
        Assert.That(group.SourceSeriesUid, Is.EqualTo("1.2.392.200103.20080913.113635.1.2009.6.22.21.43.10.23430.1"));
        Assert.That(report.Metadata.Observers.Single().ToString(), Is.EqualTo("Feature table"));
        DicomJudges.AssertSound(folder["report.dcm"]);
    }

    [Test]
    public void ToReport_SegmentsThatAreNotThere_AreAllTold()
    {
        string segmentation = Repository.Data("segmentations/liver.dcm"), image = Repository.Data("segmentations/ct-3slice/01.dcm");
        ConversionException? fault = Assert.Throws<ConversionException>(() => FeatureTable.Parse("label,volume\n1,1\n2,1\n9,1\n", Small).ToReport(segmentation));

        Assert.That(fault!.Faults, Is.EqualTo(new[]
        {
            "The table has features of segment 2; liver.dcm has segments 1.",
            "The table has features of segment 9; liver.dcm has segments 1.",
        }));
        Assert.That(
            Assert.Throws<ConversionException>(() => FeatureTable.Parse("label,volume\n1,1\n", Small).ToReport(image))!.Message,
            Does.Contain("CT Image Storage; a segmentation was expected"));
    }
}
