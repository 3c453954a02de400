using Dcmqi.Analysis.Shape;
using Dcmqi.Tests.Support;
using Dcmqi.Volumes.Cells;

namespace Dcmqi.Tests.Analysis;

/// <summary>Volume and area of meshes, against a second implementation of marching cubes and against bodies turned inside out.</summary>
public class MeshTests
{
    [Test]
    public void RandomBodies_MeasureAsConventionalMarchingCubesDo([Range(1, 12)] int seed)
    {
        LabelVolume body = RandomBody(seed);
        (double volume, double area) = ConventionalMarchingCubes.Measure(body);
        MeasuredSegment measured = Bodies.Measure(Bodies.Region(body), body.Geometry);
        Assert.That(measured[SegmentFeature.MeshVolume], Is.EqualTo(volume).Within(0.5).Percent);
        Assert.That(measured[SegmentFeature.SurfaceArea], Is.EqualTo(area).Within(0.5).Percent);
    }

    // A ring and a bowl are concave on a large part of their surface. Their smooth volumes are known; the mesh has a step's rounding less.
    [TestCase("ring", 2 * Math.PI * Math.PI * 14 * 36)]
    [TestCase("bowl", 2.0 / 3 * Math.PI * ((20 * 20 * 20) - (13 * 13 * 13)))]
    [TestCase("hollow", 4.0 / 3 * Math.PI * ((20 * 20 * 20) - (13 * 13 * 13)))]
    public void BodiesThatAreNotConvex_HaveTheirVolume(string kind, double expected)
    {
        VolumeGeometry grid = Bodies.Grid(64, new Vector3d(0.8, 0.9, 0.7), 0.3);
        LabelVolume body = Draw(grid, point => kind switch
        {
            "ring" => Square(Math.Sqrt(Square(point.X) + Square(point.Y)) - 14) + Square(point.Z) <= 36,
            "bowl" => point.Length is <= 20 and > 13 && point.Z <= 0,
            _ => point.Length is <= 20 and > 13,
        });
        (double volume, double area) = ConventionalMarchingCubes.Measure(body);
        MeasuredSegment measured = Bodies.Measure(Bodies.Region(body), grid);
        Assert.That(measured[SegmentFeature.MeshVolume], Is.EqualTo(expected).Within(1.5).Percent);
        Assert.That(measured[SegmentFeature.MeshVolume], Is.EqualTo(volume).Within(0.5).Percent);
        Assert.That(measured[SegmentFeature.SurfaceArea], Is.EqualTo(area).Within(0.5).Percent);
    }

    // The surface of a cavity is that of what fills it, seen from the other side.
    [Test]
    public void AHollow_HasTheSurfaceOfWhatFillsIt()
    {
        VolumeGeometry grid = Bodies.Grid(60, new Vector3d(0.8, 0.9, 0.7), 0.3);
        (double outerVolume, double outerArea) = Mesh(Draw(grid, point => point.Length <= 20));
        (double innerVolume, double innerArea) = Mesh(Draw(grid, point => point.Length <= 12.5));
        (double volume, double area) = Mesh(Draw(grid, point => point.Length is <= 20 and > 12.5));
        Assert.That(area, Is.EqualTo(outerArea + innerArea).Within(0.1).Percent);
        Assert.That(volume, Is.EqualTo(outerVolume - innerVolume).Within(0.1).Percent);
    }

    [Test]
    public void ACellAndItsComplement_AreTheWholeCellWithOneSurface()
    {
        var surface = new CellSurface(Grids.Oblique());
        for (int inside = 0; inside < 256; inside++)
        {
            // Of four corners inside, the complement has four as well, and both enclose most.
            if (int.PopCount(inside) == 4 || CellFaces.Corners.Any(face => IsAmbiguous(inside, face)))
                continue;
            long[] cells = new long[256], complement = new long[256];
            cells[inside] = 1;
            complement[255 - inside] = 1;
            Assert.That(surface.Voxels(cells) + surface.Voxels(complement), Is.EqualTo(1).Within(1e-12), $"cell {inside}");
            Assert.That(surface.AreaMm2(cells), Is.EqualTo(surface.AreaMm2(complement)).Within(1e-12), $"cell {inside}");
        }
    }

    // A few balls at random, some cut out again.
    private static LabelVolume RandomBody(int seed)
    {
        var random = new Random(seed);
        VolumeGeometry grid = Bodies.Grid(33, new Vector3d(0.7 + random.NextDouble(), 0.7 + random.NextDouble(), 0.7 + random.NextDouble()), seed);
        (Vector3d Center, double Radius, bool IsCutOut)[] balls =
        [
            .. Enumerable.Range(0, 9).Select(index => (new Vector3d((14 * random.NextDouble()) - 7, (14 * random.NextDouble()) - 7, (14 * random.NextDouble()) - 7), 2 + (4 * random.NextDouble()), index >= 6)),
        ];
        return Draw(grid, point => balls.Any(ball => !ball.IsCutOut && (point - ball.Center).Length <= ball.Radius) && !balls.Any(ball => ball.IsCutOut && (point - ball.Center).Length <= ball.Radius));
    }

    private static LabelVolume Draw(VolumeGeometry grid, Func<Vector3d, bool> isInside)
    {
        var labels = new LabelVolume(grid);
        VolumeSize size = grid.Size;
        for (int voxel = 0; voxel < labels.Voxels.Length; voxel++)
            labels.Voxels[voxel] = (ushort)(isInside(grid.IndexToPatient(voxel % size.X, voxel / size.X % size.Y, voxel / size.X / size.Y)) ? 1 : 0);
        return labels;
    }

    private static (double Volume, double Area) Mesh(LabelVolume body)
    {
        MeasuredSegment measured = Bodies.Measure(Bodies.Region(body), body.Geometry);
        return (measured[SegmentFeature.MeshVolume]!.Value, measured[SegmentFeature.SurfaceArea]!.Value);
    }

    private static bool IsAmbiguous(int inside, int[] face) =>
        (((inside >> face[0]) & 1) == ((inside >> face[2]) & 1)) && (((inside >> face[1]) & 1) == ((inside >> face[3]) & 1)) && (((inside >> face[0]) & 1) != ((inside >> face[1]) & 1));

    private static double Square(double value) => value * value;
}
