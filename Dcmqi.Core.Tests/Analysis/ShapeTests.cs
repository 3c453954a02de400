using Dcmqi.Analysis.Shape;
using Dcmqi.Tests.Support;
using MathNet.Numerics.LinearAlgebra;

namespace Dcmqi.Tests.Analysis;

public class ShapeTests
{
    private static readonly Vector3d[] Spacings = [new(1, 1, 1), new(0.7, 0.7, 2), new(1.5, 0.8, 1)];
    private static readonly double[] Angles = [0, 0.4, 1.1];

    // A mesh over voxels of 0 and 1 has steps: its area stays 5 to 17 % above that of a smooth body, however fine the grid.
    [Test]
    public void Sphere_MeasuresAsASphere([ValueSource(nameof(Spacings))] Vector3d spacing, [ValueSource(nameof(Angles))] double angle)
    {
        const double Radius = 20;
        VolumeGeometry grid = Bodies.Grid(65, spacing, angle);
        MeasuredSegment sphere = Bodies.Measure(Bodies.Region(grid, point => point.Length <= Radius), grid);
        double volume = 4.0 / 3 * Math.PI * Radius * Radius * Radius;
        double step = spacing.Length;

        Assert.That(sphere[SegmentFeature.VoxelVolume], Is.EqualTo(volume).Within(0.5).Percent);
        Assert.That(sphere[SegmentFeature.MeshVolume], Is.EqualTo(volume).Within(0.6).Percent);
        Assert.That(sphere[SegmentFeature.SurfaceArea], Is.EqualTo(4 * Math.PI * Radius * Radius * 1.11).Within(6).Percent);
        Assert.That(sphere[SegmentFeature.Maximum3DDiameter], Is.EqualTo(2 * Radius).Within(step));
        Assert.That(sphere[SegmentFeature.LongAxis], Is.EqualTo(2 * Radius).Within(step));
        Assert.That(sphere[SegmentFeature.ShortAxis], Is.EqualTo(2 * Radius).Within(step));
        Assert.That(sphere[SegmentFeature.MajorAxisLength], Is.EqualTo(4 * Radius / Math.Sqrt(5)).Within(0.5).Percent);
        Assert.That(sphere[SegmentFeature.LeastAxisLength], Is.EqualTo(4 * Radius / Math.Sqrt(5)).Within(0.5).Percent);
        Assert.That(sphere.CentroidMm!.Value.Length, Is.LessThan(0.02));
    }

    [Test]
    public void Ellipsoid_HasItsAxes([ValueSource(nameof(Spacings))] Vector3d spacing, [ValueSource(nameof(Angles))] double angle)
    {
        VolumeGeometry grid = Bodies.Grid(65, spacing, angle);
        MeasuredSegment body = Bodies.Measure(Bodies.Region(grid, p => (p.X * p.X / 400) + (p.Y * p.Y / 225) + (p.Z * p.Z / 100) <= 1), grid);

        Assert.That(body[SegmentFeature.VoxelVolume], Is.EqualTo(4.0 / 3 * Math.PI * 20 * 15 * 10).Within(1.5).Percent);
        Assert.That(body[SegmentFeature.MeshVolume], Is.EqualTo(4.0 / 3 * Math.PI * 20 * 15 * 10).Within(1.7).Percent);
        Assert.That(body[SegmentFeature.MajorAxisLength], Is.EqualTo(4 * 20 / Math.Sqrt(5)).Within(2).Percent);
        Assert.That(body[SegmentFeature.MinorAxisLength], Is.EqualTo(4 * 15 / Math.Sqrt(5)).Within(2).Percent);
        Assert.That(body[SegmentFeature.LeastAxisLength], Is.EqualTo(4 * 10 / Math.Sqrt(5)).Within(2).Percent);
        Assert.That(body[SegmentFeature.Elongation], Is.EqualTo(0.75).Within(2).Percent);
        Assert.That(body[SegmentFeature.Flatness], Is.EqualTo(0.5).Within(3).Percent);
        Assert.That(body[SegmentFeature.Maximum3DDiameter], Is.EqualTo(40).Within(spacing.Length));
    }

