using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.ParametricMaps;

public class ParametricMapBuilderTests
{
    [TestCase(13, 7, 5)]
    [TestCase(1, 1, 1)]
    [TestCase(31, 17, 6)]
    public void Build_ObliqueFloats_GivesBackEveryBit(int x, int y, int z)
    {
        VolumeGeometry geometry = Grids.Oblique(x, y, z);
        Volume<float> volume = Maps.Float(geometry, seed: x);

        ParametricMap built = new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc).AddVolume(volume).Build();
        ParametricMap opened = Maps.Reopened(built);

        Assert.Multiple(() =>
        {
            Assert.That(built.StoredType, Is.EqualTo(typeof(float)));
            Assert.That(Maps.SameBits<float>(built.ToVolume().Voxels, volume.Voxels), "built");
            Assert.That(Maps.SameBits<float>(opened.ToVolume().Voxels, volume.Voxels), "opened");
            Assert.That(opened.ToVolume().Geometry.IsCloseTo(geometry, 1e-6), $"{opened.Geometry} for {geometry}");
            Assert.That(built.LargestRoundingError, Is.Zero);
            Assert.That(opened.LargestRoundingError, Is.Null);
            Assert.That(opened.Warnings, Is.Empty);
        });
    }

    [Test]
    public void Build_Floats_WritesTheirBytes()
    {
        VolumeGeometry geometry = Grids.Axial(2, 1, 2);
        ParametricMap map = Build(new Volume<float>(geometry, [1f, -2f, 0.5f, float.NaN]), Maps.Adc);

        // IEEE 754 single, little endian: 1 = 3F800000, -2 = C0000000, 0.5 = 3F000000, NaN = FFC00000.
        byte[] expected = [0x00, 0x00, 0x80, 0x3F, 0x00, 0x00, 0x00, 0xC0, 0x00, 0x00, 0x00, 0x3F, 0x00, 0x00, 0xC0, 0xFF];
        DataElement pixels = map.DataSet.Find(Tags.FloatPixelData)!;
        Assert.That(pixels.VR, Is.EqualTo(VR.OF));
        Assert.That(pixels.ToBulk().ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void Build_NonSquarePixels_WritesRowSpacingFirst()
    {
        VolumeGeometry geometry = Grids.Oblique(4, 3, 2);
        ParametricMap map = Build(Maps.Float(geometry, 1), Maps.Adc);

        // PS3.3 10.7.1.3: the first value is the distance between rows, along y; Grids.Oblique has 0.75 mm in x and 1.25 mm in y.
        double[] spacing = map.DataSet.GetItem(Tags.SharedFunctionalGroupsSequence)!.GetItem(Tags.PixelMeasuresSequence)!.GetDoubles(Tags.PixelSpacing);
        Assert.That(spacing, Is.EqualTo(new[] { 1.25, 0.75 }));
        Assert.That(Maps.Reopened(map).Geometry.SpacingMm.X, Is.EqualTo(0.75).Within(1e-9));
    }

    [Test]
    public void Build_NotFinite_IsKeptInRealPixelsAndTold()
    {
        VolumeGeometry geometry = Grids.Axial(2, 2, 2);
        Volume<float> volume = new(geometry, [1, float.NaN, 3, float.PositiveInfinity, 5, float.NaN, 7, float.NegativeInfinity]);

        ParametricMap map = Build(volume, Maps.Adc);

        Assert.That(Maps.SameBits<float>(Maps.Reopened(map).ToVolume().Voxels, volume.Voxels));
        Assert.That(map.Warnings, Has.Some.Contains("2 not a number and 2 infinite"));
        Assert.That((map.Mappings[0].FirstValueMapped, map.Mappings[0].LastValueMapped), Is.EqualTo((1.0, 7.0)));
    }

    [Test]
    public void Build_NothingFinite_StillMakesASoundMap()
    {
        VolumeGeometry geometry = Grids.Axial(2, 1, 1);
        ParametricMap map = Build(new Volume<float>(geometry, [float.NaN, float.PositiveInfinity]), Maps.Adc);

        Assert.That((map.Mappings[0].FirstValueMapped, map.Mappings[0].LastValueMapped), Is.EqualTo((0.0, 0.0)));
        Assert.That(map.Validate(), Is.Empty);
    }

    [Test]
    public void Build_DoubleVolume_IsStoredInDoubles()
    {
        VolumeGeometry geometry = Grids.Oblique();
        Volume<double> volume = Maps.Double(geometry, 5);

        ParametricMap opened = Maps.Reopened(Build(volume, Maps.Adc));

        Assert.That(opened.StoredType, Is.EqualTo(typeof(double)));
        Assert.That(Maps.SameBits<double>(opened.ToDoubleVolume().Voxels, volume.Voxels));
        Assert.That(opened.ToVolume().Voxels[3], Is.EqualTo((float)volume.Voxels[3]));
    }

    [TestCase(typeof(byte), typeof(ushort))]
    [TestCase(typeof(sbyte), typeof(float))]
    [TestCase(typeof(ushort), typeof(ushort))]
    [TestCase(typeof(short), typeof(float))]
    [TestCase(typeof(int), typeof(double))]
    [TestCase(typeof(uint), typeof(double))]
    [TestCase(typeof(long), typeof(double))]
    [TestCase(typeof(ulong), typeof(double))]
    [TestCase(typeof(float), typeof(float))]
    [TestCase(typeof(double), typeof(double))]
    public void Build_PixelTypeNotGiven_FollowsTheVolume(Type voxels, Type stored)
    {
        VolumeGeometry geometry = Grids.Axial(3, 2, 2);
        ParametricMap map = Build(OfType(geometry, voxels), Maps.Adc);

        Assert.That(map.StoredType, Is.EqualTo(stored));
        Assert.That(map.LargestRoundingError, Is.Zero);
        Assert.That(map.ToDoubleVolume().Voxels.ToArray(), Is.EqualTo(Enumerable.Range(0, 12).Select(value => (double)value)));
    }

    [TestCase(ParametricMapPixelType.UInt16, 65535)]
    [TestCase(ParametricMapPixelType.UInt8, 255)]
    public void Build_WholeNumbers_AreWithinHalfAStep(ParametricMapPixelType type, int steps)
    {
        VolumeGeometry geometry = Grids.Oblique();
        Volume<float> volume = Maps.Float(geometry, 11);
        float least = volume.Voxels.ToArray().Min(), greatest = volume.Voxels.ToArray().Max();

        ParametricMap map = new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc) { Options = new() { PixelType = type } }.AddVolume(volume).Build();
        double[] back = Maps.Reopened(map).ToDoubleVolume().Voxels.ToArray();

        double largest = back.Zip(volume.Voxels.ToArray(), (stored, given) => Math.Abs(stored - given)).Max();
        Assert.That(map.LargestRoundingError, Is.EqualTo(largest).Within(1e-12 * greatest), "What is told is what is found.");
        Assert.That(largest, Is.LessThanOrEqualTo(0.5 * ((double)greatest - least) / steps * (1 + 1e-9)).And.GreaterThan(0));
        Assert.That(map.Warnings, Has.Some.Contains("largest error").And.Some.Contains("um2/s"));
        Assert.That((map.Mappings[0].FirstValueMapped, map.Mappings[0].LastValueMapped), Is.EqualTo((0.0, (double)steps)));
    }

    [Test]
    public void Build_WholeVoxelsThatFit_AreStoredAsTheyAre()
    {
        VolumeGeometry geometry = Grids.Axial(2, 2, 1);
        ParametricMap map = new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc) { Options = new() { PixelType = ParametricMapPixelType.UInt16 } }
            .AddVolume(new Volume<float>(geometry, [0, 1, 4095, 65535])).Build();

        Assert.That(((Volume<ushort>)map.ToStoredVolume()).Voxels.ToArray(), Is.EqualTo(new ushort[] { 0, 1, 4095, 65535 }));
        Assert.That((map.Mappings[0].Slope, map.Mappings[0].Intercept), Is.EqualTo((1.0, 0.0)));
        Assert.That(map.LargestRoundingError, Is.Zero);
    }

    [Test]
    public void Build_StepGiven_IsTheSlope()
    {
        VolumeGeometry geometry = Grids.Axial(2, 2, 1);
        ParametricMap map = new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc) { Options = new() { PixelType = ParametricMapPixelType.UInt16, StepSize = 0.25 } }
            .AddVolume(new Volume<float>(geometry, [0, 0.25f, 0.3f, 100])).Build();

        Assert.That(((Volume<ushort>)map.ToStoredVolume()).Voxels.ToArray(), Is.EqualTo(new ushort[] { 0, 1, 1, 400 }));
        Assert.That((map.Mappings[0].Slope, map.Mappings[0].Intercept), Is.EqualTo((0.25, 0.0)));
        Assert.That(map.LargestRoundingError, Is.EqualTo(0.05).Within(1e-6));
    }

    [Test]
    public void Build_StepTooSmall_IsRefusedWithTheRange()
    {
        VolumeGeometry geometry = Grids.Axial(2, 1, 1);
        ParametricMapBuilder builder = new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc) { Options = new() { PixelType = ParametricMapPixelType.UInt8, StepSize = 0.1 } }
            .AddVolume(new Volume<float>(geometry, [-1, 100]));

        Assert.That(() => builder.Build(), Throws.TypeOf<ConversionException>().With.Message.Contains("-1 to 100").And.Message.Contains("StepSize"));
    }

    [Test]
    public void Build_NotFiniteInWholeNumbers_NeedsAPaddingValue()
    {
        VolumeGeometry geometry = Grids.Axial(3, 1, 1);
        Volume<float> volume = new(geometry, [float.NaN, 0, 10]);

        ParametricMapBuilder without = new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc) { Options = new() { PixelType = ParametricMapPixelType.UInt16 } }.AddVolume(volume);
        Assert.That(() => without.Build(), Throws.TypeOf<ConversionException>().With.Message.Contains("PaddingValue"));

        ParametricMap map = new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc) { Options = new() { PixelType = ParametricMapPixelType.UInt16, PaddingValue = 0 } }.AddVolume(volume).Build();
        Assert.That(((Volume<ushort>)map.ToStoredVolume()).Voxels.ToArray(), Is.EqualTo(new ushort[] { 0, 1, 65535 }), "0 marks what has no value, so that values begin at 1.");
        Assert.That(Maps.Reopened(map).ToVolume().Voxels.ToArray(), Is.EqualTo(new[] { float.NaN, 0, 10 }).Within(1e-4));
        Assert.That(map.DataSet.GetInt32(Tags.PixelPaddingValue), Is.Zero);
        Assert.That(map.Validate(), Is.Empty);
    }

    [Test]
    public void Build_PaddingInRealPixels_IsNoValueOnReading()
    {
        VolumeGeometry geometry = Grids.Axial(3, 1, 1);
        ParametricMap map = new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc) { Options = new() { PaddingValue = -1 } }.AddVolume(new Volume<float>(geometry, [-1, 0, 10])).Build();

        ParametricMap opened = Maps.Reopened(map);
        Assert.That(opened.ToVolume().Voxels.ToArray(), Is.EqualTo(new[] { float.NaN, 0, 10 }));
        Assert.That(((Volume<float>)opened.ToStoredVolume()).Voxels.ToArray(), Is.EqualTo(new[] { -1f, 0, 10 }));
        Assert.That(opened.ToVolume(new ParametricMapReadOptions { MissingValue = -99 }).Voxels[0], Is.EqualTo(-99f));
        Assert.That(map.Validate(), Is.Empty);
    }

    [Test]
    public void Build_SlopeInMetadata_IsKeptAsDcmqiKeepsIt()
    {
        VolumeGeometry geometry = Grids.Axial(2, 1, 1);
        ParametricMapMetadata metadata = new()
        {
            Quantity = Maps.Ktrans,
            Unit = new CodedConcept("/min", "UCUM", "/min"),
            Derivation = Maps.Ktrans,
            RealWorldValueSlope = 0.5,
            RealWorldValueIntercept = -1,
        };

        ParametricMap opened = Maps.Reopened(Build(new Volume<float>(geometry, [2, 10]), metadata));

        Assert.That(((Volume<float>)opened.ToStoredVolume()).Voxels.ToArray(), Is.EqualTo(new float[] { 2, 10 }));
        Assert.That(opened.ToVolume().Voxels.ToArray(), Is.EqualTo(new float[] { 0, 4 }));
        ParametricMapMetadata stored = opened.GetMetadata(0, ParametricMapValues.Stored);
        Assert.That((stored.RealWorldValueSlope, stored.RealWorldValueIntercept), Is.EqualTo((0.5, -1.0)));
        Assert.That((opened.Metadata.RealWorldValueSlope, opened.Metadata.RealWorldValueIntercept), Is.EqualTo((1.0, (double?)null)));
    }

    [Test]
    public void Build_Metadata_ComesBack()
    {
        VolumeGeometry geometry = Grids.Axial(2, 2, 2);
        ParametricMap opened = Maps.Reopened(Build(Maps.Float(geometry, 2), Maps.Adc));

        ParametricMapMetadata back = opened.Metadata;
        Assert.Multiple(() =>
        {
            Assert.That(back.SeriesDescription, Is.EqualTo("Apparent Diffusion Coefficient"));
            Assert.That((back.SeriesNumber, back.InstanceNumber, back.BodyPartExamined), Is.EqualTo(("701", "1", "ABDOMEN")), "The source's body part goes first, as with dcmqi.");
            Assert.That(back.Quantity, Is.EqualTo(Maps.Adc.Quantity));
            Assert.That(back.Unit, Is.EqualTo(Maps.Adc.Unit));
            Assert.That(back.MeasurementMethod, Is.EqualTo(Maps.Adc.MeasurementMethod));
            Assert.That(back.ModelFittingMethod, Is.EqualTo(Maps.Adc.ModelFittingMethod));
            Assert.That(back.Derivation, Is.EqualTo(Maps.Adc.Derivation));
            Assert.That(back.DerivationDescription, Is.EqualTo("Two b-values"));
            Assert.That(back.SourceImageDiffusionBValues, Is.EqualTo(new[] { 0, 1400.5 }));
            Assert.That(back.AnatomicRegion, Is.EqualTo(Maps.Adc.AnatomicRegion));
            Assert.That(back.FrameLaterality, Is.EqualTo(FrameLaterality.Left));
            Assert.That(back.DerivedPixelContrast, Is.Null);
            Assert.That(back.Validate(), Is.Empty);
        });
        RealWorldValueMapping mapping = opened.Mappings.Single();
        Assert.That((mapping.Label, mapping.Explanation), Is.EqualTo(("ADC", "Apparent Diffusion Coefficient in um2/s")));
    }

    [Test]
    public void Build_NothingButRequiredMetadata_TakesDcmqisDefaults()
    {
        VolumeGeometry geometry = Grids.Axial(2, 2, 2);
        ParametricMap map = Build(Maps.Float(geometry, 2), Maps.Transfer);

        Assert.Multiple(() =>
        {
            Assert.That(map.DataSet.GetString(Tags.SeriesNumber), Is.EqualTo("300"));
            Assert.That(map.DataSet.GetString(Tags.SeriesDescription), Is.EqualTo("Parametric map"));
            Assert.That(map.DataSet.GetStrings(Tags.ImageType), Is.EqualTo(new[] { "DERIVED", "PRIMARY", "VOLUME", "QUANTITY" }));
            Assert.That(map.DataSet.GetString(Tags.Modality), Is.EqualTo("CT"));
            Assert.That(map.Metadata.AnatomicRegion!.Meaning, Is.EqualTo("Tissue"));
            Assert.That(map.Metadata.FrameLaterality, Is.EqualTo(FrameLaterality.Unpaired));
            Assert.That(map.Mappings[0].Label, Is.EqualTo("Ktrans"));
            Assert.That(map.Validate(), Is.Empty);
        });
    }

    [Test]
    public void Build_VolumeInAnotherOrder_IsReoriented()
    {
        VolumeGeometry geometry = Grids.Oblique(5, 4, 3);
        Volume<float> volume = Maps.Float(geometry, 21);
        foreach (int[] axes in Grids.AxisOrders)
        {
            for (int flips = 0; flips < 8; flips++)
            {
                VolumeGeometry shuffled = Grids.Shuffled(geometry, axes, flips);
                var moved = new Volume<float>(shuffled);
                for (int z = 0; z < shuffled.Size.Z; z++)
                {
                    for (int y = 0; y < shuffled.Size.Y; y++)
                    {
                        for (int x = 0; x < shuffled.Size.X; x++)
                        {
                            Vector3d index = geometry.PatientToIndex(shuffled.IndexToPatient(x, y, z));
                            moved[x, y, z] = volume[(int)Math.Round(index.X), (int)Math.Round(index.Y), (int)Math.Round(index.Z)];
                        }
                    }
                }

                ParametricMap map = new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc).AddVolume(moved).Build();
                Assert.That(Maps.SameBits<float>(map.ToVolume().Voxels, volume.Voxels), $"{string.Join(',', axes)} {flips}");
            }
        }
    }

    [Test]
    public void Build_OptionsOutOfRange_Throw()
    {
        SourceImages source = CtSeries.Load(Grids.Axial(2, 2, 1));
        Assert.That(() => new ParametricMapBuilder(source, Maps.Adc) { Alignment = new() { PositionTolerance = 0.5 } }.AddVolume(Maps.Float(Grids.Axial(2, 2, 1), 1)).Build(), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new ParametricMapBuilder(source, Maps.Adc) { Options = new() { StepSize = 0 } }.AddVolume(Maps.Float(Grids.Axial(2, 2, 1), 1)).Build(), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new ParametricMapBuilder(source, Maps.Adc) { Options = new() { PaddingValue = 0.5, PixelType = ParametricMapPixelType.UInt16 } }.AddVolume(Maps.Float(Grids.Axial(2, 2, 1), 1)).Build(), Throws.TypeOf<ConversionException>().With.Message.Contains("0.5"));
        Assert.That(() => new ParametricMapBuilder(source, Maps.Adc) { Options = new() { ContentLabel = "small letters" } }.AddVolume(Maps.Float(Grids.Axial(2, 2, 1), 1)).Build(), Throws.TypeOf<ConversionException>().With.Message.Contains("ContentLabel"));
        Assert.That(() => new ParametricMapBuilder(source, Maps.Adc).Build(), Throws.TypeOf<ConversionException>().With.Message.Contains("AddVolume"));
    }

    [Test]
    public void Build_VolumesOnDifferentGrids_AreRefused()
    {
        SourceImages source = CtSeries.Load(Grids.Axial(2, 2, 2));
        ParametricMapBuilder builder = new ParametricMapBuilder(source, Maps.Adc).AddVolume(Maps.Float(Grids.Axial(2, 2, 2), 1)).AddVolume(Maps.Float(Grids.Axial(2, 3, 2), 1), Maps.Transfer);
        Assert.That(() => builder.Build(), Throws.TypeOf<ConversionException>().With.Message.Contains("another grid"));
    }

    [Test]
    public void Build_SameSeed_GivesTheSameBytes()
    {
        VolumeGeometry geometry = Grids.Oblique();
        byte[][] files = [.. Enumerable.Range(0, 2).Select(_ =>
        {
            var stream = new MemoryStream();
            new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc) { Authorship = new() { Uids = new UidGenerator("same"), TimeProvider = new StoppedTime() } }
                .AddVolume(Maps.Float(geometry, 3)).Build().Save(stream);
            return stream.ToArray();
        })];
        Assert.That(files[0], Is.EqualTo(files[1]));
    }

    private static ParametricMap Build(Volume volume, ParametricMapMetadata metadata) =>
        new ParametricMapBuilder(CtSeries.Load(volume.Geometry), metadata).AddVolume(volume).Build();

    private static Volume OfType(VolumeGeometry geometry, Type type)
    {
        int[] values = [.. Enumerable.Range(0, (int)geometry.Size.VoxelCount)];
        return type switch
        {
            _ when type == typeof(byte) => new Volume<byte>(geometry, Array.ConvertAll(values, value => (byte)value)),
            _ when type == typeof(sbyte) => new Volume<sbyte>(geometry, Array.ConvertAll(values, value => (sbyte)value)),
            _ when type == typeof(ushort) => new Volume<ushort>(geometry, Array.ConvertAll(values, value => (ushort)value)),
            _ when type == typeof(short) => new Volume<short>(geometry, Array.ConvertAll(values, value => (short)value)),
            _ when type == typeof(uint) => new Volume<uint>(geometry, Array.ConvertAll(values, value => (uint)value)),
            _ when type == typeof(int) => new Volume<int>(geometry, values),
            _ when type == typeof(ulong) => new Volume<ulong>(geometry, Array.ConvertAll(values, value => (ulong)value)),
            _ when type == typeof(long) => new Volume<long>(geometry, Array.ConvertAll(values, value => (long)value)),
            _ when type == typeof(float) => new Volume<float>(geometry, Array.ConvertAll(values, value => (float)value)),
            _ => new Volume<double>(geometry, Array.ConvertAll(values, value => (double)value)),
        };
    }

    private sealed class StoppedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    }
}
