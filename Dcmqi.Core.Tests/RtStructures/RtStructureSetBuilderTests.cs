using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.RtStructures;

public sealed class RtStructureSetBuilderTests
{
    private static SegmentAttributes Segment(int label, string name) => Labels.Segment(label, name);

    [TestCase(ContourHoles.Keyhole)]
    [TestCase(ContourHoles.ExclusiveDisjunction)]
    public void Build_RandomMasks_ComeBackVoxelByVoxel(ContourHoles holes)
    {
        for (int seed = 0; seed < TestScale.Cases(30); seed++)
        {
            // Half of all voxels at random: holes in holes, islands, pixels that touch at corners, lines of one voxel.
            VolumeGeometry geometry = seed % 2 == 0 ? Grids.Oblique(23, 17, 3, 0.1 + (seed * 0.07)) : Grids.Axial(19, 22, 3);
            var random = new Random(seed);
            double share = 0.05 + (0.9 * random.NextDouble());
            var mask = new Volume<byte>(geometry);
            foreach (ref byte voxel in mask.Voxels)
                voxel = (byte)(random.NextDouble() < share ? 1 : 0);
            RtStructureSet set = new RtStructureSetBuilder(CtSeries.Load(geometry)) { Contours = new() { Holes = holes } }.AddMask(mask, Segment(1, "A")).Build();
            AssertComesBack(set, 0, mask, $"seed {seed}");
        }
    }

    [Test]
    public void Build_ShapesThatAreHard_ComeBackVoxelByVoxel()
    {
        string[] shapes =
        [
            "#",
            "###",
            "#\n#\n#",
            "#.\n.#",
            ".#\n#.",
            "###\n#.#\n###",
            "#####\n#...#\n#.#.#\n#...#\n#####",
            "#######\n#.#.#.#\n#######\n#.#.#.#\n#######",
            "####.\n#..#.\n#.##.\n####.\n....#",
            "#.#.#\n.#.#.\n#.#.#",
            "######\n#.##.#\n##..##\n##..##\n#.##.#\n######",
        ];
        foreach (string shape in shapes)
        {
            string[] rows = shape.Split('\n');
            VolumeGeometry geometry = Grids.Oblique(rows[0].Length, rows.Length, 2);
            var mask = new Volume<byte>(geometry);
            for (int y = 0; y < rows.Length; y++)
            {
                for (int x = 0; x < rows[y].Length; x++)
                    mask[x, y, 1] = (byte)(rows[y][x] == '#' ? 1 : 0);
            }

            RtStructureSet set = new RtStructureSetBuilder(CtSeries.Load(geometry)).AddMask(mask, Segment(1, "A")).Build();
            AssertComesBack(set, 0, mask, shape);
        }
    }

    [TestCase("a.nii.gz")]
    [TestCase("a.nrrd")]
    public void Add_File_IsThatOfTheVolume(string name)
    {
        using var folder = new Volumes.VolumeFolder();
        VolumeGeometry geometry = Grids.Oblique(23, 17, 9);
        SourceImages ct = CtSeries.Load(geometry);
        SegmentAttributes[] segments = [Segment(1, "A"), Segment(2, "B"), Segment(3, "C")];
        foreach (int[] axes in Grids.AxisOrders)
        {
            VolumeFile.Write(folder[name], Labels.Random(geometry, 3, 5).ResampleTo(Grids.Shuffled(geometry, axes, 5), Resampling.NearestNeighbor));
            Volume volume = VolumeFile.Read(folder[name]);
            Assert.That(
                Saved(builder => builder.AddLabelMap(folder[name], segments).AddMask(folder[name], segments[1])),
                Is.EqualTo(Saved(builder => builder.AddLabelMap(volume, segments).AddMask(volume, segments[1]))));
        }

        VolumeFile.Write(folder[name], new Volume<byte>(geometry, new byte[geometry.Size.VoxelCount * 2], VolumeComponentAxis.Time, 2));
        var builder = new RtStructureSetBuilder(ct);
        Assert.That(() => builder.AddMask(folder[name], segments[0]), Throws.TypeOf<ConversionException>().With.Message.StartsWith($"'{name}' has 2 values per voxel on a time axis"));
        VolumeFile.Write(folder[name], Labels.Random(geometry, 4, 5));
        Assert.That(() => builder.AddLabelMap(folder[name], segments), Throws.TypeOf<ConversionException>().With.Message.StartsWith($"'{name}' holds label 4, which no segment describes"));

        byte[] Saved(Action<RtStructureSetBuilder> add)
        {
            var one = new RtStructureSetBuilder(ct) { Authorship = new() { Uids = new UidGenerator("7"), TimeProvider = new FixedTime() } };
            add(one);
            using var stream = new MemoryStream();
            one.Build().Save(stream);
            return stream.ToArray();
        }
    }