    // The mesh of a box is known exactly: the box through the outermost centres, half a voxel of each face, cut edges and corners.
    [Test]
    public void Box_HasTheMeshThatItMustHave([ValueSource(nameof(Spacings))] Vector3d s, [ValueSource(nameof(Angles))] double angle)
    {
        VolumeGeometry grid = Bodies.Grid(12, s, angle);
        const int Nx = 7, Ny = 4, Nz = 3;
        var labels = new LabelVolume(grid);
        for (int z = 0; z < Nz; z++)
        {
            for (int y = 0; y < Ny; y++)
            {
                for (int x = 0; x < Nx; x++)
                    labels[x + 2, y + 3, z + 5] = 1;
            }
        }

        MeasuredSegment box = Bodies.Measure(Bodies.Region(labels), grid);
        double voxel = s.X * s.Y * s.Z;
        (int x1, int y1, int z1) = (Nx - 1, Ny - 1, Nz - 1);
        double volume = (x1 * y1 * z1) + ((x1 * y1) + (x1 * z1) + (y1 * z1)) + ((x1 + y1 + z1) * 0.5) + (8.0 / 48);
        double corner = 0.5 * Math.Sqrt(Square(s.X * s.Y / 4) + Square(s.X * s.Z / 4) + Square(s.Y * s.Z / 4));
        double area = (2 * ((x1 * y1 * s.X * s.Y) + (x1 * z1 * s.X * s.Z) + (y1 * z1 * s.Y * s.Z)))
            + (4 * ((x1 * s.X * Math.Sqrt(Square(s.Y / 2) + Square(s.Z / 2))) + (y1 * s.Y * Math.Sqrt(Square(s.X / 2) + Square(s.Z / 2))) + (z1 * s.Z * Math.Sqrt(Square(s.X / 2) + Square(s.Y / 2)))))
            + (8 * corner);

        Assert.That(box[SegmentFeature.VoxelVolume], Is.EqualTo(Nx * Ny * Nz * voxel).Within(1e-9));
        Assert.That(box[SegmentFeature.BoundingBoxVolume], Is.EqualTo(Nx * Ny * Nz * voxel).Within(1e-9));
        Assert.That(box[SegmentFeature.MeshVolume], Is.EqualTo(volume * voxel).Within(1e-9));
        Assert.That(box[SegmentFeature.SurfaceArea], Is.EqualTo(area).Within(1e-9));
        Assert.That(box[SegmentFeature.MajorAxisLength], Is.EqualTo(Math.Max(s.X * Math.Sqrt(Square(Nx) - 1), s.Z * Math.Sqrt(Square(Nz) - 1)) * 4 * Math.Sqrt(Nx * Ny * Nz / 12.0 / ((Nx * Ny * Nz) - 1))).Within(1e-9));
        Assert.That(box.FirstIndex, Is.EqualTo((2, 3, 5)));
        Assert.That(box.LastIndex, Is.EqualTo((8, 6, 7)));
    }

    [Test]
    public void OneVoxel_HasAnOctahedronAndNoAxes()
    {
        VolumeGeometry grid = Grids.Oblique();
        var labels = new LabelVolume(grid);
        labels[3, 4, 2] = 1;
        MeasuredSegment voxel = Bodies.Measure(Bodies.Region(labels), grid, new Volume<float>(grid));

        Assert.That(voxel[SegmentFeature.MeshVolume], Is.EqualTo(grid.VoxelVolumeMm3 / 6).Within(1e-12));
        Assert.That(voxel[SegmentFeature.Maximum3DDiameter], Is.EqualTo(2.5).Within(1e-12));
        Assert.That(voxel[SegmentFeature.LongAxis], Is.EqualTo(1.25).Within(1e-12));
        Assert.That(voxel[SegmentFeature.ShortAxis], Is.EqualTo(0.75).Within(1e-12));
        Assert.That(voxel[SegmentFeature.MajorAxisLength], Is.Zero);
        MeasuredFeature elongation = voxel.Features.Single(feature => feature.Feature == SegmentFeature.Elongation);
        Assert.That((elongation.Value, elongation.Qualifier), Is.EqualTo(((double?)null, Codes.Dcm.DivideByZero)));
        MeasuredFeature skewness = voxel.Features.Single(feature => feature.Feature == SegmentFeature.Skewness);
        Assert.That((skewness.Value, skewness.Qualifier), Is.EqualTo(((double?)null, Codes.Dcm.DivideByZero)));
        Assert.That(voxel.Features, Has.All.Matches<MeasuredFeature>(feature => (feature.Value is null) != (feature.Qualifier is null)));
    }

    [Test]
    public void Covariance_IsThatOfTheVoxelCentres([Range(1, 3)] int seed)
    {
        LabelVolume labels = Bodies.Random(seed);
        List<Vector3d> points = Points(labels);
        var moments = new RegionMoments(Bodies.Region(labels));
        Matrix<double> covariance = moments.Covariance(labels.Geometry);
        Vector3d mean = points.Aggregate(Vector3d.Zero, (sum, point) => sum + point) * (1.0 / points.Count);

        Assert.That(moments.Voxels, Is.EqualTo(points.Count));
        Assert.That(covariance[0, 1], Is.EqualTo(points.Sum(point => (point.X - mean.X) * (point.Y - mean.Y)) / (points.Count - 1)).Within(1e-9));
        Assert.That(covariance[2, 2], Is.EqualTo(points.Sum(point => Square(point.Z - mean.Z)) / (points.Count - 1)).Within(1e-9));
    }

