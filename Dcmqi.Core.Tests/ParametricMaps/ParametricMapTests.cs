using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.ParametricMaps;

/// <summary>What other writers do, and what becomes of it.</summary>
public class ParametricMapTests
{
    [Test]
    public void Open_LookupTable_MapsStoredValues()
    {
        ParametricMap map = Foreign([0, 3, 1, 7], dataSet => Mapping(dataSet, item =>
        {
            item.Remove(Tags.RealWorldValueSlope);
            item.Remove(Tags.RealWorldValueIntercept);
            item.Set(Tags.RealWorldValueFirstValueMapped, VR.US, 1.0);
            item.Set(Tags.RealWorldValueLastValueMapped, VR.US, 3.0);
            item.Set(Tags.RealWorldValueLUTData, 0.5, -1, 1e6);
        }));

        Assert.That(map.Mappings[0].LookupTable, Is.EqualTo(new[] { 0.5, -1, 1e6 }));
        Assert.That(map.ToVolume().Voxels.ToArray(), Is.EqualTo(new[] { float.NaN, 1e6f, 0.5f, float.NaN }), "The table begins at 1 and ends at 3.");
        Assert.That(map.Validate(), Is.Empty);
    }

    [Test]
    public void Open_LookupTableOfWrongLength_IsRead_AndFound()
    {
        ParametricMap map = Foreign([0, 1, 2, 3], dataSet => Mapping(dataSet, item =>
        {
            item.Remove(Tags.RealWorldValueSlope);
            item.Remove(Tags.RealWorldValueIntercept);
            item.Set(Tags.RealWorldValueLUTData, 5.0, 6);
        }));

        Assert.That(map.ToVolume().Voxels.ToArray(), Is.EqualTo(new[] { 5, 6, float.NaN, float.NaN }));
        Assert.That(map.Validate().Single().Message, Does.Contain("has 2 values; 4 were expected"));
    }

    [Test]
    public void Open_SignedPixels_KeepTheirSign()
    {
        ParametricMap map = Foreign([0xFFFF, 0x8000, 0x7FFF, 2], dataSet =>
        {
            dataSet.Set(Tags.PixelRepresentation, 1);
            Mapping(dataSet, item =>
            {
                item.Set(Tags.RealWorldValueSlope, 2.0);
                item.Set(Tags.RealWorldValueFirstValueMapped, VR.SS, -32768.0);
            });
        });

        Assert.That(map.StoredType, Is.EqualTo(typeof(short)));
        Assert.That(((Volume<short>)map.ToStoredVolume()).Voxels.ToArray(), Is.EqualTo(new short[] { -1, -32768, 32767, 2 }));
        Assert.That(map.ToVolume().Voxels.ToArray(), Is.EqualTo(new float[] { -2, -65536, 65534, 4 }));
        Assert.That(map.Mappings[0].FirstValueMapped, Is.EqualTo(-32768));
    }

    [Test]
    public void Open_TwelveBitsStored_IgnoresTheOthers()
    {
        ParametricMap map = Foreign([0xF123, 0x0FFF, 0x1000, 0], dataSet =>
        {
            dataSet.Set(Tags.BitsStored, 12);
            dataSet.Set(Tags.HighBit, 11);
        });

        Assert.That(((Volume<ushort>)map.ToStoredVolume()).Voxels.ToArray(), Is.EqualTo(new ushort[] { 0x123, 0xFFF, 0, 0 }));
        Assert.That(map.ToVolume().Voxels.ToArray(), Is.EqualTo(new float[] { 0x123, 0xFFF, 0, 0 }));
    }

