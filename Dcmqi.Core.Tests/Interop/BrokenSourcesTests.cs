using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Sources;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Interop;

/// <summary>Every Type 1 and 2 attribute of the modules of a CT image removed, emptied, given illegal values and wrong VRs, in the first image and in another: what is made is sound and says what was wrong where.</summary>
public class BrokenSourcesTests
{
    private static readonly string[] Modules = ["patient", "general-study", "general-series", "frame-of-reference", "image-pixel", "sop-common"];
    private static readonly VolumeGeometry Geometry = Grids.Oblique(6, 4, 3);

    private static IEnumerable<(Tag Tag, bool NeedsValue)> Attributes() =>
        Modules.SelectMany(module => ModuleTable.Of(module).Attributes.ToArray())
            .Where(attribute => attribute.Type is AttributeType.Type1 or AttributeType.Type2 && attribute.Tag != Tags.PixelData)
            .Select(attribute => (attribute.Tag, attribute.Type == AttributeType.Type1))
            .Concat([(Tags.ImagePositionPatient, true), (Tags.ImageOrientationPatient, true), (Tags.PixelSpacing, true)])
            .DistinctBy(attribute => attribute.Item1);

    private static IEnumerable<(string Name, Action<DataSet> Break)> Faults(Tag tag, bool needsValue)
    {
        yield return ("absent", data => data.Remove(tag));
        if (needsValue)
            yield return ("empty", data => data.SetEmpty(tag));
        VR vr = DicomDictionary.VrOf(tag);
        yield return ("items", data => data.SetItems(tag, new DataSet()));
        if (!vr.IsText())
        {
            yield return ("text", data => data.Set(tag, VR.LO, "text"));
            yield return ("odd", data => data.SetBytes(tag, vr, new byte[] { 1, 2, 3 }));
            yield break;
        }

        yield return ("bytes", data => data.SetBytes(tag, vr, new byte[] { 0xC3, 0x28, 0xFF, 0x07 }));
        yield return ("controls", data => data.Set(tag, vr, "a\u0007b"));
        if (vr is not (VR.LO or VR.SH or VR.PN))
            yield return ("illegal", data => data.Set(tag, vr, "wrong-value;?"));
        yield return ("binary", data => data.SetBytes(tag, VR.OB, new byte[] { 1, 2 }));
    }

    [Test]
    public void EveryFault_IsToldWithItsFileAndMadeSoundOrRejected()
    {
        using var folder = new TemporaryFolder();
        var failures = new List<string>();
        var judged = new HashSet<string>();
        int cases = 0;
        foreach ((Tag tag, bool needsValue) in Attributes())
        {
            foreach ((string name, Action<DataSet> fault) in Faults(tag, needsValue))
            {
                foreach (int broken in (int[])[0, 1])
                {
                    cases++;
                    Check($"{tag.Describe()} {name} in image {broken + 1}", tag, fault, broken, folder, judged, failures);
                }
            }
        }

        Assert.That(cases, Is.GreaterThan(150));
        Assert.That(failures, Is.Empty, string.Join('\n', failures));
    }

    [Test]
    public void DuplicateInstanceUid_OfAnotherImage_IsLeftOutOrRejected()
    {
        SourceImages source = CtSeries.Load(Geometry, (z, image) => image.Set(Tags.SOPInstanceUID, z == 0 ? "2.25.20000" : "2.25.20001"));

        Assert.That(source.Images, Has.Count.EqualTo(2));
        Assert.That(source.Warnings, Has.Some.StartsWith("stream 3: SOP Instance UID (0008,0018) 2.25.20001 is also that of stream 2, which is another image."));
        Assert.That(() => Builder(source, SourceRepair.Reject).Build(), Throws.InstanceOf<ConversionException>().With.Message.Contains("is also that of stream 2"));
        Assert.That(Builder(source, SourceRepair.Warn).Build().Validate(), Is.Empty);
    }

    [Test]
    public void WrongCharacterSet_IsToldAndReadable()
    {
        // Latin 1 that says it is UTF-8.
        SourceImages source = CtSeries.Load(Geometry, (_, image) => image.SetBytes(Tags.PatientName, VR.PN, new byte[] { 0x4D, 0xFC, 0x6C, 0x6C, 0x65, 0x72 }));
        Segmentation segmentation = Builder(source, SourceRepair.Warn).Build();

        Assert.That(segmentation.Warnings, Has.Some.Match("stream 1: Patient's Name .* holds bytes that its character set"));
        Assert.That(segmentation.DataSet.GetString(Tags.PatientName), Is.EqualTo("M?ller"));
        Assert.That(() => Builder(source, SourceRepair.Reject).Build(), Throws.InstanceOf<ConversionException>());
    }

    private static void Check(string name, Tag tag, Action<DataSet> fault, int broken, TemporaryFolder folder, HashSet<string> judged, List<string> failures)
    {
        SourceImages source;
        try
        {
            void Change(int z, DataSet image)
            {
                if (z == broken)
                    fault(image);
            }

            // No file can be without these; headers from elsewhere can.
            source = tag == Tags.SOPClassUID || tag == Tags.SOPInstanceUID
                ? new SourceReading("headers").Run(
                    [.. Enumerable.Range(0, 3).Select(z => SourceCandidate.OfHeader($"stream {z + 1}", CtSeries.Image(Geometry, z, Change)))], CancellationToken.None)
                : CtSeries.Load(Geometry, Change);
        }
        catch (ConversionException refused)
        {
            // Other patients and other places are never mixed.
            if (!refused.Message.Contains(tag.Describe(), StringComparison.Ordinal))
                failures.Add($"{name}: refused, but {refused.Message}");
            return;
        }

        Segmentation segmentation = Builder(source, SourceRepair.Warn).Build();
        string file = $"stream {broken + 1}";
        if (!segmentation.Warnings.Any(warning => warning.Contains(file, StringComparison.Ordinal) && warning.Contains(tag.Describe(), StringComparison.Ordinal)))
            failures.Add($"{name}: not told; {string.Join(" | ", segmentation.Warnings)}");
        if (segmentation.Validate() is { Count: > 0 } findings)
            failures.Add($"{name}: {findings[0]}");
        try
        {
            Builder(source, SourceRepair.Reject).Build();
            failures.Add($"{name}: not rejected");
        }
        catch (ConversionException rejected)
        {
            if (!rejected.Message.Contains(tag.Describe(), StringComparison.Ordinal))
                failures.Add($"{name}: rejected, but {rejected.Message}");
        }

        // Most faults change nothing or the same in what is made; each object is judged once.
        segmentation.Save(folder["seg.dcm"]);
        if (judged.Add(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(folder["seg.dcm"])))))
            failures.AddRange(ErrorsOf(folder["seg.dcm"]).Select(error => $"{name}: {error}"));
    }

    // dciodvfy looks for references in the first frame alone, which has none where its image was left out.
    private static IEnumerable<string> ErrorsOf(string path) =>
        ExternalProgram.Find("dciodvfy", "dicom3tools").Run(path).Output.Split('\n')
            .Where(line => line.StartsWith("Error", StringComparison.Ordinal) && !line.Contains("ReferencedSeriesSequence present but Instance does not reference Instances", StringComparison.Ordinal));

    private static SegmentationBuilder Builder(SourceImages source, SourceRepair repair) =>
        new SegmentationBuilder(source, Labels.Metadata(2)) { Authorship = new() { SourceRepair = repair, Uids = new UidGenerator("broken"), TimeProvider = new FixedTime() } }
            .AddLabelMap(Labels.Random(Geometry, 2, seed: 1));
}
