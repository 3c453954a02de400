using System.Diagnostics;
using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Iods;

public sealed class DataSetCheckerTests
{
    [TestCase("segmentations/liver.dcm")]
    [TestCase("segmentations/partial_overlaps.dcm")]
    [TestCase("segmentations/sparse-labelmap-ppv5.dcm")]
    [TestCase("segmentations/sparse-labelmap-noppv.dcm")]
    [TestCase("sr-example/seg.dcm")]
    public void Check_SegmentationOfDcmqi_HasNoErrors(string file) =>
        Assert.That(Check(Open(file)).Where(finding => finding.Severity == ValidationSeverity.Error), Is.Empty);

    [Test]
    public void Check_RequiredAttributesRemovedOrEmptied_AreFound()
    {
        DataSet sound = Open("segmentations/liver.dcm");
        int cases = 0;
        Assert.Multiple(() =>
        {
            foreach (ModuleUsage usage in ModuleTable.OfIod("segmentation"))
            {
                foreach (ModuleAttribute attribute in ModuleTable.Of(usage.Module).Attributes.ToArray())
                {
                    bool isRequired = attribute.Type is AttributeType.Type1 or AttributeType.Type2;
                    if (usage.Usage != 'M' || !isRequired)
                        continue;
                    cases++;
                    DataSet broken = sound.Clone();
                    broken.Remove(attribute.Tag);
                    Assert.That(Check(broken), Has.Some.Matches<ValidationFinding>(finding => IsError(finding, attribute.Tag, "is absent")), $"{attribute} absent");
                    if (attribute.Type != AttributeType.Type1)
                        continue;
                    broken.SetEmpty(attribute.Tag);
                    Assert.That(Check(broken), Has.Some.Matches<ValidationFinding>(finding => IsError(finding, attribute.Tag, "is empty")), $"{attribute} empty");
                }
            }
        });
        Assert.That(cases, Is.GreaterThan(40));
    }

    [Test]
    public void Check_SegmentWithoutLabel_NamesPathAndClause()
    {
        DataSet segmentation = Open("segmentations/liver.dcm");
        segmentation.GetItem(Tags.SegmentSequence)!.Remove(Tags.SegmentLabel);

        Assert.That(Check(segmentation).Select(finding => finding.ToString()), Is.EqualTo(new[]
        {
            "Error: Segment Sequence (0062,0002)[1]/Segment Label (0062,0005) is absent (Type 1). (PS3.3 C.8.20.2)",
        }));
    }

