using Dcmqi.Analysis.Images;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Analysis;

/// <summary>Images whose slices pass are measured as those that are held, to the last digit.</summary>
public class StreamedImagesTests
{
    private static readonly SegmentMeasurementOptions Everything = new() { Families = FeatureFamily.AllIntensity & ~FeatureFamily.Spatial, Percentiles = [3, 97.5] };

    // One slice at a time, and so few values held that segments are measured in many goes.
    private static readonly MeasuringMemory Least = new(1, 3000);

    private static readonly string[] Kinds = MeasuredSeries.Kinds;

    [Test]
    public void Measure_SliceBySlice_IsThatOfAllSlicesAtOnce(
        [ValueSource(nameof(Kinds))] string kind, [Values(SegmentationEncoding.Binary, SegmentationEncoding.Fractional)] SegmentationEncoding encoding, [Values("", "range", "sigma")] string resegmentation)
    {
        using Segmentation segmentation = MeasuredSeries.Segments(encoding);
        SourceImages images = MeasuredSeries.Images(kind);
        SegmentMeasurementOptions options = Everything with
        {
            Families = encoding == SegmentationEncoding.Binary ? FeatureFamily.AllIntensity : Everything.Families,
            Resegmentation = Resegmentation(resegmentation),
        };
        string expected = MeasuredSeries.Text(SegmentMeasurements.Measure(segmentation, images, options with { Memory = new(long.MaxValue, long.MaxValue) }));
        string found = MeasuredSeries.Text(SegmentMeasurements.Measure(segmentation, images, options with { Memory = Least }));
        Assert.That(found, Has.Length.GreaterThan(5_000));
        Assert.That(found, Is.EqualTo(expected));
    }

    [TestCase("CT")]
    [TestCase("multi-frame")]
    [TestCase("PET")]
    [TestCase("table")]
    public void Measure_Images_IsThatOfTheirVolume(string kind)
    {
        using Segmentation segmentation = MeasuredSeries.Segments(SegmentationEncoding.Binary);
        SourceImages images = MeasuredSeries.Images(kind);
        Volume volume = kind switch { "PET" => images.ToVolume(SourceValues.BodyWeightUptake), "table" => images.ToVolume(), _ => images.ToStoredVolume() };
        SegmentMeasurementOptions options = Everything with { VolumeHistogramBins = IntensityBins.FixedNumber(50), Memory = Least };
        SegmentMeasurements measured = SegmentMeasurements.Measure(segmentation, images, options), expected = SegmentMeasurements.Measure(segmentation, volume, options with { Unit = measured.Unit, Quantity = measured.Quantity });
        Assert.That(MeasuredSeries.Text(measured), Is.EqualTo(MeasuredSeries.Text(expected)));
    }

    [Test]
    public void Measure_File_IsThatOfItsVolume([Values("image.nrrd", "image.nii.gz")] string name, [Values(0, 2, 5)] int order, [Values(0, 7)] int flips)
    {
        using var folder = new TemporaryFolder();
        using Segmentation segmentation = MeasuredSeries.Segments(SegmentationEncoding.LabelMap);
        Volume<short> turned = MeasuredSeries.Values().ResampleTo(Grids.Shuffled(MeasuredSeries.Geometry, Grids.AxisOrders[order], flips), Resampling.NearestNeighbor);
        VolumeFile.Write(folder[name], turned);
        SegmentMeasurementOptions options = Everything with { Memory = Least };
        Assert.That(
            MeasuredSeries.Text(SegmentMeasurements.Measure(segmentation, folder[name], options)),
            Is.EqualTo(MeasuredSeries.Text(SegmentMeasurements.Measure(segmentation, VolumeFile.Read(folder[name]), options))));
    }