    [Test]
    public void Build_Segmentation_SaysWhatTheSegmentsSaid()
    {
        VolumeGeometry geometry = Grids.Oblique(23, 17, 5);
        SourceImages ct = CtSeries.Load(geometry);
        Volume<ushort> labels = Labels.Random(geometry, 3, 5);
        SegmentAttributes[] segments = [Segment(1, "Left"), Segment(2, "Tumour") with { SegmentedPropertyType = new("228791009", "SCT", "GTV"), SegmentedPropertyTypeModifiers = [new("7771000", "SCT", "Left")] }, Segment(3, "Third")];
        using Segmentation seg = new SegmentationBuilder(ct).AddLabelMap(labels, segments).Build();
        RtStructureSet set = new RtStructureSetBuilder(ct, new RtStructureSetMetadata { Label = "SET7", Name = "Seven" }).AddSegmentation(seg).Build();
        Assert.That(set.Label, Is.EqualTo("SET7"));
        Assert.That(set.Rois.Select(roi => roi.Name), Is.EqualTo(new[] { "Left", "Tumour", "Third" }));
        Assert.That(set.Rois.Select(roi => roi.InterpretedType), Is.EqualTo(new[] { "ORGAN", "GTV", "ORGAN" }));
        Assert.That(set.Rois[1].IdentificationCode, Is.EqualTo(new CodedConcept("228791009", "SCT", "GTV")));
        Assert.That(set.Rois[1].IdentificationModifiers, Is.EqualTo(new[] { new CodedConcept("7771000", "SCT", "Left") }));
        Assert.That(set.Rois[0].GenerationAlgorithm, Is.EqualTo(SegmentAlgorithmType.SemiAutomatic));
        Assert.That(set.Rois.Select(roi => roi.DisplayColor), Is.EqualTo(segments.Select(segment => segment.RecommendedDisplayRgb)));
        Assert.That(set.Rois.SelectMany(roi => roi.Contours).Select(contour => contour.Images.Count), Is.All.EqualTo(1));
        Assert.That(set.StudyInstanceUid, Is.EqualTo(ct.StudyInstanceUid));
        Assert.That(set.References.Single().Instances, Has.Count.EqualTo(5));
        Assert.That(set.Validate(), Is.Empty);
        for (int index = 0; index < 3; index++)
        {
            var mask = new Volume<byte>(geometry);
            for (int voxel = 0; voxel < mask.Voxels.Length; voxel++)
                mask.Voxels[voxel] = (byte)(labels.Voxels[voxel] == index + 1 ? 1 : 0);
            AssertComesBack(set, index, mask, set.Rois[index].Name);
        }
    }

    [Test]
    public void Build_EmptySegment_IsKeptWithoutContours()
    {
        VolumeGeometry geometry = Grids.Oblique(7, 5, 2);
        RtStructureSet set = new RtStructureSetBuilder(CtSeries.Load(geometry)).AddMask(new Volume<byte>(geometry), Segment(1, "None")).Build();
        Assert.That(set.Rois.Single().Contours, Is.Empty);
        Assert.That(set.Warnings, Has.Some.EqualTo("'None' has no voxel; it is written as a region without contours."));
        Assert.That(set.Validate(), Is.Empty);
    }

    [Test]
    public void Build_Simplified_StaysWithinTheBoundAndSaysWhatChanged()
    {
        VolumeGeometry geometry = Grids.Axial(96, 80, 1);
        var mask = new Volume<byte>(geometry);
        for (int y = 0; y < 80; y++)
        {
            for (int x = 0; x < 96; x++)
            {
                double radius = Math.Sqrt(Math.Pow((x - 47.3) / 40, 2) + Math.Pow((y - 39.6) / 33, 2));
                mask[x, y, 0] = (byte)(radius is < 1 and > 0.4 ? 1 : 0);
            }
        }

        RtStructureSet exact = Build(0), simple = Build(0.4);
        Assert.That(simple.Rois[0].Contours.Sum(contour => contour.PointCount), Is.LessThan(exact.Rois[0].Contours.Sum(contour => contour.PointCount) / 2));
        Assert.That(exact.Warnings, Is.Empty);
        byte[] back = simple.ToMask(simple.Rois[0], geometry).Voxels.ToArray();
        int changed = back.Zip(mask.Voxels.ToArray(), (a, b) => a == b ? 0 : 1).Sum();
        Assert.That(changed, Is.InRange(1, 300));
        Assert.That(simple.Warnings, Is.EqualTo(new[] { $"'Ring': simplification changes {changed} of {mask.Voxels.ToArray().Sum(value => value)} voxels." }));

        RtStructureSet Build(double bound) => new RtStructureSetBuilder(CtSeries.Load(geometry)) { Contours = new() { SimplificationMm = bound } }.AddMask(mask, Segment(1, "Ring")).Build();
    }

