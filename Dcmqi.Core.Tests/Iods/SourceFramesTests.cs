using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Iods;

public class SourceFramesTests
{
    private static readonly VolumeGeometry Geometry = Grids.Oblique(6, 4, 5);

    [TestCase("CT", false, false)]
    [TestCase("CT", true, true)]
    [TestCase("MR", false, true)]
    [TestCase("MR", true, false)]
    [TestCase("PT", false, false)]
    [TestCase("PT", true, false)]
    [TestCase("US", false, false)]
    public void Load_EnhancedImage_HasFramesWithThePositionsOfItsSlices(string modality, bool isLegacy, bool isPerFrame)
    {
        PhantomFrame[] stored = [.. PhantomFrame.Of(Geometry).Reverse()];
        SourceImages source = SourceImages.Load([new PhantomMultiFrame(stored) { Modality = modality, IsLegacyConverted = isLegacy, IsPerFrame = isPerFrame }.Stream()]);

        Assert.That(source.Images, Has.Count.EqualTo(1));
        Assert.That(source.Images[0].IsMultiFrame);
        Assert.That(source.Frames.Select(frame => frame.Number), Is.EqualTo(new[] { 5, 4, 3, 2, 1 }));
        for (int z = 0; z < 5; z++)
            Assert.That((source.Frames[z].PositionMm!.Value - Geometry.IndexToPatient(0, 0, z)).Length, Is.LessThan(1e-6));
        Assert.That(source.Geometry.IsCloseTo(Geometry, 1e-6));
        Assert.That(source.Warnings, Is.Empty);
        Assert.That(source.ToString(), Is.EqualTo($"SourceImages: 1 {modality} image with 5 frames, 6 x 4"));
    }

    [Test]
    public void Volumes_TimesAndBValues_AreToldApart()
    {
        PhantomFrame[] frames =
        [
            .. from slice in Enumerable.Range(0, 5)
               from time in new[] { 1, 2 }
               from bValue in new[] { 0.0, 1000.0, 200.0 }
               select new PhantomFrame(Geometry, slice) { Time = time, BValue = bValue, StackId = "1" },
        ];
        SourceImages source = SourceImages.Load([new PhantomMultiFrame(frames).Stream()]);

        Assert.That(source.Geometry.IsCloseTo(Geometry, 1e-6), "six volumes share a grid");
        Assert.That(source.Warnings, Is.Empty);
        Assert.That(source.Volumes.Select(volume => volume.Description), Is.EqualTo(new[]
        {
            "temporal position 1, b-value 0", "temporal position 1, b-value 200", "temporal position 1, b-value 1000",
            "temporal position 2, b-value 0", "temporal position 2, b-value 200", "temporal position 2, b-value 1000",
        }));
        foreach (SourceImages volume in source.Volumes)
        {
            Assert.That(volume.Frames, Has.Count.EqualTo(5));
            Assert.That(volume.Geometry.IsCloseTo(Geometry, 1e-6));
        }

        SourceImages chosen = source.Select(frame => frame.DiffusionBValue == 1000 && frame.TemporalPosition == 2);
        Assert.That(chosen.Frames.Select(frame => frame.Number), Is.EqualTo(new[] { 5, 11, 17, 23, 29 }));
        Assert.That(() => source.Select(frame => frame.EchoTimeMs == 7), Throws.InstanceOf<ConversionException>().With.Message.Contains("None of the 30 frames"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Volumes_Echoes_AreToldApartInEnhancedAndLegacyImages(bool isLegacy)
    {
        PhantomFrame[] frames = [.. new[] { 4.6, 2.3 }.SelectMany(echo => PhantomFrame.Of(Geometry).Select(frame => frame with { EchoTimeMs = echo }))];
        SourceImages source = SourceImages.Load([new PhantomMultiFrame(frames) { IsLegacyConverted = isLegacy }.Stream()]);

        Assert.That(source.Volumes.Select(volume => volume.Description), Is.EqualTo(new[] { "echo time 2.3", "echo time 4.6" }));
        Assert.That(source.Volumes[0].Frames.Select(frame => frame.Number), Is.EqualTo(new[] { 6, 7, 8, 9, 10 }));
    }

    [Test]
    public void Volumes_Stacks_HaveGridsOfTheirOwn()
    {
        VolumeGeometry other = Grids.Oblique(6, 4, 3, angle: 1.1);
        PhantomFrame[] frames =
        [
            .. PhantomFrame.Of(Geometry).Select(frame => frame with { StackId = "1" }),
            .. PhantomFrame.Of(other).Select(frame => frame with { StackId = "2" }),
        ];
        SourceImages source = SourceImages.Load([new PhantomMultiFrame(frames).Stream()]);

        Assert.That(source.Volumes.Select(volume => volume.Description), Is.EqualTo(new[] { "stack 1", "stack 2" }));
        Assert.That(source.Volumes[0].Geometry.IsCloseTo(Geometry, 1e-6));
        Assert.That(source.Volumes[1].Geometry.IsCloseTo(other, 1e-6));
        Assert.That(() => source.Geometry, Throws.InstanceOf<ConversionException>().With.Message.Contains("8 frames lie on 2 grids"));
    }

    [Test]
    public void Volumes_SingleFrameImagesOfSeveralTimes_AreToldApart()
    {
        SourceImages source = SourceImages.Load(Enumerable.Range(0, 2).SelectMany(time => Enumerable.Range(0, 5).Select(z => CtSeries.Stream(Geometry, z, (_, image) =>
        {
            image.Set(Tags.SOPInstanceUID, $"2.25.3{time}{z}");
            image.Set(Tags.AcquisitionNumber, 7 + time);
        }))));

        Assert.That(source.Warnings, Is.Empty);
        Assert.That(source.Volumes.Select(volume => volume.Description), Is.EqualTo(new[] { "acquisition 7", "acquisition 8" }));
        Assert.That(source.Volumes[1].Images.Select(image => image.Name), Is.EqualTo(new[] { "stream 6", "stream 7", "stream 8", "stream 9", "stream 10" }));
    }

    [Test]
    public void Volumes_PlainSeries_IsOneWhateverDiffersFromSliceToSlice()
    {
        SourceImages source = CtSeries.Load(Geometry, (z, image) => image.Set(Tags.AcquisitionTime, $"1010{z:00}"));

        Assert.That(source.Volumes, Has.Count.EqualTo(1));
        Assert.That(source.Volumes[0].Description, Is.Empty);
    }

    [Test]
    public void Load_FrameWithoutPosition_IsNamed()
    {
        var image = new PhantomMultiFrame([.. PhantomFrame.Of(Geometry)])
        {
            Change = data => data.Text(0x00280008, "IS", "6"),
        };

        Assert.That(() => SourceImages.Load([image.Stream()]), Throws.InstanceOf<ConversionException>().With.Message.Contains(
            "stream 1: Per-Frame Functional Groups Sequence (5200,9230) has 5 items; Number of Frames (0028,0008) is 6."));
    }
}