    [Test]
    public void Measure_ImagesAcrossOtherAxes_IsThatOfTheirVolumeTurned([Values(0, 1, 2, 3, 4, 5)] int order, [Values(0, 5, 7)] int flips)
    {
        VolumeGeometry grid = Grids.Shuffled(MeasuredSeries.Geometry, Grids.AxisOrders[order], flips);
        using Segmentation segmentation = new SegmentationBuilder(SourceImages.Load(new PhantomSeries(grid).Streams()), Labels.Metadata(6)).AddLabelMap(Labels.Random(grid, 6, 3)).Build();
        SegmentMeasurementOptions options = Everything with { Memory = Least };
        SegmentMeasurements measured = SegmentMeasurements.Measure(segmentation, MeasuredSeries.Images("CT"), options);
        Volume<short> turned = MeasuredSeries.Values().ResampleTo(measured.Geometry, Resampling.NearestNeighbor);
        options = options with { Unit = measured.Unit, Quantity = measured.Quantity, Memory = new(long.MaxValue, long.MaxValue) };
        Assert.That(MeasuredSeries.Text(measured), Is.EqualTo(MeasuredSeries.Text(SegmentMeasurements.Measure(segmentation, turned, options))));
        Assert.That(measured.Warnings, Is.Empty);
    }

    [Test]
    public void Measure_Map_IsThatOfItsVolume([Values(0, 3)] int order)
    {
        Volume<short> whole = MeasuredSeries.Values();
        var values = new Volume<float>(whole.Geometry, Array.ConvertAll(whole.Voxels.ToArray(), value => value == 300 ? float.NaN : value * 0.37f));
        using ParametricMap map = new ParametricMapBuilder(MeasuredSeries.Images("CT"), Maps.Adc).AddVolume(values).Build();
        VolumeGeometry grid = Grids.Shuffled(MeasuredSeries.Geometry, Grids.AxisOrders[order], 2);
        using Segmentation segmentation = new SegmentationBuilder(SourceImages.Load(new PhantomSeries(grid).Streams()), Labels.Metadata(6)).AddLabelMap(Labels.Random(grid, 6, 3)).Build();
        SegmentMeasurementOptions options = Everything with { Memory = Least };
        SegmentMeasurements measured = SegmentMeasurements.Measure(segmentation, map, options);
        Volume<float> turned = map.ToVolume().ResampleTo(measured.Geometry, Resampling.NearestNeighbor);
        SegmentMeasurements expected = SegmentMeasurements.Measure(segmentation, turned, options with { Unit = measured.Unit, Quantity = measured.Quantity });
        Assert.That(MeasuredSeries.Text(measured), Is.EqualTo(MeasuredSeries.Text(expected)));
    }