    [Test]
    public void FarthestPair_IsThatOfAllVertices([Range(1, 12)] int seed)
    {
        var random = new Random(seed);
        LabelVolume labels = Bodies.Random(seed);
        for (int voxel = 0; voxel < labels.Voxels.Length; voxel++)
        {
            if (random.Next(20) > seed)
                labels.Voxels[voxel] = 0;
        }

        labels.Voxels[random.Next(labels.Voxels.Length)] = 1;
        List<Vector3d> vertices = Vertices(labels);
        double longest = vertices.Max(first => vertices.Max(second => (first - second).Length));
        Assert.That(Bodies.Measure(Bodies.Region(labels), labels.Geometry)[SegmentFeature.Maximum3DDiameter], Is.EqualTo(longest).Within(1e-9));
    }

    [Test]
    public void CellCounts_CountEveryCellAlsoAcrossWords()
    {
        var geometry = new VolumeGeometry(new VolumeSize(150, 4, 3), Vector3d.Zero, new Vector3d(1, 1, 1), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);
        LabelVolume labels = Bodies.Random(7, geometry);
        long[] expected = new long[256];
        for (int z = -1; z < 3; z++)
        {
            for (int y = -1; y < 4; y++)
            {
                for (int x = -1; x < 150; x++)
                {
                    int inside = 0;
                    for (int corner = 0; corner < 8; corner++)
                        inside |= Label(labels, x + (corner & 1), y + ((corner >> 1) & 1), z + (corner >> 2)) << corner;
                    expected[inside]++;
                }
            }
        }

        long[] counts = CellCounts.Of(Bodies.Region(labels));
        Assert.That(counts[1..], Is.EqualTo(expected[1..]));
    }

    [Test]
    public void PlaneDiameters_OfADisc_AreItsDiameterAndEndOnIt()
    {
        VolumeGeometry grid = Grids.Oblique(60, 60, 3);
        Vector3d center = grid.IndexToPatient(30, 25, 1);
        var labels = new LabelVolume(grid);
        for (int y = 0; y < 60; y++)
        {
            for (int x = 0; x < 60; x++)
                labels[x, y, 1] = (ushort)((grid.IndexToPatient(x, y, 1) - center).Length <= 15 ? 1 : 0);
        }

        PlaneDiameters plane = Bodies.Measure(Bodies.Region(labels), grid).PlaneDiameters.Single();
        Assert.That(plane.Slice, Is.EqualTo(1));
        Assert.That(plane.LongAxis.LengthMm, Is.EqualTo(30).Within(1.5));
        Assert.That(plane.ShortAxis.LengthMm, Is.EqualTo(30).Within(1.5));
        Assert.That((plane.LongAxis.LastMm - plane.LongAxis.FirstMm).Dot(plane.ShortAxis.LastMm - plane.ShortAxis.FirstMm), Is.EqualTo(0).Within(1e-9));
        Assert.That((plane.LongAxis.LastMm - plane.LongAxis.FirstMm).Length, Is.EqualTo(plane.LongAxis.LengthMm).Within(1e-9));
        Vector3d end = grid.IndexToPatient(plane.LongAxis.FirstPixel.Column, plane.LongAxis.FirstPixel.Row, 1);
        Assert.That((end - plane.LongAxis.FirstMm).Length, Is.LessThan(1e-9));
        Assert.That((end - center).Length, Is.EqualTo(15).Within(0.8));
    }

    [Test]
    public void OutlineAxes_OfARectangle_AreItsDiagonalAndTheLongestPerpendicular()
    {
        OutlineAxes axes = OutlineAxes.Of([new(0, 0), new(4, 0), new(4, 3), new(0, 3)]);
        Assert.That(axes.LongMm, Is.EqualTo(5).Within(1e-12));

        // From the corner (0, 3) along the normal (3, -4) / 5 to y = 0.
        Assert.That(axes.ShortMm, Is.EqualTo(3.75).Within(1e-12));
    }

    private static double Square(double value) => value * value;

    private static int Label(LabelVolume labels, int x, int y, int z)
    {
        VolumeSize size = labels.Geometry.Size;
        return x < 0 || y < 0 || z < 0 || x >= size.X || y >= size.Y || z >= size.Z ? 0 : labels[x, y, z];
    }

    private static List<Vector3d> Points(LabelVolume labels) => [.. Inside(labels).Select(voxel => labels.Geometry.IndexToPatient(voxel.X, voxel.Y, voxel.Z))];

    private static List<Vector3d> Vertices(LabelVolume labels)
    {
        var vertices = new List<Vector3d>();
        foreach ((int x, int y, int z) in Inside(labels))
        {
            foreach ((int dx, int dy, int dz) in ((int, int, int)[])[(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)])
            {
                if (Label(labels, x + dx, y + dy, z + dz) == 0)
                    vertices.Add(labels.Geometry.IndexToPatient(x + (dx / 2.0), y + (dy / 2.0), z + (dz / 2.0)));
            }
        }

        return vertices;
    }

    private static IEnumerable<(int X, int Y, int Z)> Inside(LabelVolume labels)
    {
        VolumeSize size = labels.Geometry.Size;
        for (int voxel = 0; voxel < labels.Voxels.Length; voxel++)
        {
            if (labels.Voxels[voxel] != 0)
                yield return (voxel % size.X, voxel / size.X % size.Y, voxel / size.X / size.Y);
        }
    }
}
