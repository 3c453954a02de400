using Dcmqi.Tests.Support;

namespace Dcmqi.Tests;

public class ProgressTests
{
    [Test]
    public void LoadAndAdd_TellOfEveryStep()
    {
        VolumeGeometry geometry = Grids.Oblique(7, 5, 4);
        using var folder = new TemporaryFolder();
        new PhantomSeries(geometry).Write(folder["ct"]);
        var told = new Steps();
        SourceImages images = SourceImages.Load(folder["ct"], progress: told);
        told.AssertAll("Reading headers", 4);

        SegmentationBuilder builder = new SegmentationBuilder(images, Labels.Metadata([1, 2], [1, 2])).AddLabelMap(Labels.Random(geometry, 2, 1), progress: told);
        told.AssertAll("Reading labels", 4);
        builder.AddLabelMap(Labels.Random(geometry, 2, 2), "other", told, CancellationToken.None);
        told.AssertAll("Reading labels", 4);

        var fractional = new SegmentationBuilder(images, Labels.Metadata(1)) { Options = new() { Encoding = SegmentationEncoding.Fractional } };
        fractional.AddFractions(new Volume<float>(geometry), progress: told);
        told.AssertAll("Reading labels", 4);
        Assert.That(builder.Build().Segments, Has.Count.EqualTo(4));
    }

    [Test]
    public void VolumeRead_TellsBlockByBlock_AndCanBeCancelled()
    {
        var volume = new Volume<byte>(Grids.Axial(300, 300, 200));
        using var folder = new TemporaryFolder();
        VolumeFile.Write(folder["a.nii.gz"], volume);
        var told = new Steps();
        VolumeFile.Read(folder["a.nii.gz"], progress: told);
        told.AssertGrows("Reading volume", 300L * 300 * 200, least: 3);
        using (FileStream stream = File.OpenRead(folder["a.nii.gz"]))
            VolumeFile.Read(stream, null, told);
        told.AssertGrows("Reading volume", 300L * 300 * 200, least: 3);
        Assert.That(() => VolumeFile.Read(folder["a.nii.gz"], cancellationToken: new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void AddToASlide_TellsOfEveryTile()
    {
        SourceImages slide = SourceImages.Load([new MemoryStream(new PhantomSlide(40, 30, 8, 8) { IsFull = true }.File())]);
        var told = new Steps();
        Volume<ushort> labels = Labels.Random(slide.SlideLevels[0].Matrix.Geometry, 2, 1);
        new SlideSegmentationBuilder(slide, Labels.Metadata(2)).AddLabelMap(labels, progress: told);
        told.AssertAll("Filling tiles", 20);
    }

    [Test]
    public void SplitWithoutOverlaps_RunsOnceFromNothingToAll()
    {
        VolumeGeometry geometry = Grids.Oblique(7, 5, 4);
        var mask = new Volume<byte>(geometry);
        mask.Voxels.Fill(1);
        using Segmentation overlapping = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata([1], [1], [1])).AddLabelMap(mask).AddLabelMap(mask, "b").AddLabelMap(mask, "c").Build();
        var told = new Steps();
        Assert.That(overlapping.SplitWithoutOverlaps(progress: told), Has.Count.EqualTo(3));
        told.AssertGrows("Composing frames", 12, least: 3);
    }

    private sealed class Steps : IProgress<ConversionProgress>
    {
        private readonly List<ConversionProgress> _steps = [];

        public void Report(ConversionProgress value)
        {
            lock (_steps)
                _steps.Add(value);
        }

        public void AssertGrows(string stage, long total, int least)
        {
            Assert.That(_steps, Has.Count.AtLeast(least).And.All.Property("Stage").EqualTo(stage).And.All.Property("Total").EqualTo(total));
            Assert.That(_steps.Select(step => step.Completed), Is.Ordered.And.Unique);
            Assert.That(_steps[^1].Completed, Is.EqualTo(total));
            _steps.Clear();
        }

        public void AssertAll(string stage, int count)
        {
            Assert.That(_steps.OrderBy(step => step.Completed), Is.EqualTo(Enumerable.Range(1, count).Select(done => new ConversionProgress(stage, done, count))));
            _steps.Clear();
        }
    }
}
