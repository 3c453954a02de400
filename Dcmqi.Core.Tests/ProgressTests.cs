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

    private sealed class Steps : IProgress<ConversionProgress>
    {
        private readonly List<ConversionProgress> _steps = [];

        public void Report(ConversionProgress value)
        {
            lock (_steps)
                _steps.Add(value);
        }

        public void AssertAll(string stage, int count)
        {
            Assert.That(_steps.OrderBy(step => step.Completed), Is.EqualTo(Enumerable.Range(1, count).Select(done => new ConversionProgress(stage, done, count))));
            _steps.Clear();
        }
    }
}
