using System.IO.Compression;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.ParametricMaps;

/// <summary>Values that are written slice by slice are those of the whole volume.</summary>
public class SaveMapVolumeTests
{
    private static readonly VolumeGeometry[] Geometries = [Grids.Oblique(31, 23, 6), Grids.Oblique(401, 283, 7), Grids.Oblique(803, 701, 2)];

    [Test]
    public void SaveVolume_AllPixelTypes_GivesTheFilesOfTheWholeVolume([Values] ParametricMapPixelType type, [Values(0, 1, 2)] int geometry)
    {
        using ParametricMap map = Maps.Reopened(Built(type, Geometries[geometry]));
        using var folder = new TemporaryFolder();
        foreach (string extension in geometry switch { 0 => (string[])[".nrrd", ".mha", ".mhd", ".nii", ".nii.gz", ".img"], 1 => [".nrrd", ".nii"], _ => [".nii"] })
        {
            foreach (int? index in new int?[] { null, 1 })
            {
                ParametricMapReadOptions reading = new() { VolumeIndex = index };
                AssertSame(folder, extension, options => map.SaveVolume(folder["sliced" + extension], options), new() { Values = ParametricMapValues.Stored, Reading = reading }, map.ToStoredVolume(index));
                Volume real = map.StoredType == typeof(double) ? map.ToDoubleVolume(reading) : map.ToVolume(reading);
                AssertSame(folder, extension, options => map.SaveVolume(folder["sliced" + extension], options), new() { Reading = reading }, real);
            }
        }

        VolumeWriteOptions writing = new() { Compression = CompressionLevel.NoCompression, ByteOrder = VolumeByteOrder.BigEndian };
        AssertSame(folder, ".mha", options => map.SaveVolume(folder["sliced.mha"], options), new() { Values = ParametricMapValues.Stored, Writing = writing }, map.ToStoredVolume());
    }

    [Test]
    public void SaveVolume_CancelledOrCut_LeavesNothing()
    {
        using var folder = new TemporaryFolder();
        Built(ParametricMapPixelType.Double, Geometries[1]).Save(folder["m.dcm"]);
        using ParametricMap map = ParametricMap.Open(folder["m.dcm"]);
        using var cancellation = new CancellationTokenSource();
        Assert.That(() => map.SaveVolume(folder["v.nrrd"], null, new Cancelling(cancellation), cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        using (FileStream cut = new(folder["m.dcm"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            cut.SetLength(cut.Length / 2);
        Assert.That(() => map.SaveVolume(folder["v.nrrd"]), Throws.InstanceOf<IOException>().With.Message.Contains("it had"));
        Assert.That(folder.FileNames(), Is.EqualTo(new[] { "m.dcm" }));
    }

    [Test]
    public void SaveVolume_Slide_GivesTheFilesOfThePlane([Values] ParametricMapPixelType type, [Values] SlideTiling tiling)
    {
        SourceImages source = SourceImages.Load([new PhantomSlide(1211, 593, 64, 64) { HasPixels = false, IsFull = true, FocalPlanesUm = [0, 2.5] }.Stream()]);
        bool isWhole = type is ParametricMapPixelType.UInt8 or ParametricMapPixelType.UInt16;
        SlideParametricMapBuilder builder = new SlideParametricMapBuilder(source, Maps.Adc) { Options = new() { PixelType = type }, Tiles = new() { Size = new TileSize(50, 37), Tiling = tiling } }.AddTiles(Values(3));
        if (tiling == SlideTiling.Sparse)
            builder.AddTiles(Values(7), Maps.Transfer);
        using ParametricMap map = Maps.Reopened(builder.Build());
        using var folder = new TemporaryFolder();
        foreach (SlideRegion? region in (SlideRegion?[])[null, new() { Column = 100, Row = 77, Columns = 701, Rows = 401, FocalPlane = 1 }, new() { Reduction = 7 }])
        {
            foreach (CompressionLevel level in (CompressionLevel[])[CompressionLevel.NoCompression, CompressionLevel.Fastest])
            {
                ParametricMapReadOptions reading = new() { Region = region, MissingValue = -1, VolumeIndex = level == CompressionLevel.Fastest ? null : map.Volumes.Count - 1 };
                VolumeWriteOptions writing = new() { Compression = level };
                foreach (string extension in (string[])[".nrrd", ".mha"])
                {
                    AssertSame(folder, extension, options => map.SaveVolume(folder["sliced" + extension], options), new() { Values = ParametricMapValues.Stored, Reading = reading, Writing = writing }, map.ToStoredVolume(reading.VolumeIndex, region));
                    Volume real = map.StoredType == typeof(double) ? map.ToDoubleVolume(reading) : map.ToVolume(reading);
                    AssertSame(folder, extension, options => map.SaveVolume(folder["sliced" + extension], options), new() { Reading = reading, Writing = writing }, real);
                }
            }
        }

        using var cancellation = new CancellationTokenSource();
        Assert.That(() => map.SaveVolume(folder["v.nrrd"], null, new Cancelling(cancellation), cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(folder.FileNames(), Has.No.Member("v.nrrd"));

        // Whole numbers have nothing for what is left out.
        SlideTileValues Values(int factor) => (tile, values) =>
        {
            for (int pixel = 0; pixel < values.Length && (isWhole || (tile.TileColumn + tile.TileRow) % 5 != 0); pixel++)
                values[pixel] = (tile.Column + (factor * pixel) + tile.Row) % 250;
        };
    }

    private static ParametricMap Built(ParametricMapPixelType type, VolumeGeometry geometry)
    {
        var builder = new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc) { Options = new() { PixelType = type } };
        return builder.AddVolume(Maps.Double(geometry, 3)).AddVolume(Maps.Double(geometry, 4), Maps.Transfer).Build();
    }

    private static void AssertSame(TemporaryFolder folder, string extension, Func<ParametricMapVolumeOptions, SavedVolume> save, ParametricMapVolumeOptions options, Volume whole) =>
        SavedFiles.AssertSame(folder, extension, save(options), whole, options.Writing);

    private sealed class Cancelling(CancellationTokenSource source) : IProgress<ConversionProgress>
    {
        public void Report(ConversionProgress value) => source.Cancel();
    }
}
