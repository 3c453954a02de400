using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.RtStructures;

public sealed class StructureSetRulesTests
{
    private static readonly VolumeGeometry Geometry = Grids.Oblique(17, 11, 5);

    private static readonly Lazy<byte[]> Sound = new(() =>
    {
        var volume = new Volume<byte>(Geometry);
        for (int z = 1; z < 4; z++)
        {
            for (int x = 3; x < 9 + z; x++)
                volume[x, 4, z] = volume[x, 5, z] = 1;
        }

        using var stream = new MemoryStream();
        new RtStructureSetBuilder(CtSeries.Load(Geometry)).AddMask(volume, Labels.Segment(1, "A")).AddMask(volume, Labels.Segment(1, "B")).Build().Save(stream);
        return stream.ToArray();
    });

    private static DataSet Roi(DataSet root, int index = 0) => root.GetItems(Tags.ROIContourSequence)[index];

    private static DataSet Contour(DataSet root, int index = 0) => Roi(root).GetItems(Tags.ContourSequence)[index];

    private static void SetPoints(DataSet contour, string text) => contour.SetBytes(Tags.ContourData, VR.DS, System.Text.Encoding.ASCII.GetBytes(text));

    private static IEnumerable<TestCaseData> Faults()
    {
        yield return Case("Structure Set ROI Sequence (3006,0020)[2]/ROI Number (3006,0022) is 1, as in an item before", root => root.GetItems(Tags.StructureSetROISequence)[1].Set(Tags.ROINumber, 1));
        yield return Case("Structure Set ROI Sequence (3006,0020)[1]/Referenced Frame of Reference UID (3006,0024) is in no item of Referenced Frame of Reference Sequence (3006,0010)", root => root.GetItems(Tags.StructureSetROISequence)[0].Set(Tags.ReferencedFrameOfReferenceUID, "2.25.3"));
        yield return Case("ROI Contour Sequence (3006,0039)[2]/Referenced ROI Number (3006,0084) is 7, which is no ROI Number (3006,0022)", root => Roi(root, 1).Set(Tags.ReferencedROINumber, 7));
        yield return Case("ROI Contour Sequence (3006,0039)[2]/Referenced ROI Number (3006,0084) is 1, as in an item before", root => Roi(root, 1).Set(Tags.ReferencedROINumber, 1));
        yield return Case("RT ROI Observations Sequence (3006,0080)[1]/Referenced ROI Number (3006,0084) is 9, which is no ROI Number (3006,0022)", root => root.GetItems(Tags.RTROIObservationsSequence)[0].Set(Tags.ReferencedROINumber, 9));
        yield return Case("RT ROI Observations Sequence (3006,0080) says nothing of ROI 1", root => root.GetItems(Tags.RTROIObservationsSequence)[0].Set(Tags.ReferencedROINumber, 2));
        yield return Case("RT ROI Observations Sequence (3006,0080)[2]/Observation Number (3006,0082) is 1, as in an item before", root => root.GetItems(Tags.RTROIObservationsSequence)[1].Set(Tags.ObservationNumber, 1));
        yield return Case("ROI Contour Sequence (3006,0039)[1]/ROI Display Color (3006,002A) has values other than three from 0 to 255", root => Roi(root).Set(Tags.ROIDisplayColor, 1, 2, 256));
        yield return Case("ROI Contour Sequence (3006,0039)[1]/Contour Sequence (3006,0040)[2]/Number of Contour Points (3006,0046) is not the number of points in Contour Data (3006,0050)", root => Contour(root, 1).Set(Tags.NumberOfContourPoints, 99));
        yield return Case("Contour Data (3006,0050) has not three numbers for each point", root => SetPoints(Contour(root), @"1\2\3\4"));
        yield return Case("Contour Data (3006,0050) is not made of numbers", root => SetPoints(Contour(root), @"1\2\3\4\NaN\6\7\8\9"));
        yield return Case("Contour Data (3006,0050) has fewer than three points, and the contour is closed: it encloses nothing", root => SetPoints(Contour(root), @"1\2\3\4\5\6"));
        yield return Case("Contour Data (3006,0050) has points that lie more than 0.01 mm off a common plane", root => SetPoints(Contour(root), @"0\0\0\10\0\0\10\10\0\0\10\0.1"));
        yield return Case("Contour Data (3006,0050) has several points, and the contour is a POINT", root => Contour(root).Set(Tags.ContourGeometricType, "POINT"));
        yield return Case("Contour Geometric Type (3006,0042) is 'SPLINE'; POINT or OPEN_PLANAR", root => Contour(root).Set(Tags.ContourGeometricType, "SPLINE"));
        yield return Case("Contour Geometric Type (3006,0042) is ''; POINT or OPEN_PLANAR", root => Contour(root).SetBytes(Tags.ContourGeometricType, VR.CS, @"\POINT"u8.ToArray()));
        yield return Case("Contour Sequence (3006,0040) has CLOSEDPLANAR_XOR contours beside others; all of a ROI were expected to be so", root => Contour(root).Set(Tags.ContourGeometricType, "CLOSEDPLANAR_XOR"));
        yield return Case("Contour Image Sequence (3006,0016) refers to an image that RT Referenced Series Sequence (3006,0014) does not list", root => Contour(root).GetItems(Tags.ContourImageSequence)[0].Set(Tags.ReferencedSOPInstanceUID, "2.25.77"));
        yield return Case("Structure Set Label (3006,0002) is absent (Type 1)", root => root.Remove(Tags.StructureSetLabel));
        yield return Case("Structure Set Date (3006,0008) is absent (Type 2)", root => root.Remove(Tags.StructureSetDate));
        yield return Case("ROI Name (3006,0026) is absent (Type 2)", root => root.GetItems(Tags.StructureSetROISequence)[0].Remove(Tags.ROIName));
        yield return Case("Contour Geometric Type (3006,0042) is absent (Type 1)", root => Contour(root).Remove(Tags.ContourGeometricType));
        yield return Case("Modality (0008,0060) is 'SEG'; RTSTRUCT was expected", root => root.Set(Tags.Modality, "SEG"));

        static TestCaseData Case(string expected, Action<DataSet> change) => new TestCaseData(expected, change).SetArgDisplayNames(expected);
    }

