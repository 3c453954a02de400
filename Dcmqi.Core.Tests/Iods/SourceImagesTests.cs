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
    public void Load_TwoSeries_NamesThem() =>
        Assert.That(
            () => CtSeries.Load(Geometry, (z, image) => image.Set(Tags.SeriesInstanceUID, z < 3 ? "2.25.1" : "2.25.2")),
            Throws.InstanceOf<ConversionException>().With.Message.Contains("images of 2 series; give the files of one. 2.25.1: 3 (stream 1, ...); 2.25.2: 2 (stream 4, ...)."));

    [Test]
    public void Load_GeometryMissingOrContradictory_ListsEveryFile()
    {
        ConversionException missing = Assert.Throws<ConversionException>(() => CtSeries.Load(Geometry, (z, image) =>
        {
            if (z == 1)
                image.Remove(Tags.ImagePositionPatient);
            if (z == 3)
                image.Set(Tags.PixelSpacing, VR.DS, "0.5");
        }))!;
        Assert.That(missing.Faults, Is.EqualTo(new[]
        {
            "stream 2: Image Position (Patient) (0020,0032) is missing.",
            "stream 4: Pixel Spacing (0028,0030) is 0.5; 2 numbers are expected.",
        }));

        ConversionException contradictory = Assert.Throws<ConversionException>(() => CtSeries.Load(Geometry, (z, image) =>
        {
            if (z == 2)
                image.Set(Tags.Rows, 5);
            if (z == 4)
                image.Set(Tags.ImageOrientationPatient, VR.DS, "1\\0\\0\\0\\1\\0");
        }))!;
        Assert.That(contradictory.Faults, Has.Count.EqualTo(2));
        Assert.That(contradictory.Faults[0], Is.EqualTo("stream 3: 6 columns x 5 rows, but stream 1 has 6 x 4."));
        Assert.That(contradictory.Faults[1], Does.StartWith("stream 5: Image Orientation (Patient) (0020,0037) is 1\\0\\0\\0\\1\\0, but stream 1 has "));
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
        Assert.That(() => SourceImages.Load([CtSeries.Stream(Geometry, 0)], new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
}