    private static IEnumerable<TestCaseData> Faults()
    {
        yield return Fault("Algorithm", "Segment Algorithm Name (0062,0009)", "required where Segment Algorithm Type", root => Segment(root).Remove(Tags.SegmentAlgorithmName));
        yield return Fault("TrackingId", "Tracking ID (0062,0020)", "required where Tracking UID", root => Segment(root).Set(Tags.TrackingUID, "1.2.3"));
        yield return Fault("Fractional", "Maximum Fractional Value (0062,000E)", "required where Segmentation Type", root => root.Set(Tags.SegmentationType, "FRACTIONAL"));
        yield return Fault("Palette", "Red Palette Color Lookup Table Descriptor (0028,1101)", "Type 1", root => root.Set(Tags.PhotometricInterpretation, "PALETTE COLOR"));
        yield return Fault("Icc", "ICC Profile (0028,2000)", "Type 1", root => root.Set(Tags.PhotometricInterpretation, "PALETTE COLOR"));
        yield return Fault("Code", "Segmented Property Type Code Sequence (0062,000F)[1]/Coding Scheme Designator (0008,0102)", "required where Code Value", root => Segment(root).GetItem(Tags.SegmentedPropertyTypeCodeSequence)!.Remove(Tags.CodingSchemeDesignator));
        yield return Fault("CodeValue", "Segmented Property Type Code Sequence (0062,000F)[1]/Code Value (0008,0100)", "required where neither", root => Segment(root).GetItem(Tags.SegmentedPropertyTypeCodeSequence)!.Remove(Tags.CodeValue));
        yield return Fault("Term", "Segment Algorithm Type (0062,0008)", "'HAND'; AUTOMATIC, SEMIAUTOMATIC or MANUAL was expected", root => Segment(root).Set(Tags.SegmentAlgorithmType, "HAND"));
        yield return Fault("Date", "Study Date (0008,0020)", "'2003.04.17'; a date YYYYMMDD was expected", root => root.Set(Tags.StudyDate, "2003.04.17"));
        yield return Fault("Values", "Rows (0028,0010)", "has 2 values; 1 was expected", root => root.Set(Tags.Rows, 1, 2));
        yield return Fault("Vr", "Patient ID (0010,0020)", "has VR SH; LO was expected", root => root.Set(Tags.PatientID, VR.SH, "1"));
        yield return Fault("Bytes", "Patient ID (0010,0020)", "character set", root => root.SetBytes(Tags.PatientID, VR.LO, new byte[] { 0xFF, 0xFE }));
        yield return Fault("BothGroups", "Frame Content Sequence (0020,9111)", "in the shared and in the per-frame", root => Shared(root).SetItems(Tags.FrameContentSequence, new DataSet()));
        yield return Fault("NoGroup", "Frame Content Sequence (0020,9111)", "is in 2 of 3 frames", root => Frame(root).Remove(Tags.FrameContentSequence));
        yield return Fault("NoSegment", "Segment Identification Sequence (0062,000A)", "is in 2 of 3 frames", root => Frame(root).Remove(Tags.SegmentIdentificationSequence));
        yield return Fault("Position", "Per-Frame Functional Groups Sequence (5200,9230)[1]/Plane Position Sequence (0020,9113)[1]/Image Position (Patient) (0020,0032)", "required where Frame of Reference UID", root => Frame(root).GetItem(Tags.PlanePositionSequence)!.Remove(Tags.ImagePositionPatient));
        yield return Fault("Frames", "Per-Frame Functional Groups Sequence (5200,9230)", "has 3 items; Number of Frames (0028,0008) is 4", root => root.Set(Tags.NumberOfFrames, 4));
        yield return Fault("Index", "Dimension Index Values (0020,9157)", "Dimension Index Sequence (0020,9222) has", root => Frame(root).GetItem(Tags.FrameContentSequence)!.Set(Tags.DimensionIndexValues, 1));
        yield return Fault("Pointer", "Functional Group Pointer (0020,9167)", "names an attribute of a functional group", root => root.GetItem(Tags.DimensionIndexSequence)!.Remove(Tags.FunctionalGroupPointer));
        yield return Fault("Organization", "Dimension Organization UID (0020,9164)", "not in Dimension Organization Sequence", root => root.GetItem(Tags.DimensionIndexSequence)!.Set(Tags.DimensionOrganizationUID, "1.2.3"));
        yield return Fault("References", "Referenced Series Sequence (0008,1115)", "", root => root.Remove(Tags.ReferencedSeriesSequence));
        yield return Fault("Unlisted", "Referenced SOP Instance UID (0008,1155)", "none of the Referenced Series", root => Source(root).Set(Tags.ReferencedSOPInstanceUID, "1.2.3"));
        yield return Fault("SegmentNumber", "Referenced Segment Number (0062,000B)", "is 7, which is no Segment Number", root => Frame(root).GetItem(Tags.SegmentIdentificationSequence)!.Set(Tags.ReferencedSegmentNumber, 7));
        yield return Fault("Numbers", "Segment Sequence (0062,0002)", "run from 1 by 1", root => Segment(root).Set(Tags.SegmentNumber, 2));
        yield return Fault("Bits", "Bits Allocated (0028,0100)", "is '8'; 1 was expected", root => root.Set(Tags.BitsAllocated, 8));
        yield return Fault("ImageType", "Image Type (0008,0008)", "DERIVED\\PRIMARY was expected", root => root.Set(Tags.ImageType, "ORIGINAL", "PRIMARY"));
        yield return Fault("Class", "SOP Class UID (0008,0016)", Uids.LabelMapSegmentationStorage, root => root.Set(Tags.SegmentationType, "LABELMAP"));
        yield return Fault("Type1CEmpty", "Tracking UID (0062,0021)", "is empty", root => Segment(root).SetEmpty(Tags.TrackingUID));
        yield return Fault("NoCoordinates", "Pixel Measures Sequence (0028,9110)", "there are coordinates and no Derivation Image", root =>
        {
            Shared(root).Remove(Tags.PixelMeasuresSequence);
            foreach (DataSet frame in root.GetItems(Tags.PerFrameFunctionalGroupsSequence))
                frame.Remove(Tags.DerivationImageSequence);
        });
        yield return Fault("NoReference", "Derivation Image Sequence (0008,9124)", "there are no coordinates", root =>
        {
            root.Remove(Tags.FrameOfReferenceUID);
            foreach (DataSet frame in root.GetItems(Tags.PerFrameFunctionalGroupsSequence))
                frame.Remove(Tags.DerivationImageSequence);
        });
        yield return Fault("Trial", "Clinical Trial Sponsor Name (0012,0010)", "is absent", root => root.Set(Tags.ClinicalTrialProtocolName, "Trial"));
    }