    [TestCase("large.nrrd", 0)]
    [TestCase("large.nrrd", 3)]
    [TestCase("large.nii.gz", 4)]
    public void Measure_LargeFile_IsReadSliceBySlice(string name, int order)
    {
        // More than a file that is held; its rows, or its slices, lie in another direction.
        var geometry = new VolumeGeometry(new VolumeSize(512, 512, 21), Vector3d.Zero, new Vector3d(1, 1.5, 2), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);
        var image = new Volume<float>(Grids.Shuffled(geometry, Grids.AxisOrders[order], 7));
        for (int voxel = 0; voxel < image.Voxels.Length; voxel++)
            image.Voxels[voxel] = voxel % 1013 * 0.37f;
        using var folder = new TemporaryFolder();
        VolumeFile.Write(folder[name], image);
        using Segmentation segmentation = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(6)).AddLabelMap(Labels.Random(geometry, 6, 3)).Build();
        SegmentMeasurements measured = SegmentMeasurements.Measure(segmentation, folder[name], Everything);
        Assert.That(MeasuredSeries.Text(measured), Is.EqualTo(MeasuredSeries.Text(SegmentMeasurements.Measure(segmentation, image, measured.Options))));
        Assert.That(folder.FileNames(), Is.EqualTo(new[] { name }));
    }

    [Test]
    public void Measure_SeveralSegmentations_IsThatOfEach()
    {
        using Segmentation first = MeasuredSeries.Segments(SegmentationEncoding.Binary), second = MeasuredSeries.Segments(SegmentationEncoding.Fractional);
        SourceImages images = MeasuredSeries.Images("padding");
        string[] together = [.. SegmentMeasurements.Measure([first, second], images, Everything).Select(MeasuredSeries.Text)];
        Assert.That(together, Is.EqualTo(new[] { first, second }.Select(one => MeasuredSeries.Text(SegmentMeasurements.Measure(one, images, Everything)))));
    }

    [Test]
    public void Measure_ShapesAlone_ReadsNoPixels()
    {
        using var folder = new TemporaryFolder();
        string[] files = MeasuredSeries.Series("CT").Write(folder["ct"]);
        VolumeFile.Write(folder["image.nrrd"], MeasuredSeries.Values());
        SourceImages images = SourceImages.Load(folder["ct"]);
        using Segmentation segmentation = MeasuredSeries.Segments(SegmentationEncoding.Binary);
        SegmentMeasurementOptions shapes = new() { Families = FeatureFamily.AllShape };
        string expected = MeasuredSeries.Text(SegmentMeasurements.MeasureShapes(segmentation, shapes));
        Array.ForEach(files, File.Delete);
        using (FileStream cut = File.OpenWrite(folder["image.nrrd"]))
            cut.SetLength(cut.Length - 1);
        Assert.That(MeasuredSeries.Text(SegmentMeasurements.Measure(segmentation, images, shapes)), Is.EqualTo(expected));
        Assert.That(() => SegmentMeasurements.Measure(segmentation, images), Throws.TypeOf<ConversionException>().With.Message.Contains(Path.GetFileName(files[0])));
    }

    [Test]
    public void Measure_ImageThatChanged_IsNamed([Values("cut", "other", "gone")] string change, [Values(0, 9, 16)] int slice)
    {
        using var folder = new TemporaryFolder();
        string[] files = MeasuredSeries.Series("CT").Write(folder["ct"]);
        SourceImages images = SourceImages.Load(folder["ct"]);
        using Segmentation segmentation = MeasuredSeries.Segments(SegmentationEncoding.Binary);
        switch (change)
        {
            case "cut":
                using (FileStream file = File.OpenWrite(files[slice]))
                    file.SetLength(file.Length - 100);
                break;
            case "other":
                File.Copy(files[(slice + 1) % 17], files[slice], overwrite: true);
                break;
            default:
                File.Delete(files[slice]);
                break;
        }

        Assert.That(
            () => SegmentMeasurements.Measure(segmentation, images, Everything with { Memory = Least }),
            Throws.InstanceOf<Exception>().With.Message.Contains(Path.GetFileName(files[slice])).And.Matches<Exception>(failure => failure is DcmqiException or IOException));
    }

    [Test]
    public void Measure_CancelledBetweenSlices_Stops()
    {
        using Segmentation segmentation = MeasuredSeries.Segments(SegmentationEncoding.Binary);
        using var source = new CancellationTokenSource();
        int read = 0;
        var progress = new Heard(told =>
        {
            if (told.Stage == "Reading images" && ++read == 6)
                source.Cancel();
        });
        Assert.That(() => SegmentMeasurements.Measure(segmentation, MeasuredSeries.Images("CT"), Everything with { Memory = Least, MaxDegreeOfParallelism = 1 }, progress, source.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(read, Is.EqualTo(6));
    }

    [Test]
    public void Measure_TellsOfEverySliceAndSegmentOnce()
    {
        using Segmentation segmentation = MeasuredSeries.Segments(SegmentationEncoding.Binary);
        var told = new List<ConversionProgress>();
        SegmentMeasurements.Measure(segmentation, MeasuredSeries.Images("CT"), Everything with { Memory = Least, MaxDegreeOfParallelism = 1, Resegmentation = new() { Sigma = 2 } }, new Heard(told.Add));
        Assert.That(told.Where(one => one.Stage == "Reading images").Select(one => one.Fraction), Is.EqualTo(Enumerable.Range(1, 17).Select(number => number / 17.0)));
        Assert.That(told.Where(one => one.Stage == "Measuring segments").Select(one => one.Fraction), Is.EqualTo(Enumerable.Range(1, 32).Select(number => number / 32.0)));
    }

    private static IntensityResegmentation? Resegmentation(string kind) => kind switch
    {
        "range" => new() { Minimum = 3, Maximum = 220 },
        "sigma" => new() { Sigma = 1.1 },
        _ => null,
    };

    private sealed class Heard(Action<ConversionProgress> hear) : IProgress<ConversionProgress>
    {
        public void Report(ConversionProgress value) => hear(value);
    }
}
