using System.Runtime.InteropServices;
using System.Text.Json;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Interop;

/// <summary>Segmentations of every kind of source in every encoding: exact on reading and on the source's grid, judged and read by other people's programs.</summary>
[AskedOnce]
public class SourceKindsTests
{
    private static readonly SegmentationEncoding[] Encodings = Enum.GetValues<SegmentationEncoding>();

    [TestCaseSource(typeof(SourceKinds), nameof(SourceKinds.All))]
    public void EveryEncoding_ComesBackExactly(object given)
    {
        var kind = (SourceKinds.Kind)given;
        SourceImages source = kind.Load();
        Volume<ushort> labels = kind.Labels();
        Assert.That(source.Warnings, Is.Empty);
        foreach (SegmentationEncoding encoding in Encodings)
        {
            var file = new MemoryStream();
            Build(source, labels, encoding).Save(file);
            file.Position = 0;
            Segmentation segmentation = Segmentation.Open(file);

            Assert.That(segmentation.Validate(), Is.Empty, encoding.ToString());
            LabelVolume back = segmentation.ToLabelMap(source.Geometry);
            Assert.That(back.Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray()), encoding.ToString());
            if (!source.HasPatientCoordinates)
                continue;
            Assert.That(segmentation.Geometry.IsCloseTo(kind.Grid, 1e-6), $"{encoding}: {segmentation.Geometry} against {kind.Grid}");
            for (int frame = 1; frame <= segmentation.FrameCount; frame++)
            {
                SegmentationFrame its = segmentation.GetFrame(frame);
                Assert.That((its.PositionMm!.Value - kind.Grid.IndexToPatient(0, 0, its.Slice)).Length, Is.LessThan(1e-6));
            }
        }
    }

    [Test]
    public void AllKinds_JudgedAndReadByOthers_AreTheSame()
    {
        ExternalProgram python = ExternalProgram.Python("pydicom", "numpy");
        using var folder = new TemporaryFolder();
        var jobs = new List<object>();
        foreach (SourceKinds.Kind kind in SourceKinds.All())
        {
            string number = $"{jobs.Count:000}";
            byte[][] files = kind.Files();
            string[] sources = [.. files.Select((_, index) => folder[$"{number}-{index}.dcm"])];
            for (int index = 0; index < files.Length; index++)
                File.WriteAllBytes(sources[index], files[index]);
            Volume<ushort> labels = kind.Labels();
            File.WriteAllBytes(folder[number + ".raw"], MemoryMarshal.AsBytes(labels.Voxels).ToArray());
            SourceImages loaded = SourceImages.Load(sources);
            foreach (SegmentationEncoding encoding in Encodings)
            {
                string path = folder[$"{number}-{encoding}.seg.dcm"];
                Build(loaded, labels, encoding).Save(path);

                // dicom3tools knows no label maps; of fractions it says what it says of bits, mostly.
                if (encoding == SegmentationEncoding.Binary || (encoding == SegmentationEncoding.Fractional && jobs.Count % 5 == 0))
                    DicomJudges.AssertSound(path);
                VolumeSize size = kind.Grid.Size;
                jobs.Add(new { name = $"{kind}, {encoding}", segmentation = path, sources, labels = folder[number + ".raw"], size = new[] { size.X, size.Y, size.Z, kind.Times } });
            }
        }

        File.WriteAllText(folder["manifest.json"], JsonSerializer.Serialize(jobs));
        (int exitCode, string output) = python.Run("-W", "ignore", Repository.Of("Dcmqi.Core.Tests/Interop/check_sources.py"), folder["manifest.json"]);
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.Contain($"{jobs.Count} of {jobs.Count} are the same"));
    }

    private static Segmentation Build(SourceImages source, Volume<ushort> labels, SegmentationEncoding encoding)
    {
        if (encoding != SegmentationEncoding.Fractional)
            return new SegmentationBuilder(source, Labels.Metadata(3)) { Options = new() { Encoding = encoding } }.AddLabelMap(labels).Build();
        var builder = new SegmentationBuilder(source, Labels.Metadata([1], [1], [1])) { Options = new() { Encoding = encoding } };
        for (int segment = 1; segment <= 3; segment++)
            builder.AddFractions(new Volume<byte>(labels.Geometry, [.. labels.Voxels.ToArray().Select(label => label == segment ? (byte)1 : (byte)0)], labels.ComponentAxis, labels.Components));
        return builder.Build();
    }
}