    [Test]
    public void Open_SeveralMappings_TakesTheFirst_OrTheOneAskedFor()
    {
        ParametricMap map = Foreign([1, 2, 3, 4], dataSet =>
        {
            DataSet shared = dataSet.GetItem(Tags.SharedFunctionalGroupsSequence)!;
            DataSet first = shared.GetItem(Tags.RealWorldValueMappingSequence)!;
            DataSet second = first.Clone();
            second.Set(Tags.LUTLabel, "SUV");
            second.Set(Tags.RealWorldValueSlope, 10.0);
            second.SetItems(Tags.MeasurementUnitsCodeSequence, dataSetOf("g/ml{SUVbw}"));
            shared.SetItems(Tags.RealWorldValueMappingSequence, first, second);
        });

        Volume<float> plain = map.ToVolume();
        Assert.That(plain.Voxels.ToArray(), Is.EqualTo(new float[] { 1, 2, 3, 4 }));
        Assert.That(plain.Warnings.Single(), Does.Contain("2 mappings ('ADC', 'SUV')"));
        Assert.That(map.ToVolume(new ParametricMapReadOptions { MappingLabel = "SUV" }).Voxels.ToArray(), Is.EqualTo(new float[] { 10, 20, 30, 40 }));
        Assert.That(() => map.ToVolume(new ParametricMapReadOptions { MappingLabel = "other" }), Throws.ArgumentException.With.Message.Contains("'ADC', 'SUV'"));
        Assert.That(map.Mappings.Select(mapping => mapping.Label), Is.EqualTo(new[] { "ADC", "SUV" }));

        static DataSet dataSetOf(string unit)
        {
            var item = new DataSet();
            item.Set(Tags.CodeValue, unit);
            item.Set(Tags.CodingSchemeDesignator, "UCUM");
            item.Set(Tags.CodeMeaning, unit);
            return item;
        }
    }

    [Test]
    public void Open_MappingsOfRanges_AreUsedEachInItsOwn()
    {
        ParametricMap map = Foreign([1, 5, 6, 100], dataSet =>
        {
            DataSet shared = dataSet.GetItem(Tags.SharedFunctionalGroupsSequence)!;
            DataSet low = shared.GetItem(Tags.RealWorldValueMappingSequence)!;
            DataSet high = low.Clone();
            low.Set(Tags.RealWorldValueLastValueMapped, VR.US, 5.0);
            high.Set(Tags.RealWorldValueFirstValueMapped, VR.US, 6.0);
            high.Set(Tags.RealWorldValueLastValueMapped, VR.US, 50.0);
            high.Set(Tags.RealWorldValueSlope, 100.0);
            shared.SetItems(Tags.RealWorldValueMappingSequence, low, high);
        });

        Assert.That(map.ToVolume().Voxels.ToArray(), Is.EqualTo(new[] { 1, 5, 600, float.NaN }));
    }

    [Test]
    public void Open_SlopeOfEachFrame_IsUsed()
    {
        VolumeGeometry geometry = Grids.Axial(1, 1, 3);
        ParametricMap map = Maps.Changed(Whole(geometry, [1, 1, 1]), dataSet =>
        {
            DataSet shared = dataSet.GetItem(Tags.SharedFunctionalGroupsSequence)!;
            DataSet item = shared.GetItem(Tags.RealWorldValueMappingSequence)!;
            shared.Remove(Tags.RealWorldValueMappingSequence);
            int slope = 0;
            foreach (DataSet frame in dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence))
            {
                DataSet own = item.Clone();
                own.Set(Tags.RealWorldValueSlope, (double)++slope);
                frame.SetItems(Tags.RealWorldValueMappingSequence, own);
            }
        });

