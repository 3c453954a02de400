using Dcmqi.Tests.Analysis;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Surfaces;

public sealed class SurfaceMeshTests
{
    [Test]
    public void From_RandomMasks_IsClosedAndComesBackVoxelByVoxel()
    {
        for (int seed = 0; seed < TestScale.Cases(40); seed++)
        {
            // At random: holes in holes, islands, voxels that touch at edges and corners, up to the border.
            Volume<byte> mask = RandomMask(seed);
            SurfaceMesh mesh = SurfaceMesh.From(mask);
            Manifold.AssertIsClosed(mesh, $"seed {seed}");
            Assert.That(mesh.IsManifold, $"seed {seed}");
            Assert.That(Manifold.EulerCharacteristic(mesh), Is.EqualTo(2 * Manifold.OfVoxels(mask)), $"seed {seed}");
            Volume<byte> back = mesh.ToMask(mask.Geometry);
            Assert.That(back.Voxels.SequenceEqual(mask.Voxels), $"seed {seed}");
            Assert.That(back.Warnings, Is.Empty);
        }
    }

    [Test]
    public void From_EveryKindOfCell_IsClosed()
    {
        for (int inside = 0; inside < 256; inside++)
        {
            var mask = new Volume<byte>(Grids.Oblique(2, 2, 2));
            for (int corner = 0; corner < 8; corner++)
                mask.Voxels[corner] = (byte)((inside >> corner) & 1);
            SurfaceMesh mesh = SurfaceMesh.From(mask);
            Manifold.AssertIsClosed(mesh, $"cell {inside}");
            Assert.That(mesh.VolumeMm3, inside == 0 ? Is.Zero : Is.GreaterThan(0), $"cell {inside}");
            Assert.That(mesh.ToMask(mask.Geometry).Voxels.SequenceEqual(mask.Voxels), $"cell {inside}");
        }
    }

    [Test]
    public void From_OneVoxel_IsAnOctahedronAroundItsCentre()
    {
        var mask = new Volume<byte>(Grids.Oblique(3, 4, 5));
        mask[2, 1, 3] = 7;
        SurfaceMesh mesh = SurfaceMesh.From(mask);
        Assert.That((mesh.VertexCount, mesh.TriangleCount), Is.EqualTo((6, 8)));
        Assert.That(mesh.VolumeMm3, Is.EqualTo(0.75 * 1.25 * 2.5 / 6).Within(1e-9));
        Vector3d centre = mask.Geometry.IndexToPatient(2, 1, 3);
        for (int index = 0; index < mesh.Triangles.Length; index += 3)
        {
            Vector3d a = mesh.Vertex(mesh.Triangles[index]), b = mesh.Vertex(mesh.Triangles[index + 1]), c = mesh.Vertex(mesh.Triangles[index + 2]);
            Assert.That((b - a).Cross(c - a).Dot(a - centre), Is.GreaterThan(0), "normals point outward");
        }
    }

    [Test]
    public void From_TurnedAndMirroredGrids_HasItsOutsideOutside()
    {
        Volume<byte> mask = RandomMask(3);
        double volume = SurfaceMesh.From(mask).VolumeMm3;
        Assert.That(volume, Is.GreaterThan(0));
        for (int flips = 0; flips < 8; flips++)
        {
            foreach (int[] axes in Grids.AxisOrders)
            {
                var turned = (Volume<byte>)mask.ResampleTo(Grids.Shuffled(mask.Geometry, axes, flips), Resampling.NearestNeighbor);
                SurfaceMesh mesh = SurfaceMesh.From(turned);
                Assert.That(mesh.VolumeMm3, Is.EqualTo(volume).Within(1e-6), $"{string.Join(' ', axes)}, {flips}");
                Assert.That(mesh.ToMask(mask.Geometry).Voxels.SequenceEqual(mask.Voxels), $"{string.Join(' ', axes)}, {flips}");
            }
        }
    }

    [Test]
    public void From_Bodies_HasTheVolumeAndAreaThatAreMeasuredAndNearlyThoseOfTheBody()
    {
        VolumeGeometry grid = Bodies.Grid(64, new Vector3d(0.8, 0.9, 0.7), 0.3);
        (Volume<byte> mask, LabelVolume labels) = Draw(grid, point => point.Length is <= 20 and > 13);
        SurfaceMesh mesh = SurfaceMesh.From(mask);
        MeasuredSegment measured = Bodies.Measure(Bodies.Region(labels), grid);
        Assert.That(mesh.VolumeMm3, Is.EqualTo(measured[SegmentFeature.MeshVolume]!.Value).Within(1e-8).Percent);
        Assert.That(mesh.AreaMm2, Is.EqualTo(measured[SegmentFeature.SurfaceArea]!.Value).Within(1e-8).Percent);
        Assert.That(mesh.VolumeMm3, Is.EqualTo(4.0 / 3 * Math.PI * ((20 * 20 * 20) - (13 * 13 * 13))).Within(1).Percent);
        Assert.That(mesh.VolumeMm3, Is.EqualTo(mask.Voxels.ToArray().Sum(value => value) * grid.VoxelVolumeMm3).Within(1).Percent);
        Assert.That(Manifold.EulerCharacteristic(mesh), Is.EqualTo(4), "two spheres");
    }

