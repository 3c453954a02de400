using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.ParametricMaps;

/// <summary>Maps of images that are no single-frame series: without patient coordinates, of several points in time.</summary>
public class SourceKindTests
{
    // PS3.3 A.75 has Frame of Reference, Plane Position and Plane Orientation as mandatory; the images have none.
    [TestCaseSource(typeof(PhantomProjection), nameof(PhantomProjection.Kinds))]
    public void Build_Projection_IsRefusedWithTheWayOut(string kind)
    {
        SourceImages source = SourceImages.Load([new PhantomProjection(kind, 7, 5).Stream()]);
        ParametricMapBuilder builder = new ParametricMapBuilder(source, Maps.Adc).AddVolume(Maps.Float(source.Geometry, 3));

        Assert.That(() => builder.Build(), Throws.TypeOf<ConversionException>().With.Message.Contains("no patient coordinates").And.Message.Contains("PS3.3 A.75").And.Message.Contains("SourceImages.None"));
    }

    [Test]
    public void Build_OnASlide_IsRefused()
    {
        SourceImages source = SourceImages.Load([new MemoryStream(new PhantomSlide(40, 30, 16, 16).File())]);
        ParametricMapBuilder builder = new ParametricMapBuilder(source, Maps.Adc).AddVolume(Maps.Float(Grids.Axial(40, 30, 1), 3));

        Assert.That(() => builder.Build(), Throws.TypeOf<ConversionException>().With.Message.Contains("images of a slide").And.Message.Contains("PS3.3 A.75"));
    }

    [TestCase(Tags.PlanePositionSequence)]
    [TestCase(Tags.PlaneOrientationSequence)]
    public void Validate_MapWithoutPlanes_TellsIt(uint tag)
    {
        VolumeGeometry geometry = Grids.Oblique(6, 4, 3);
        ParametricMap map = Maps.Changed(new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc).AddVolume(Maps.Float(geometry, 3)).Build(), dataSet =>
        {
            foreach (DataSet group in dataSet.GetItems(Tags.SharedFunctionalGroupsSequence).Concat(dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence)))
            {
                foreach (Tag gone in new Tag[] { Tags.PlanePositionSequence, Tags.PlaneOrientationSequence })
                    group.Remove(gone);
            }

            // As it was written before of images without coordinates.
            int number = 0;
            foreach (DataSet frame in dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence))
                frame.GetItem(Tags.FrameContentSequence)!.Set(Tags.InStackPositionNumber, ++number);
        });

        Assert.That(map.Validate(), Has.Some.Matches<ValidationFinding>(finding =>
            finding.ToString().Contains(Tag.FromValue(tag).Describe(), StringComparison.Ordinal) && finding.Message.Contains("does not lie on a slide", StringComparison.Ordinal)));
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