        Assert.That(map.Volumes, Has.Count.EqualTo(1), "Another slope is no other quantity.");
        Assert.That(map.ToVolume().Voxels.ToArray(), Is.EqualTo(new float[] { 1, 2, 3 }));
        Assert.That(map.Mappings, Has.Count.EqualTo(3));
    }

    [Test]
    public void Open_FramesInAnyOrder_AreSorted()
    {
        VolumeGeometry geometry = Grids.Oblique(3, 2, 4);
        Volume<float> volume = Maps.Float(geometry, 8);
        ParametricMap map = Maps.Changed(new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc).AddVolume(volume).Build(), dataSet =>
        {
            int[] order = [2, 0, 3, 1];
            IReadOnlyList<DataSet> frames = dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence);
            dataSet.SetItems(Tags.PerFrameFunctionalGroupsSequence, [.. order.Select(index => frames[index])]);
            byte[] pixels = dataSet.Find(Tags.FloatPixelData)!.ToBulk().ToArray();
            dataSet.SetBytes(Tags.FloatPixelData, VR.OF, order.SelectMany(index => pixels.AsSpan(index * 24, 24).ToArray()).ToArray());
        });

        Assert.That(Maps.SameBits<float>(map.ToVolume().Voxels, volume.Voxels));
        Assert.That(map.GetFrame(1).Slice, Is.EqualTo(2));
    }

    [Test]
    public void Open_MissingPosition_IsFilledAndTold()
    {
        VolumeGeometry geometry = Grids.Axial(1, 1, 4);
        ParametricMap map = Maps.Changed(Whole(geometry, [1, 2, 3, 4]), dataSet =>
        {
            IReadOnlyList<DataSet> frames = dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence);
            dataSet.SetItems(Tags.PerFrameFunctionalGroupsSequence, frames[0], frames[1], frames[3]);
            dataSet.SetBytes(Tags.PixelData, VR.OW, new byte[] { 1, 0, 2, 0, 4, 0 });
            dataSet.Set(Tags.NumberOfFrames, 3);
        });

        Volume<float> volume = map.ToVolume();
        Assert.That(volume.Voxels.ToArray(), Is.EqualTo(new[] { 1, 2, float.NaN, 4 }));
        Assert.That(volume.Warnings.Single(), Does.Contain("1 of 4 positions has no frame"));
        Assert.That(map.ToVolume(new ParametricMapReadOptions { MissingValue = 0 }).Voxels.ToArray(), Is.EqualTo(new float[] { 1, 2, 0, 4 }));
    }

    [Test]
    public void Open_TwoFramesAtOnePositionWithoutWord_AreTwoVolumes()
    {
        VolumeGeometry geometry = Grids.Axial(1, 1, 2);
        ParametricMap map = Maps.Changed(
            new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc).AddVolume(Maps.Float(geometry, 1)).AddVolume(Maps.Float(geometry, 2)).Build(),
            dataSet =>
            {
                dataSet.Remove(Tags.DimensionIndexSequence);
                foreach (DataSet frame in dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence))
                    frame.Remove(Tags.FrameContentSequence);
            });

        Assert.That(map.Volumes, Has.Count.EqualTo(2));
        Assert.That(map.Warnings, Has.Some.Contains("tells them apart"));
        Assert.That(Maps.SameBits<float>(map.ToVolume(new ParametricMapReadOptions { VolumeIndex = 1 }).Voxels, Maps.Float(geometry, 2).Voxels));
    }

    [Test]
    public void Open_NoMapping_TakesStoredValuesAndSaysSo()
    {
        ParametricMap map = Foreign([1, 2, 3, 4], dataSet => dataSet.GetItem(Tags.SharedFunctionalGroupsSequence)!.Remove(Tags.RealWorldValueMappingSequence));

        Assert.That(map.ToVolume().Voxels.ToArray(), Is.EqualTo(new float[] { 1, 2, 3, 4 }));
        Assert.That(map.Warnings, Has.Some.Contains("Real World Value Mapping Sequence (0040,9096)"));
        Assert.That(map.Metadata.Quantity, Is.Null, "What is not there stays not there.");
        Assert.That(map.Metadata.Unit, Is.Null);
        Assert.That(map.Metadata.Validate().Select(violation => violation.Pointer), Is.EqualTo(new[] { "/QuantityValueCode", "/MeasurementUnitsCode" }));
        Assert.That(map.Validate().Select(finding => finding.Message), Has.Some.Contains("required where the object is a Parametric Map"));
    }

    [TestCase(ParametricMapPixelType.UInt16, PixelCompression.Rle)]
    [TestCase(ParametricMapPixelType.UInt16, PixelCompression.JpegLs)]
    [TestCase(ParametricMapPixelType.UInt16, PixelCompression.DeflatedFrame)]
    [TestCase(ParametricMapPixelType.UInt16, PixelCompression.Deflated)]
    [TestCase(ParametricMapPixelType.UInt8, PixelCompression.Rle)]
    [TestCase(ParametricMapPixelType.UInt8, PixelCompression.JpegLs)]
    [TestCase(ParametricMapPixelType.Float, PixelCompression.Deflated)]
    [TestCase(ParametricMapPixelType.Double, PixelCompression.Deflated)]
    public void Save_Compressed_ComesBackAndCanBeUndone(ParametricMapPixelType type, PixelCompression compression)
    {
        VolumeGeometry geometry = Grids.Oblique();
        ParametricMap map = new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc) { Options = new() { PixelType = type } }.AddVolume(Maps.Float(geometry, 4)).Build();

        ParametricMap compressed = Maps.Reopened(map, compression);
        ParametricMap plain = Maps.Reopened(compressed);

        Assert.That(Maps.SameBits<double>(compressed.ToDoubleVolume().Voxels, map.ToDoubleVolume().Voxels));
        Assert.That(Maps.SameBits<double>(plain.ToDoubleVolume().Voxels, map.ToDoubleVolume().Voxels));
    }

    [TestCase(PixelCompression.Rle)]
    [TestCase(PixelCompression.JpegLs)]
    [TestCase(PixelCompression.DeflatedFrame)]
    public void Save_RealPixelsFrameByFrame_IsRefused(PixelCompression compression)
    {
        VolumeGeometry geometry = Grids.Axial(2, 2, 1);
        ParametricMap map = new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc).AddVolume(Maps.Float(geometry, 4)).Build();
        Assert.That(() => map.Save(new MemoryStream(), new() { Compression = compression }), Throws.ArgumentException.With.Message.Contains("PixelCompression.Deflated"));
    }

    [Test]
    public async Task SaveAsync_TellsProgressAndCanBeCancelled()
    {
        using var folder = new TemporaryFolder();
        VolumeGeometry geometry = Grids.Axial(16, 16, 8);
        ParametricMap map = new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc).AddVolume(Maps.Float(geometry, 4)).Build();
        var told = new Told();

        await map.SaveAsync(folder["map.dcm"], progress: told);
        Assert.That(told.Reports[^1], Is.EqualTo(new ConversionProgress("Writing", 16 * 16 * 8 * 4, 16 * 16 * 8 * 4)));

        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        Assert.That(async () => await map.SaveAsync(folder["none.dcm"], cancellationToken: cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => map.ToVolume(cancellationToken: cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(folder.FileNames(), Is.EqualTo(new[] { "map.dcm" }));

        var reading = new Told();
        map.ToVolume(progress: reading);
        Assert.That(reading.Reports[^1], Is.EqualTo(new ConversionProgress("Reading", 8, 8)));
    }

    [Test]
    public void ToVolume_OnAnotherGrid_InterpolatesAndTellsSo()
    {
        VolumeGeometry geometry = Grids.Axial(4, 3, 2);
        float[] values = [.. Enumerable.Range(0, 24).Select(value => value % 4 == 3 ? float.NaN : value % 4)];
        ParametricMap map = new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc).AddVolume(new Volume<float>(geometry, values)).Build();

        VolumeGeometry halfway = new(new VolumeSize(3, 3, 2), geometry.IndexToPatient(0.5, 0, 0), geometry.SpacingMm, geometry.DirectionX, geometry.DirectionY, geometry.DirectionZ);
        Volume<float> between = map.ToVolume(halfway);
        Assert.That(between.Voxels[..3].ToArray(), Is.EqualTo(new[] { 0.5f, 1.5f, float.NaN }));
        Assert.That(between.Warnings.Single(), Does.Contain("resampled"));
        Assert.That(map.ToVolume(halfway, options: new ParametricMapReadOptions { MissingValue = -1 }).Voxels[2], Is.EqualTo(-1));

        VolumeGeometry flipped = Grids.Shuffled(geometry, [1, 0, 2], 5);
        Volume<float> copied = map.ToVolume(flipped);
        Assert.That(copied.Warnings, Is.Empty);
        Assert.That(copied.Geometry, Is.EqualTo(flipped));
    }

    [Test]
    public void ReadFrame_GivesRealWorldValues()
    {
        ParametricMap map = Foreign([1, 2, 3, 4], dataSet => Mapping(dataSet, item => item.Set(Tags.RealWorldValueSlope, 0.5)));
        var values = new double[4];
        map.ReadFrame(1, values);

        Assert.That(values, Is.EqualTo(new[] { 0.5, 1, 1.5, 2 }));
        Assert.That(map.GetFrame(1).SourceInstanceUids, Is.EqualTo(new[] { "2.25.20000" }));
        Assert.That(() => map.ReadFrame(1, new double[3]), Throws.ArgumentException);
        Assert.That(() => map.ReadFrame(2, values), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Open_Segmentation_IsRefusedByName()
    {
        VolumeGeometry geometry = Grids.Axial(2, 2, 1);
        var stream = new MemoryStream();
        new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(1)).AddLabelMap(Labels.Random(geometry, 1, 1)).Build().Save(stream);
        stream.Position = 0;
        Assert.That(() => ParametricMap.Open(stream), Throws.TypeOf<NotSupportedException>().With.Message.Contains("Segmentation Storage").And.Message.Contains("Parametric Map Storage"));
    }

    // PS3.3 C.7.6.16.2.11: the real ones are required where the whole ones are absent; either pair says it of real pixels.
    [TestCase(true, 0)]
    [TestCase(false, 2)]
    public void Validate_RealPixelsWithoutRealRange_AsksForOneOfTheTwo(bool hasWhole, int faults)
    {
        VolumeGeometry geometry = Grids.Axial(4, 3, 2);
        ParametricMap map = Maps.Changed(new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc).AddVolume(Maps.Float(geometry, 4)).Build(), dataSet =>
        {
            DataSet shared = dataSet.GetItem(Tags.SharedFunctionalGroupsSequence)!;
            DataSet item = shared.GetItem(Tags.RealWorldValueMappingSequence)!.Clone();
            item.Remove(Tags.DoubleFloatRealWorldValueFirstValueMapped);
            item.Remove(Tags.DoubleFloatRealWorldValueLastValueMapped);
            if (hasWhole)
            {
                item.Set(Tags.RealWorldValueFirstValueMapped, VR.SS, -100.0);
                item.Set(Tags.RealWorldValueLastValueMapped, VR.SS, 3000.0);
            }

            shared.SetItems(Tags.RealWorldValueMappingSequence, item);
        });

        Assert.That(map.Validate().Where(finding => finding.Severity == ValidationSeverity.Error), Has.Exactly(faults).Items);
    }

    [Test]
    public void ToString_ReadsWell()
    {
        VolumeGeometry geometry = Grids.Axial(4, 3, 2);
        ParametricMapBuilder builder = new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc).AddVolume(Maps.Float(geometry, 4));
        ParametricMap map = builder.Build();
        Assert.Multiple(() =>
        {
            Assert.That(map.ToString(), Is.EqualTo("ParametricMap: Apparent Diffusion Coefficient in um2/s, 4 x 3 x 2 Single, 2 frames"));
            Assert.That(map.Volumes[0].ToString(), Is.EqualTo("Volume 0: Apparent Diffusion Coefficient in um2/s, 2 frames"));
            Assert.That(map.Mappings[0].ToString(), Is.EqualTo("ADC: Apparent Diffusion Coefficient in um2/s, stored values as they are"));
            Assert.That(map.GetFrame(2).ToString(), Is.EqualTo("Frame 2: volume 0, slice 1, at (-10, -20, -28) mm"));
            Assert.That(builder.ToString(), Does.StartWith("ParametricMapBuilder: 1 volume on SourceImages"));
            Assert.That(new ParametricMapReadOptions().ToString(), Is.EqualTo("ParametricMapReadOptions: all volumes, first mapping, NaN where nothing is"));
        });
    }

    private static ParametricMap Whole(VolumeGeometry geometry, ushort[] stored) =>
        new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc) { Options = new() { PixelType = ParametricMapPixelType.UInt16 } }.AddVolume(new Volume<ushort>(geometry, stored)).Build();

    // One frame of 2 x 2 pixels.
    private static ParametricMap Foreign(ushort[] stored, Action<DataSet> change) => Maps.Changed(Whole(Grids.Axial(2, 2, 1), stored), change);

    private static void Mapping(DataSet dataSet, Action<DataSet> change)
    {
        DataSet shared = dataSet.GetItem(Tags.SharedFunctionalGroupsSequence)!;
        DataSet item = shared.GetItem(Tags.RealWorldValueMappingSequence)!.Clone();
        item.Set(Tags.RealWorldValueFirstValueMapped, VR.US, 0.0);
        item.Set(Tags.RealWorldValueLastValueMapped, VR.US, 3.0);
        change(item);
        shared.SetItems(Tags.RealWorldValueMappingSequence, item);
    }

    private sealed class Told : IProgress<ConversionProgress>
    {
        public List<ConversionProgress> Reports { get; } = [];

        public void Report(ConversionProgress value) => Reports.Add(value);
    }
}