    [Test]
    public void Build_WhatDoesNotGoTogether_IsRefused()
    {
        VolumeGeometry geometry = Grids.Oblique(7, 5, 2);
        SourceImages ct = CtSeries.Load(geometry);
        Assert.That(
            () => new RtStructureSetBuilder(ct, new() { Label = "A label that is much too long" }).Build(),
            Throws.TypeOf<ConversionException>().With.Property(nameof(ConversionException.Faults)).Count.EqualTo(2));
        Assert.That(() => new RtStructureSetBuilder(ct).AddLabelMap(Labels.Random(geometry, 3, 1), [Segment(1, "A"), Segment(3, "C")]), Throws.TypeOf<ConversionException>().With.Message.Contains("holds label 2, which no segment describes; described are 1, 3."));
        using Segmentation seg = new SegmentationBuilder(ct, Labels.Metadata(1)).AddLabelMap(Labels.Random(geometry, 1, 1)).Build();
        SourceImages other = CtSeries.Load(geometry, (_, image) => image.Set(Tags.FrameOfReferenceUID, "2.25.8"));
        Assert.That(() => new RtStructureSetBuilder(other).AddSegmentation(seg), Throws.TypeOf<ConversionException>().With.Message.Contains("2.25.8"));
        Assert.That(() => new RtStructureSetBuilder(ct) { Contours = new() { SimplificationMm = -1 } }.AddSegmentation(seg).Build(), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Build_SameInputsAndSeed_SameBytes()
    {
        VolumeGeometry geometry = Grids.Oblique(23, 17, 5);
        Volume<ushort> labels = Labels.Random(geometry, 2, 5);
        Assert.That(Bytes(), Is.EqualTo(Bytes()));

        byte[] Bytes()
        {
            using var stream = new MemoryStream();
            new RtStructureSetBuilder(CtSeries.Load(geometry)) { Authorship = new() { Uids = new UidGenerator("a"), TimeProvider = new FixedTime() } }
                .AddLabelMap(labels, [Segment(1, "A"), Segment(2, "B")]).Build().Save(stream);
            return stream.ToArray();
        }
    }

    [Test]
    public void Save_ContourTooLongForExplicitVR_IsWrittenWithoutAndComesBack()
    {
        // A comb with rough teeth: one outline of more than 65534 characters.
        VolumeGeometry geometry = Grids.Oblique(401, 41, 1);
        var mask = new Volume<byte>(geometry);
        for (int y = 0; y < 41; y++)
        {
            for (int x = 0; x < 401; x++)
                mask[x, y, 0] = (byte)(y == 0 || x % 4 == 0 || (x % 4 == 1 && y % 2 == 1) ? 1 : 0);
        }

        RtStructureSet set = new RtStructureSetBuilder(CtSeries.Load(geometry)).AddMask(mask, Segment(1, "Comb")).Build();
        Assert.That(set.Rois[0].Contours.Max(contour => contour.PointCount), Is.GreaterThan(3000));
        AssertComesBack(set, 0, mask, "comb");
    }

    private static void AssertComesBack(RtStructureSet set, int roi, Volume<byte> mask, string what)
    {
        using var stream = new MemoryStream();
        set.Save(stream);
        stream.Position = 0;
        using RtStructureSet back = RtStructureSet.Open(stream);
        Volume<byte> read = back.ToMask(back.Rois[roi], mask.Geometry);
        Assert.That(read.Voxels.ToArray(), Is.EqualTo(mask.Voxels.ToArray()), what);
        Assert.That(read.Warnings.Where(warning => !warning.Contains("between others", StringComparison.Ordinal)), Is.Empty, what);
    }
}
