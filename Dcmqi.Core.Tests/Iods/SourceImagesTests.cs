using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Iods;

public class SourceImagesTests
{
    private static readonly VolumeGeometry Geometry = Grids.Oblique(6, 4, 5);

    [Test]
    public void Load_Series_OrdersByPositionAndGivesTheGrid()
    {
        SourceImages images = SourceImages.Load(new[] { 4, 1, 0, 3, 2 }.Select(z => CtSeries.Stream(Geometry, z)));

        Assert.That(images.Images.Select(image => image.Name), Is.EqualTo(new[] { "stream 3", "stream 2", "stream 5", "stream 4", "stream 1" }));
        Assert.That(images.Geometry.IsCloseTo(Geometry, 1e-6));
        Assert.That(images.ToString(), Is.EqualTo("SourceImages: 5 CT images, 6 x 4"));
    }

    [Test]
    public void Load_Folder_LeavesOutWhatIsNoImageAndTells()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "sub"));
            for (int z = 0; z < 3; z++)
                File.WriteAllBytes(Path.Combine(folder, "sub", $"{z}.dcm"), ((MemoryStream)CtSeries.Stream(Geometry, z)).ToArray());
            File.WriteAllText(Path.Combine(folder, "notes.txt"), "These are notes, long enough not to be taken for a header by anyone who reads them.");
            File.WriteAllBytes(Path.Combine(folder, "copy.dcm"), ((MemoryStream)CtSeries.Stream(Geometry, 1)).ToArray());

            SourceImages images = SourceImages.Load(folder);

            Assert.That(images.Images, Has.Count.EqualTo(3));
            Assert.That(images.Warnings, Has.Some.StartsWith("notes.txt: left out."));
            Assert.That(images.Warnings, Has.Some.Contains("It is the same instance as copy.dcm"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Load_FolderWithoutImages_SaysWhatWasLookedAt()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "a.txt"), new string('a', 300));
            Assert.That(() => SourceImages.Load(folder), Throws.InstanceOf<ConversionException>().With.Message.Contains("holds no DICOM image; 1 file was looked at. a.txt: left out."));
            Assert.That(() => SourceImages.Load(Path.Combine(folder, "nothing")), Throws.InstanceOf<DirectoryNotFoundException>().With.Message.Contains("neither a folder nor a file"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Load_TwoSeriesOfOneFrameOfReference_AreBothKeptAndNamed()
    {
        SourceImages source = CtSeries.Load(Geometry, (z, image) => image.Set(Tags.SeriesInstanceUID, z < 3 ? "2.25.1" : "2.25.2"));

        Assert.That(source.Warnings, Is.EqualTo(new[]
        {
            "'The list of streams' holds images of 2 series; all are referred to, and the first gives patient and study. 2.25.1: 3 (stream 1, ...); 2.25.2: 2 (stream 4, ...).",
        }));
        Assert.That(source.Images, Has.Count.EqualTo(5));
        Assert.That(source.Volumes.Select(volume => volume.Frames.Count), Is.EqualTo(new[] { 3, 2 }));
        Assert.That(source.Geometry.IsCloseTo(Geometry, 1e-6));
    }

    [Test]
    public void Load_SeveralPatientsOrFramesOfReference_AreRefused()
    {
        Assert.That(
            () => CtSeries.Load(Geometry, (z, image) => image.Set(Tags.FrameOfReferenceUID, z == 2 ? "2.25.9" : "2.25.8")),
            Throws.InstanceOf<ConversionException>().With.Message.Contains("stream 3: Frame of Reference UID (0020,0052) is '2.25.9', but stream 1 of the same series has '2.25.8'."));
        Assert.That(
            () => CtSeries.Load(Geometry, (z, image) =>
            {
                if (z != 2)
                    return;
                image.Set(Tags.SeriesInstanceUID, "2.25.7");
                image.Set(Tags.PatientID, "other");
            }),
            Throws.InstanceOf<ConversionException>()
                .With.Message.Contains("images of 2 series that do not lie in one frame of reference of one patient")
                .And.Message.Contains("stream 3: Patient ID (0010,0020) is 'other', but stream 1 has 'P1'."));
    }

    [Test]
    public void Load_GeometryMissingInSome_LeavesThemOutAndRejectListsAll()
    {
        SourceImages source = CtSeries.Load(Geometry, (z, image) =>
        {
            if (z == 1)
                image.Remove(Tags.ImagePositionPatient);
            if (z == 3)
                image.Set(Tags.PixelSpacing, VR.DS, "0.5");
        });

        Assert.That(source.Images, Has.Count.EqualTo(3));
        Assert.That(source.Warnings, Is.EqualTo(new[]
        {
            "stream 2: Image Position (Patient) (0020,0032) is missing. The image was left out. Set SourceRepair.Reject to stop instead.",
            "stream 4: Pixel Spacing (0028,0030) is 0.5; 2 numbers are expected. The image was left out. Set SourceRepair.Reject to stop instead.",
        }));
        var rejecting = new SegmentationBuilder(source, Labels.Metadata(1)) { Authorship = new() { SourceRepair = SourceRepair.Reject } };
        ConversionException rejected = Assert.Throws<ConversionException>(() => rejecting.AddLabelMap(Labels.Random(Geometry, 1, seed: 1)).Build())!;
        Assert.That(rejected.Faults, Has.Count.EqualTo(2));
        Assert.That(
            () => CtSeries.Load(Geometry, (_, image) => image.Remove(Tags.ImagePositionPatient)),
            Throws.InstanceOf<ConversionException>().With.Property("Faults").Count.EqualTo(5));
    }

    [Test]
    public void Load_GeometryContradictory_IsToldByFile()
    {
        SourceImages source = CtSeries.Load(Geometry, (z, image) =>
        {
            if (z == 2)
                image.Set(Tags.Rows, 5);
            if (z == 4)
                image.Set(Tags.ImageOrientationPatient, VR.DS, "1\\0\\0\\0\\1\\0");
        });

        Assert.That(source.Warnings, Has.Count.EqualTo(2));
        Assert.That(source.Warnings[0], Does.StartWith("stream 3: 6 columns x 5 rows, but stream 1 has 6 x 4."));
        Assert.That(source.Warnings[1], Does.StartWith("stream 5: Image Orientation (Patient) (0020,0037) is 1\\0\\0\\0\\1\\0, but stream 1 has "));
        Assert.That(() => source.Geometry, Throws.InstanceOf<ConversionException>().With.Message.Contains("The 5 images lie on 3 grids"));
    }

    [Test]
    public void Load_PositionTwice_IsToldAndHasNoGrid()
    {
        SourceImages images = CtSeries.Load(Geometry, (z, image) =>
        {
            if (z == 4)
                image.CopyFrom(CtSeries.Image(Geometry, 3), Tags.ImagePositionPatient);
        });

        Assert.That(images.Warnings, Has.Some.Match("stream 5: Image Position .* is also that of stream 4."));
        Assert.That(() => images.Geometry, Throws.InstanceOf<ConversionException>().With.Message.Contains("5 images lie at 4 positions"));
    }

    [Test]
    public void Load_ManyStreamsCancelled_Stops() =>
        Assert.That(() => SourceImages.Load([CtSeries.Stream(Geometry, 0)], cancellationToken: new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
}
