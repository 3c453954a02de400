using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.ParametricMaps;

/// <summary>Several quantities, and quantities over time, in one object.</summary>
public class SeveralMapsTests
{
    [Test]
    public void Build_TwoQuantities_EachHasItsMapping()
    {
        VolumeGeometry geometry = Grids.Oblique(4, 3, 3);
        Volume<float> adc = Maps.Float(geometry, 1), transfer = Maps.Float(geometry, 2);

        ParametricMap built = new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc).AddVolume(adc).AddVolume(transfer, Maps.Transfer).Build();
        ParametricMap opened = Maps.Reopened(built);

        Assert.Multiple(() =>
        {
            Assert.That(opened.Volumes.Select(volume => volume.Mapping.Label), Is.EqualTo(new[] { "ADC", "Ktrans" }));
            Assert.That(opened.FrameCount, Is.EqualTo(6));
            Assert.That(Maps.SameBits<float>(opened.ToVolume(new ParametricMapReadOptions { VolumeIndex = 0 }).Voxels, adc.Voxels));
            Assert.That(Maps.SameBits<float>(opened.ToVolume(new ParametricMapReadOptions { VolumeIndex = 1 }).Voxels, transfer.Voxels));
            Assert.That(opened.GetMetadata(1).Quantity, Is.EqualTo(Maps.Ktrans));
            Assert.That(opened.GetMetadata(1).Derivation, Is.EqualTo(Maps.Ktrans));
            Assert.That(opened.GetMetadata(0).Derivation, Is.EqualTo(Maps.Adc.Derivation));
            Assert.That(opened.ToVolume().Components, Is.EqualTo(2));
            Assert.That(opened.ToVolume().ComponentAxis, Is.EqualTo(VolumeComponentAxis.List));
            Assert.That(opened.Validate(), Is.Empty);
        });

        // PS3.3 A.75.1: Quantity Definition Sequence as a dimension, beside the position.
        IReadOnlyList<DataSet> dimensions = built.DataSet.GetItems(Tags.DimensionIndexSequence);
        Assert.That(dimensions.Select(item => item.GetTags(Tags.DimensionIndexPointer)[0]), Is.EqualTo(new Tag[] { Tag.FromValue(Tags.QuantityDefinitionSequence), Tag.FromValue(Tags.ImagePositionPatient) }));
        Assert.That(dimensions[0].GetTags(Tags.FunctionalGroupPointer)[0], Is.EqualTo(Tag.FromValue(Tags.RealWorldValueMappingSequence)));
        int[][] indices = [.. built.DataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence).Select(frame => frame.GetItem(Tags.FrameContentSequence)!.GetInt32s(Tags.DimensionIndexValues))];
        int[][] expected = [[1, 1], [1, 2], [1, 3], [2, 1], [2, 2], [2, 3]];
        Assert.That(indices, Is.EqualTo(expected));
        Assert.That(built.DataSet.GetItem(Tags.SharedFunctionalGroupsSequence)!.Contains(Tags.RealWorldValueMappingSequence), Is.False);
    }

    [Test]
    public void Build_SeriesInTime_SharesOneMapping()
    {
        VolumeGeometry geometry = Grids.Axial(3, 2, 2);
        float[] values = [.. Enumerable.Range(0, 36).Select(value => value * 1.5f)];
        var series = new Volume<float>(geometry, values, VolumeComponentAxis.Time, 3);

        ParametricMap opened = Maps.Reopened(new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc).AddVolume(series).Build());

        Volume<float> back = opened.ToVolume();
        Assert.Multiple(() =>
        {
            Assert.That(opened.Volumes.Select(volume => volume.TemporalPositionIndex), Is.EqualTo(new[] { 1, 2, 3 }));
            Assert.That(opened.Mappings, Has.Count.EqualTo(1));
            Assert.That((back.Components, back.ComponentAxis), Is.EqualTo((3, VolumeComponentAxis.Time)));
            Assert.That(back.Voxels.ToArray(), Is.EqualTo(values));
            Assert.That(opened.DataSet.GetItem(Tags.SharedFunctionalGroupsSequence)!.GetItems(Tags.RealWorldValueMappingSequence), Has.Count.EqualTo(1));
            Assert.That(opened.Validate(), Is.Empty);
        });
    }

    [Test]
    public void Build_DiffusionSeries_IsToldApartByBValues()
    {
        VolumeGeometry geometry = Grids.Axial(3, 2, 2);
        Volume<ushort> series = new(geometry, [.. Enumerable.Range(0, 24).Select(value => (ushort)value)], VolumeComponentAxis.List, 2);
        ParametricMapMetadata[] quantities = [.. new[] { 50.0, 800 }.Select(bValue => new ParametricMapMetadata
        {
            Quantity = new CodedConcept("113043", "DCM", "Diffusion weighted"),
            Unit = new CodedConcept("1", "UCUM", "no units"),
            Derivation = new CodedConcept("113043", "DCM", "Diffusion weighted"),
            SourceImageDiffusionBValues = [bValue],
        })];

        ParametricMap opened = Maps.Reopened(new ParametricMapBuilder(CtSeries.Load(geometry), quantities[0]).AddVolume(series, quantities).Build());

        Assert.That(opened.Volumes.Select(volume => volume.Mapping.SourceImageDiffusionBValues[0]), Is.EqualTo(new[] { 50.0, 800 }));
        Assert.That(opened.Volumes.Select(volume => volume.Mapping.Label), Is.EqualTo(new[] { "DW", "DW 2" }));
        Assert.That(((Volume<ushort>)opened.ToStoredVolume(1)).Voxels.ToArray(), Is.EqualTo(Enumerable.Range(12, 12)));
        Assert.That(opened.Validate(), Is.Empty);
    }

    [Test]
    public void Build_SameQuantityTwice_IsToldApartByLabels()
    {
        VolumeGeometry geometry = Grids.Axial(2, 2, 3);
        Volume<float> first = Maps.Float(geometry, 5), second = Maps.Float(geometry, 6);

        ParametricMap opened = Maps.Reopened(new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc).AddVolume(first).AddVolume(second).Build());

        Assert.That(opened.Volumes, Has.Count.EqualTo(2));
        Assert.That(Maps.SameBits<float>(opened.ToVolume(new ParametricMapReadOptions { VolumeIndex = 1 }).Voxels, second.Voxels));
        Assert.That(opened.Warnings, Is.Empty);
        Assert.That(opened.Validate(), Is.Empty);
    }

    [Test]
    public void Build_QuantitiesInWholeNumbers_HaveTheirOwnSlopes()
    {
        VolumeGeometry geometry = Grids.Axial(2, 1, 1);
        ParametricMap opened = Maps.Reopened(new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc) { Options = new() { PixelType = ParametricMapPixelType.UInt16 } }
            .AddVolume(new Volume<float>(geometry, [0.5f, 1])).AddVolume(new Volume<float>(geometry, [-5, 1000.5f]), Maps.Transfer).Build());

        Assert.That(opened.Mappings, Has.Count.EqualTo(2));
        Assert.That(opened.ToVolume().Voxels.ToArray(), Is.EqualTo(new[] { 0.5f, 1, -5, 1000.5f }).Within(1e-4));
    }

    [Test]
    public void ToVolume_NoSuchVolume_Throws()
    {
        VolumeGeometry geometry = Grids.Axial(2, 1, 1);
        ParametricMap map = new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc).AddVolume(Maps.Float(geometry, 1)).Build();
        Assert.That(() => map.ToVolume(new ParametricMapReadOptions { VolumeIndex = 1 }), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => map.GetMetadata(-1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => map.GetFrame(2), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
