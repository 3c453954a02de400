using System.IO.Compression;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Interop;

/// <summary>What we write is decoded by somebody else (pydicom and numpy) and compared with what went in.</summary>
public class IndependentDecodingTests
{
    // Odd sizes: no frame but the first begins at a byte, and the whole does not end at one.
    [TestCase(37, 29, 11, 40)]
    [TestCase(7, 3, 5, 9)]
    [TestCase(1, 1, 3, 2)]
    [TestCase(33, 31, 1, 17)]
    public void ObliqueManySegments_DecodedByPydicom_AreTheSame(int columns, int rows, int slices, int segments)
    {
        ExternalProgram python = ExternalProgram.Python("pydicom", "numpy");
        using var folder = new TemporaryFolder();
        VolumeGeometry geometry = ObliqueGrid.Of(columns, rows, slices);
        var labels = new Volume<byte>(geometry, Scattered(geometry.Size, segments));
        VolumeFile.Write(folder["labels.nrrd"], labels, new VolumeWriteOptions { Compression = CompressionLevel.NoCompression });
        SourceImages source = SourceImages.Load(new PhantomSeries(geometry).Streams());

        Segmentation segmentation = new SegmentationBuilder(source, Metadata(segments)).AddLabelMap(labels).Build();
        segmentation.Save(folder["segmentation.dcm"]);

        (int exitCode, string output) = python.Run(Repository.Of("Dcmqi.Core.Tests/Interop/check_segmentation.py"), folder["segmentation.dcm"], folder["labels.nrrd"]);
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.StartWith($"same: {labels.Voxels.ToArray().Count(label => label != 0)} voxels in {segmentation.FrameCount} frames"));
        DicomJudges.AssertSound(folder["segmentation.dcm"]);
    }

    [Test]
    public void Torso_IsSoundAndReadsBack()
    {
        using var folder = new TemporaryFolder();
        VolumeGeometry geometry = ObliqueGrid.Of(61, 47, 21);
        var torso = new PhantomTorso(geometry);
        var labels = new Volume<byte>(geometry, torso.Labels());
        var series = new PhantomSeries(geometry) { Pixels = torso.Slice };
        string first = series.Write(folder["ct"])[0];
        DicomJudges.AssertSound(first);

        new SegmentationBuilder(SourceImages.Load(folder["ct"]), PhantomTorso.Metadata()).AddLabelMap(labels).Build().Save(folder["torso.dcm"]);
        DicomJudges.AssertSound(folder["torso.dcm"]);
        VoxelEquality.AssertSame(labels, Segmentation.Open(folder["torso.dcm"]).ToLabelMap(geometry), "torso");
    }

    // Every label occurs, and neighbours differ often.
    private static byte[] Scattered(VolumeSize size, int segments)
    {
        var random = new Random(20240229);
        byte[] labels = new byte[size.VoxelCount];
        for (int index = 0; index < labels.Length; index++)
            labels[index] = (byte)(random.Next(3) == 0 ? 0 : random.Next(1, segments + 1));
        for (int label = 1; label <= segments; label++)
            labels[(int)(label * 7919L % labels.Length)] = (byte)label;
        int present = 0;
        var numbers = new Dictionary<byte, byte> { [0] = 0 };
        foreach (byte label in labels.Distinct().Where(label => label != 0).Order().ToArray())
            numbers[label] = (byte)++present;

        // Where a small volume lost a label to another, the rest close up, so that labels are segment numbers.
        return Array.ConvertAll(labels, label => numbers[label]);
    }

    private static SegmentationMetadata Metadata(int segments) => new()
    {
        SegmentAttributes =
        [
            [
                .. Enumerable.Range(1, segments).Select(label => new SegmentAttributes
                {
                    LabelId = label,
                    SegmentLabel = $"Region {label}",
                    SegmentedPropertyCategory = new CodedConcept("91723000", "SCT", "Anatomical Structure"),
                    SegmentedPropertyType = new CodedConcept("91772007", "SCT", "Structure"),
                    AlgorithmType = SegmentAlgorithmType.Manual,
                }),
            ],
        ],
    };
}
