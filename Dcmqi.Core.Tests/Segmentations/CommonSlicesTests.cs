using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

/// <summary>Label maps of one lattice that begin or end at different slices.</summary>
public class CommonSlicesTests
{
    [TestCase(0, 3, 2, 4)]
    [TestCase(4, 2, 0, 1)]
    [TestCase(1, 2, 4, 2)]
    [TestCase(0, 6, 2, 1)]
    public void Build_DifferentSlices_GivesBackEveryVoxel(int firstStart, int firstSlices, int secondStart, int secondSlices)
    {
        VolumeGeometry geometry = Grids.Oblique(13, 7, 6);
        SourceImages source = CtSeries.Load(geometry);
        Volume<ushort> first = Labels.Random(Part(geometry, firstStart, firstSlices), 3, seed: 3);
        Volume<ushort> second = Labels.Random(Part(geometry, secondStart, secondSlices), 2, seed: 4);

        Segmentation built = new SegmentationBuilder(source, Labels.Metadata([1, 2, 3], [1, 2])).AddLabelMap(first, "first").AddLabelMap(second, "second").Build();

        Assert.That(built.Segments, Has.Count.EqualTo(5));
        Assert.That(built.Warnings, Is.Empty);
        for (int number = 1; number <= 5; number++)
        {
            Volume<ushort> given = number <= 3 ? first : second;
            int label = number <= 3 ? number : number - 3, start = number <= 3 ? firstStart : secondStart;
            Volume<byte> mask = built.ToMask(number);
            int offset = (int)Math.Round(mask.Geometry.PatientToIndex(geometry.OriginMm).Z);
            long voxels = 0;
            for (int z = 0; z < given.Geometry.Size.Z; z++)
            {
                int plane = offset + start + z;
                for (int index = 0; index < 13 * 7; index++)
                {
                    bool isSet = given.Slice(z)[index] == label;
                    voxels += isSet ? 1 : 0;
                    if (isSet)
                        Assert.That(mask.Slice(plane)[index], Is.EqualTo(1), $"segment {number}, slice {z}, voxel {index}");
                }
            }

            Assert.That(built.GetStatistics()[number - 1].VoxelCount, Is.EqualTo(voxels));
        }
    }

    [Test]
    public void Build_DifferentSlices_OfAVolumeTurnedAround_GivesBackEveryVoxel()
    {
        VolumeGeometry geometry = Grids.Oblique(5, 4, 6);
        VolumeGeometry turned = Grids.Shuffled(Part(geometry, 2, 3), [2, 0, 1], 5);
        var first = new Volume<byte>(Part(geometry, 0, 2));
        first[4, 3, 1] = 1;
        var second = new Volume<byte>(turned);

        // Index (1, 2, 3) of the slices 2 to 4 of the images.
        Vector3d index = turned.PatientToIndex(geometry.IndexToPatient(1, 2, 3));
        second[(int)Math.Round(index.X), (int)Math.Round(index.Y), (int)Math.Round(index.Z)] = 1;

        Segmentation built = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata([1], [1])).AddLabelMap(first, "first").AddLabelMap(second, "second").Build();

        LabelVolume labels = built.ToLabelMap(geometry);
        Assert.That((labels[4, 3, 1], labels[1, 2, 3]), Is.EqualTo(((ushort)1, (ushort)2)));
        Assert.That(built.GetStatistics().Select(segment => segment.VoxelCount), Is.EqualTo(new[] { 1L, 1 }));
    }

    [Test]
    public void Build_PointsInTime_ArePaddedEach()
    {
        VolumeGeometry geometry = Grids.Axial(4, 3, 5);
        SourceImages source = CtSeries.Load(geometry);
        Volume<byte> first = Times(Part(geometry, 0, 2), (0, 1), (1, 0)), second = Times(Part(geometry, 3, 2), (0, 0), (1, 1));

        Segmentation built = new SegmentationBuilder(source, Labels.Metadata([1], [1])).AddLabelMap(first, "first").AddLabelMap(second, "second").Build();

        Assert.That(built.TimePoints, Is.EqualTo(2));
        Volume<byte> one = built.ToMask(1), two = built.ToMask(2);
        int slices = one.Geometry.Size.Z, offset = (int)Math.Round(one.Geometry.PatientToIndex(geometry.OriginMm).Z);
        int[] Planes(Volume<byte> mask) => [.. Enumerable.Range(0, 2 * slices).Where(plane => mask.Voxels.Slice(plane * 12, 12).Contains((byte)1))];
        Assert.That(Planes(one), Is.EqualTo(new[] { offset + 1, slices + offset }));
        Assert.That(Planes(two), Is.EqualTo(new[] { offset + 3, slices + offset + 4 }));
    }

    [Test]
    public void Build_HalfASliceApart_NamesTheWayOut()
    {
        VolumeGeometry geometry = Grids.Axial(4, 3, 5);
        var between = new VolumeGeometry(geometry.Size, geometry.IndexToPatient(0, 0, 0.5), geometry.SpacingMm, geometry.DirectionX, geometry.DirectionY, geometry.DirectionZ);
        SegmentationBuilder builder = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata([1], [1]))
            .AddLabelMap(Labels.Random(geometry, 1, 1), "first").AddLabelMap(Labels.Random(between, 1, 2), "second");
        Assert.That(() => builder.Build(), Throws.TypeOf<ConversionException>().With.Message.Contains("'second' lies on another grid than 'first'").And.Message.Contains("Set SourceAlignment.Resampling"));
    }

    private static VolumeGeometry Part(VolumeGeometry geometry, int start, int slices) => new(
        geometry.Size with { Z = slices }, geometry.IndexToPatient(0, 0, start), geometry.SpacingMm, geometry.DirectionX, geometry.DirectionY, geometry.DirectionZ);

    // One voxel at each point in time, in a slice of the part.
    private static Volume<byte> Times(VolumeGeometry geometry, params (int Time, int Slice)[] voxels)
    {
        var volume = new Volume<byte>(geometry, new byte[2 * geometry.Size.VoxelCount], VolumeComponentAxis.Time, 2);
        foreach ((int time, int slice) in voxels)
            volume.Voxels[(((time * geometry.Size.Z) + slice) * 12) + 5] = 1;
        return volume;
    }
}