    [TestCaseSource(nameof(Faults))]
    public void Check_Fault_IsFound(string path, string message, object breakRoot)
    {
        DataSet segmentation = Open("segmentations/liver.dcm");
        ((Action<DataSet>)breakRoot)(segmentation);

        IReadOnlyList<ValidationFinding> findings = Check(segmentation);

        Assert.That(findings, Has.Some.Matches<ValidationFinding>(finding =>
            finding.Severity == ValidationSeverity.Error && finding.Path.EndsWith(path, StringComparison.Ordinal)
            && finding.Message.Contains(message, StringComparison.Ordinal)));
    }

    [Test]
    public void Check_SevenThousandFrames_TellsRepeatsOnce()
    {
        DataSet segmentation = Open("segmentations/liver.dcm");
        DataSet[] frames = [.. Enumerable.Range(0, 7000).Select(_ => Frame(segmentation).Clone())];
        for (int frame = 0; frame < frames.Length; frame++)
            frames[frame].GetItem(Tags.PlanePositionSequence)!.Set(Tags.ImagePositionPatient, 0.0, 0.0, frame);
        segmentation.SetItems(Tags.PerFrameFunctionalGroupsSequence, frames);
        segmentation.Set(Tags.NumberOfFrames, frames.Length);
        Check(segmentation);

        Stopwatch watch = Stopwatch.StartNew();
        IReadOnlyList<ValidationFinding> sound = Check(segmentation);
        TestContext.Out.WriteLine($"7,000 frames of {CountOf(frames[0])} elements: {watch.Elapsed.TotalMilliseconds:0} ms");
        foreach (DataSet frame in frames)
            frame.GetItem(Tags.PlanePositionSequence)!.Set(Tags.ImagePositionPatient, VR.DS, "0\\0\\zero");
        IReadOnlyList<ValidationFinding> broken = Check(segmentation);

        Assert.Multiple(() =>
        {
            Assert.That(sound, Is.Empty);
            Assert.That(broken, Has.Count.EqualTo(1));
            Assert.That(broken[^1].Message, Does.EndWith("in 7000 places, of which this is the first"));
        });
    }

    [Test]
    public void Check_RandomValues_NeverThrows()
    {
        DataSet sound = Open("segmentations/liver.dcm");
        Random random = new(20262);
        VR[] vrs = Enum.GetValues<VR>();
        for (int i = 0; i < 3000; i++)
        {
            DataSet broken = sound.Clone();
            DataSet place = broken;
            while (random.Next(4) > 0 && place.Where(element => element.IsSequence && element.Items.Count > 0).ToArray() is { Length: > 0 } sequences)
            {
                DataElement sequence = sequences[random.Next(sequences.Length)];
                place = sequence.Items[random.Next(sequence.Items.Count)];
            }

            DataElement[] elements = [.. place];
            if (elements.Length == 0)
                continue;
            Tag tag = elements[random.Next(elements.Length)].Tag;
            byte[] value = new byte[random.Next(9)];
            random.NextBytes(value);
            VR vr = vrs[random.Next(vrs.Length)];
            if (vr == VR.SQ)
                place.SetItems(tag, new DataSet());
            else
                place.SetBytes(tag, vr, value);
            Assert.That(() => Check(broken), Throws.Nothing);
            FaultList faults = new(SourceRepair.Warn);
            Assert.That(() => InheritedAttributes.Copy(broken, "01.dcm", new DataSet(), SourceCorpus.Modules, faults, new UidGenerator()), Throws.Nothing);
        }
    }

    private static TestCaseData Fault(string name, string path, string message, Action<DataSet> breakRoot) =>
        new TestCaseData(path, message, breakRoot).SetName($"Check_{name}_IsFound");

    private static bool IsError(ValidationFinding finding, Tag tag, string message) =>
        finding.Severity == ValidationSeverity.Error && finding.Path == tag.Describe() && finding.Message.StartsWith(message, StringComparison.Ordinal);

    private static DataSet Segment(DataSet root) => root.GetItem(Tags.SegmentSequence)!;

    private static DataSet Shared(DataSet root) => root.GetItem(Tags.SharedFunctionalGroupsSequence)!;

    private static DataSet Frame(DataSet root) => root.GetItem(Tags.PerFrameFunctionalGroupsSequence)!;

    private static DataSet Source(DataSet root) => Frame(root).GetItem(Tags.DerivationImageSequence)!.GetItem(Tags.SourceImageSequence)!;

    private static int CountOf(DataSet item) => item.Sum(element => 1 + element.Items.Sum(CountOf));

    private static DataSet Open(string file) => DicomFile.Open(Path.Combine(Repository.DataFolder, file)).DataSet.Clone();

    private static IReadOnlyList<ValidationFinding> Check(DataSet dataSet)
    {
        FindingList findings = new();
        DataSetChecker.Check(dataSet, "segmentation", findings);
        SegmentationRules.Check(dataSet, findings);
        return findings.ToList();
    }
}