    [TestCaseSource(nameof(Faults))]
    public void Validate_OneFault_IsFoundWhereItIs(string expected, Delegate change)
    {
        using RtStructureSet sound = RtStructureSet.Open(Sound.Value);
        Assert.That(sound.Validate(), Is.Empty);
        DataSet root;
        using (DicomFile file = DicomFile.Open(Sound.Value))
            root = file.DataSet;
        ((Action<DataSet>)change)(root);
        using var stream = new MemoryStream();
        DicomWriter.Write(stream, root, TransferSyntax.ExplicitVRLittleEndian);
        using RtStructureSet set = RtStructureSet.Open(stream.ToArray());
        Assert.That(set.Validate().Select(finding => $"{finding.Path} {finding.Message}"), Has.Some.Contains(expected));
    }

    [Test]
    public void Validate_OneFaultInManyContours_IsToldOnce()
    {
        DataSet root;
        using (DicomFile file = DicomFile.Open(Sound.Value))
            root = file.DataSet;
        foreach (DataSet contour in Roi(root).GetItems(Tags.ContourSequence))
            contour.Set(Tags.NumberOfContourPoints, 99);
        using var stream = new MemoryStream();
        DicomWriter.Write(stream, root, TransferSyntax.ExplicitVRLittleEndian);
        ValidationFinding finding = RtStructureSet.Open(stream.ToArray()).Validate().Single();
        Assert.That(finding.Message, Does.EndWith("; in 3 places, of which this is the first"));
        Assert.That((finding.Severity, finding.Clause), Is.EqualTo((ValidationSeverity.Error, "PS3.3 C.8.8.6")));
    }
}
