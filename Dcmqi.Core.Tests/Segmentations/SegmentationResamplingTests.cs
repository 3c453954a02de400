using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

public class SegmentationResamplingTests
{
    // Half the spacing in the plane and a third along the normal, reaching as far as the images do.
    private static VolumeGeometry Finer(VolumeGeometry geometry) => new(
        new VolumeSize(geometry.Size.X * 2, geometry.Size.Y * 2, geometry.Size.Z * 3),
        geometry.IndexToPatient(-0.25, -0.25, -1.0 / 3),
        new Vector3d(geometry.SpacingMm.X / 2, geometry.SpacingMm.Y / 2, geometry.SpacingMm.Z / 3),
        geometry.DirectionX,
        geometry.DirectionY,
        geometry.DirectionZ);

    [Test]
    public void Build_NearestNeighbor_WritesOnTheGridOfTheImages()
    {
        VolumeGeometry geometry = Grids.Oblique(11, 9, 5);
        Volume<ushort> wanted = Labels.Random(geometry, 4, seed: 3);
        VolumeGeometry finer = Finer(geometry);
        Volume<ushort> fine = wanted.ResampleTo(finer, Resampling.NearestNeighbor);
        var builder = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(4)) { Alignment = new() { Resampling = Resampling.NearestNeighbor } };

        Segmentation built = builder.AddLabelMap(fine, "fine.nrrd").Build();

        // Of the twelve fine voxels in a coarse one, nearest takes the middle one: what was spread out comes back.
        Assert.That(built.ToLabelMap(geometry).Voxels.SequenceEqual(wanted.Voxels));
        Assert.That(builder.ResampledLabels.Select(label => label.Label), Is.EqualTo(new long[] { 1, 2, 3, 4 }));
        double voxelMl = geometry.VoxelVolumeMm3 / 1000;
        foreach (ResampledLabel label in builder.ResampledLabels)
        {
            double expected = voxelMl * wanted.Voxels.ToArray().Count(voxel => voxel == label.Label);
            Assert.That(label.VolumeBeforeMl, Is.EqualTo(expected).Within(1e-9));
            Assert.That(label.VolumeAfterMl, Is.EqualTo(expected).Within(1e-9));
        }

        Assert.That(built.Warnings, Has.Exactly(4).Contains("'fine.nrrd' was resampled"));
    }

    [Test]
    public void Build_LabelLostByResampling_IsToldWithItsVolume()
    {
        VolumeGeometry geometry = Grids.Axial(6, 5, 3);
        var fine = new Volume<byte>(Finer(geometry));
        fine.Slice(4).Fill(1);
        fine[0, 0, 2] = 2;
        var builder = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(2)) { Alignment = new() { Resampling = Resampling.NearestNeighbor } };

        Segmentation built = builder.AddLabelMap(fine).Build();

        Assert.That(built.Segments, Has.Count.EqualTo(1));
        Assert.That(builder.ResampledLabels[1].VolumeBeforeMl, Is.EqualTo(fine.Geometry.VoxelVolumeMm3 / 1000).Within(1e-12));
        Assert.That(builder.ResampledLabels[1].VolumeAfterMl, Is.Zero);
    }

    [Test]
    public void Build_AxesInAnotherOrder_AreNotResampled()
    {
        VolumeGeometry geometry = Grids.Oblique(7, 5, 4);
        Volume<ushort> labels = Labels.Random(geometry, 3, seed: 9);
        Volume<ushort> shuffled = labels.ResampleTo(Grids.Shuffled(geometry, [2, 0, 1], 5), Resampling.NearestNeighbor);
        var builder = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(3)) { Alignment = new() { Resampling = Resampling.NearestNeighbor } };

        Segmentation built = builder.AddLabelMap(shuffled).Build();

        Assert.That(built.ToLabelMap(geometry).Voxels.SequenceEqual(labels.Voxels));
        Assert.That(builder.ResampledLabels, Is.Empty);
    }

    [Test]
    public void Build_FractionsLinearly_KeepsTheirVolume()
    {
        VolumeGeometry geometry = Grids.Axial(8, 8, 4);
        VolumeGeometry finer = Finer(geometry);
        var fractions = new Volume<float>(finer);
        fractions.Voxels.Fill(0.4f);
        var builder = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(1)) { Options = new() { Encoding = SegmentationEncoding.Fractional }, Alignment = new() { Resampling = Resampling.Linear } };

        Segmentation built = builder.AddFractions(fractions).Build();

        Assert.That(built.Geometry.Size, Is.EqualTo(geometry.Size));
        Assert.That(builder.ResampledLabels.Single().VolumeAfterMl, Is.EqualTo(builder.ResampledLabels.Single().VolumeBeforeMl).Within(1e-9));
    }

    [Test]
    public void Build_FinerPixelsInThePlanesOfTheImages_KeepsItsGridAndSaysSo()
    {
        VolumeGeometry geometry = Grids.Oblique(7, 5, 4);
        VolumeGeometry finer = new(
            new VolumeSize(14, 10, 4), geometry.IndexToPatient(-0.25, -0.25, 0), new Vector3d(0.375, 0.625, 2.5), geometry.DirectionX, geometry.DirectionY, geometry.DirectionZ);
        Volume<ushort> labels = Labels.Random(finer, 3, seed: 2);

        Segmentation built = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(3)).AddLabelMap(labels, "fine.nrrd").Build();

        Assert.That(built.ToLabelMap(finer).Voxels.SequenceEqual(labels.Voxels));
        Assert.That(built.Warnings, Has.One.StartsWith("'fine.nrrd' keeps its own grid (14 x 10 x 4").And.One.Contains("7 x 5 pixels of 0.75 x 1.25 mm"));
    }

    [Test]
    public void AddLabelMap_Linear_Throws()
    {
        VolumeGeometry geometry = Grids.Axial(4, 4, 2);
        var builder = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(1)) { Alignment = new() { Resampling = Resampling.Linear } };
        Assert.That(() => builder.AddLabelMap(new Volume<byte>(geometry)), Throws.ArgumentException.With.Message.Contains("AddFractions"));
    }
}