    [Test]
    public void From_Smoothed_IsNearerToTheBodyAndSaysWhatTheVolumeWas()
    {
        VolumeGeometry grid = Bodies.Grid(64, new Vector3d(0.8, 0.9, 0.7), 0.3);
        Volume<byte> mask = Draw(grid, point => point.Length <= 20).Mask;
        SurfaceMesh rough = SurfaceMesh.From(mask), smooth = SurfaceMesh.From(mask, new SurfaceOptions { Smoothing = new SurfaceSmoothing() });
        double area = 4 * Math.PI * 400;
        Assert.That(rough.UnsmoothedVolumeMm3, Is.Null);
        Assert.That(smooth.UnsmoothedVolumeMm3, Is.EqualTo(rough.VolumeMm3));
        Assert.That(smooth.VolumeMm3, Is.EqualTo(rough.VolumeMm3).Within(0.5).Percent.And.Not.EqualTo(rough.VolumeMm3));
        Assert.That(rough.AreaMm2, Is.GreaterThan(area * 1.05));
        Assert.That(smooth.AreaMm2, Is.EqualTo(area).Within(1).Percent);
        double[] radii = [.. Enumerable.Range(0, smooth.VertexCount).Select(vertex => smooth.Vertex(vertex).Length)];
        Assert.That(radii.Max() - radii.Min(), Is.LessThan(0.7), "steps of 0.7 to 0.9 mm are gone");
        Manifold.AssertIsClosed(smooth, "smooth");
        Assert.That(smooth.Warnings, Is.Empty);
        Assert.That(SurfaceMesh.From(Draw(Bodies.Grid(5, new Vector3d(1, 1, 1), 0), point => point.Length <= 1).Mask, new SurfaceOptions { Smoothing = new SurfaceSmoothing() }).Warnings.Single(), Does.StartWith("Smoothing changed the volume by -"));
        Assert.That(() => SurfaceMesh.From(mask, new SurfaceOptions { Smoothing = new SurfaceSmoothing { Iterations = 0 } }), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => SurfaceMesh.From(mask, new SurfaceOptions { Smoothing = new SurfaceSmoothing { PassBand = double.NaN } }), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void FromSegments_ThreeHundred_AreThoseOfTheirMasks()
    {
        VolumeGeometry geometry = Grids.Oblique(23, 17, 5);
        using Segmentation seg = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(300)).AddLabelMap(Labels.Random(geometry, 300, 4)).Build();
        var progress = new Progress();
        IReadOnlyList<SurfaceMesh> meshes = SurfaceMesh.FromSegments(seg, progress: progress);
        Assert.That(meshes, Has.Count.EqualTo(300));
        Assert.That(progress.Last, Is.EqualTo(new ConversionProgress("Making surfaces", 300, 300)));
        foreach (int number in (int[])[1, 77, 300])
        {
            SurfaceMesh mesh = SurfaceMesh.From(seg, number);
            Assert.That(mesh.Name, Is.EqualTo($"Segment {number}"));
            Assert.That(mesh.Color, Is.EqualTo(seg.Segments[number - 1].DisplayColor).And.Not.Null);
            Assert.That(mesh.VerticesMm.SequenceEqual(meshes[number - 1].VerticesMm));
            Assert.That(mesh.ToMask(geometry).Voxels.SequenceEqual(((Volume<byte>)seg.ToMask(number).ResampleTo(geometry, Resampling.NearestNeighbor)).Voxels));
        }

        Assert.That(() => SurfaceMesh.From(seg, 301), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => SurfaceMesh.FromSegments(seg, cancellationToken: new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void From_Nothing_IsEmpty()
    {
        SurfaceMesh mesh = SurfaceMesh.From(new Volume<byte>(Grids.Oblique()));
        Assert.That((mesh.VertexCount, mesh.TriangleCount, mesh.VolumeMm3, mesh.IsClosed), Is.EqualTo((0, 0, 0.0, true)));
        Assert.That(mesh.ToMask(Grids.Oblique()).Voxels.ToArray(), Is.All.Zero);
    }

    [Test]
    public void ToMask_OfAGridOfItsOwn_HasTheVoxelsWhoseCentresAreInside()
    {
        // A box with faces on centres of voxels: those on the lower faces are inside, those on the upper ones are not.
        var geometry = new VolumeGeometry(new VolumeSize(6, 5, 4), Vector3d.Zero, new Vector3d(1, 1, 1), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);
        Volume<byte> mask = Boxes.Of(new Vector3d(1, 1, 1), new Vector3d(4, 3, 2)).ToMask(geometry);
        for (int z = 0; z < 4; z++)
        {
            for (int y = 0; y < 5; y++)
            {
                for (int x = 0; x < 6; x++)
                    Assert.That(mask[x, y, z], Is.EqualTo(x is >= 1 and < 4 && y is >= 1 and < 3 && z is >= 1 and < 2 ? 1 : 0), $"({x}, {y}, {z})");
            }
        }
    }

    [Test]
    public void ToMask_OfASurfaceThatIsOpen_SaysSo()
    {
        SurfaceMesh box = Boxes.Of(new Vector3d(0.5, 0.5, 0.5), new Vector3d(3.5, 3.5, 3.5));
        var open = new SurfaceMesh(box.VerticesMm, box.Triangles[3..]);
        Assert.That(open.IsClosed, Is.False);
        var geometry = new VolumeGeometry(new VolumeSize(5, 5, 5), Vector3d.Zero, new Vector3d(1, 1, 1), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);
        SurfaceMesh[] withoutOne = [.. Enumerable.Range(0, 12).Select(triangle => new SurfaceMesh(box.VerticesMm, [.. box.Triangles[..(3 * triangle)], .. box.Triangles[((3 * triangle) + 3)..]]))];
        Assert.That(withoutOne.SelectMany(mesh => mesh.ToMask(geometry).Warnings), Has.Some.StartWith("The surface is not closed (3 edges do not join two triangles), and "));
        Assert.That(box.ToMask(geometry).Warnings, Is.Empty);
    }

    [Test]
    public void IsManifold_OfTwoBoxesThatShareAVertex_IsFalse()
    {
        SurfaceMesh low = Boxes.Of(new Vector3d(0, 0, 0), new Vector3d(1, 1, 1)), high = Boxes.Of(new Vector3d(1, 1, 1), new Vector3d(2, 2, 2));
        var both = new SurfaceMesh([.. low.VerticesMm, .. high.VerticesMm], [.. low.Triangles, .. high.Triangles.ToArray().Select(vertex => vertex + 8)]);
        var joined = new SurfaceMesh(both.VerticesMm, both.Triangles.ToArray().Select(vertex => vertex == 8 ? 7 : vertex).ToArray());
        Assert.That((low.IsManifold, both.IsManifold), Is.EqualTo((true, true)));
        Assert.That((joined.IsClosed, joined.IsManifold), Is.EqualTo((true, false)));
        Assert.That(new SurfaceMesh(low.VerticesMm, low.Triangles[3..]).IsManifold, Is.False);
    }

    [Test]
    public void Constructor_WhatIsNoMesh_IsRefused()
    {
        Assert.That(() => new SurfaceMesh([0, 0], []), Throws.ArgumentException.With.Message.Contains("2 coordinates"));
        Assert.That(() => new SurfaceMesh([0, 0, 0], [0, 0]), Throws.ArgumentException.With.Message.Contains("2 indexes"));
        Assert.That(() => new SurfaceMesh([0, 0, 0, 1, double.NaN, 2], []), Throws.ArgumentException.With.Message.Contains("Vertex 1 has the coordinate NaN"));
        Assert.That(() => new SurfaceMesh([0, 0, 0], [0, 0, 1]), Throws.ArgumentException.With.Message.Contains("Triangle 0 names vertex 1; there are 1"));
        Assert.That(() => new SurfaceMesh([0, 0, 0], [0, -1, 0]), Throws.ArgumentException.With.Message.Contains("vertex -1"));
    }

    internal static Volume<byte> RandomMask(int seed)
    {
        var random = new Random(seed);
        VolumeGeometry geometry = seed % 2 == 0 ? Grids.Oblique(11, 9, 7, 0.1 + (seed * 0.07)) : Grids.Axial(70, 5, 4);
        double share = 0.05 + (0.9 * random.NextDouble());
        var mask = new Volume<byte>(geometry);
        foreach (ref byte voxel in mask.Voxels)
            voxel = (byte)(random.NextDouble() < share ? 1 : 0);
        return mask;
    }

    private static (Volume<byte> Mask, LabelVolume Labels) Draw(VolumeGeometry grid, Func<Vector3d, bool> isInside)
    {
        (var mask, var labels) = (new Volume<byte>(grid), new LabelVolume(grid));
        VolumeSize size = grid.Size;
        for (int voxel = 0; voxel < labels.Voxels.Length; voxel++)
            labels.Voxels[voxel] = mask.Voxels[voxel] = (byte)(isInside(grid.IndexToPatient(voxel % size.X, voxel / size.X % size.Y, voxel / size.X / size.Y)) ? 1 : 0);
        return (mask, labels);
    }

    private sealed class Progress : IProgress<ConversionProgress>
    {
        private readonly object _gate = new();

        public ConversionProgress Last { get; private set; }

        public void Report(ConversionProgress value)
        {
            lock (_gate)
                Last = value.Completed >= Last.Completed ? value : Last;
        }
    }
}
