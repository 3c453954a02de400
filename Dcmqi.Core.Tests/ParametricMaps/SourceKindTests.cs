using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.ParametricMaps;

/// <summary>Maps of images that are no single-frame series: without patient coordinates, of several points in time.</summary>
public class SourceKindTests
{
    [TestCaseSource(typeof(PhantomProjection), nameof(PhantomProjection.Kinds))]
    public void Build_Projection_HasNoCoordinatesAndComesBack(string kind)
    {
        SourceImages source = SourceImages.Load([new PhantomProjection(kind, 7, 5).Stream()]);
        VolumeGeometry geometry = source.Geometry;
        Volume<float> volume = Maps.Float(geometry, 3);

        ParametricMap map = Maps.Reopened(new ParametricMapBuilder(source, Maps.Adc).AddVolume(volume).AddVolume(volume, Maps.Transfer).Build());

        Assert.That(Maps.SameBits<float>(map.ToVolume(new ParametricMapReadOptions { VolumeIndex = 1 }).Voxels, volume.Voxels));
        Assert.That(map.Geometry, Is.EqualTo(geometry));
        Assert.That(map.GetFrame(1).SourceInstanceUids, Has.Count.EqualTo(1));
        bool isCalibrated = kind is "CR" or "DX" or "MG";
        Assert.That(map.Validate().Count(), Is.LessThanOrEqualTo(isCalibrated ? 0 : 1), string.Join(Environment.NewLine, map.Validate()));
    }

    [Test]
    public void Build_SeriesInTime_RefersToTheFramesOfEachTime()
    {
        VolumeGeometry geometry = Grids.Oblique(6, 4, 3);
        SourceImages source = SourceImages.Load(Enumerable.Range(0, 2).SelectMany(time => Enumerable.Range(0, 3).Select(z => CtSeries.Stream(geometry, z, (_, image) =>
        {
            image.Set(Tags.SOPInstanceUID, $"2.25.3{time}{z}");
            image.Set(Tags.TemporalPositionIdentifier, time + 1);
        }))));
        float[] values = [.. Maps.Values(geometry, 1).Concat(Maps.Values(geometry, 2)).Select(value => (float)value)];

        ParametricMap map = Maps.Reopened(new ParametricMapBuilder(source, Maps.Adc).AddVolume(new Volume<float>(geometry, values, VolumeComponentAxis.Time, 2)).Build());

        Assert.That(map.ToVolume().Voxels.ToArray(), Is.EqualTo(values));
        Assert.That(map.Volumes.Select(volume => volume.TemporalPositionIndex), Is.EqualTo(new[] { 1, 2 }));
        for (int frame = 1; frame <= map.FrameCount; frame++)
            Assert.That(map.GetFrame(frame).SourceInstanceUids, Is.EqualTo(new[] { $"2.25.3{(frame - 1) / 3}{(frame - 1) % 3}" }));
        Assert.That(map.Validate(), Is.Empty);
    }

    [Test]
    public void Build_NoSource_LiesWhereTheVolumeLies()
    {
        VolumeGeometry geometry = Grids.Oblique(6, 4, 3);
        Volume<float> volume = Maps.Float(geometry, 3);

        ParametricMap map = Maps.Reopened(new ParametricMapBuilder(SourceImages.None(new CompositeContext { PatientId = "P1", PatientName = "Doe^Jane" }), Maps.Transfer).AddVolume(volume).Build());

        Assert.That(Maps.SameBits<float>(map.ToVolume().Voxels, volume.Voxels));
        Assert.That(map.Geometry.IsCloseTo(geometry, 1e-6));
        Assert.That(map.GetFrame(1).SourceInstanceUids, Is.Empty);
        Assert.That(map.DataSet.GetString(Tags.Modality), Is.EqualTo("OT"));
        Assert.That(map.Metadata.Derivation, Is.Null, "A map without references does not say how it was derived.");
        Assert.That(map.Validate(), Is.Empty);
    }

    [Test]
    public void Build_VolumeOnAnotherGrid_IsResampledWhereAsked()
    {
        VolumeGeometry geometry = Grids.Axial(4, 3, 2);
        VolumeGeometry fine = new(new VolumeSize(8, 3, 2), geometry.OriginMm, new Vector3d(geometry.SpacingMm.X / 2, geometry.SpacingMm.Y, geometry.SpacingMm.Z), geometry.DirectionX, geometry.DirectionY, geometry.DirectionZ);
        var volume = new Volume<float>(fine, [.. Enumerable.Range(0, 48).Select(value => (float)(value % 8))]);

        ParametricMap map = new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc) { Alignment = new() { Resampling = Resampling.Linear } }.AddVolume(volume).Build();

        Assert.That(map.Geometry.Size, Is.EqualTo(geometry.Size));
        Assert.That(map.ToVolume().Voxels[..4].ToArray(), Is.EqualTo(new float[] { 0, 2, 4, 6 }));
    }
}
