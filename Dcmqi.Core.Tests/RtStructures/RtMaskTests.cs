using Dcmqi.RtStructures;
using Dcmqi.Segmentations;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.RtStructures;

public sealed class RtMaskTests
{
    private static readonly VolumeGeometry Geometry = Grids.Oblique(31, 23, 5);

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void ToMask_RandomPolygons_IsWhatEveryCentreSays(int seed)
    {
        var random = new Random(seed);
        var polygons = new (double X, double Y)[Geometry.Size.Z][];
        for (int z = 0; z < polygons.Length; z++)
        {
            // Points in any order: the polygon crosses itself, and reaches beyond the grid.
            polygons[z] = [.. Enumerable.Range(0, 3 + (z * 7)).Select(_ => ((random.NextDouble() * 37) - 3, (random.NextDouble() * 29) - 3))];
        }

        RtStructureSet set = Drawn.Open(new Drawn(1, "A", [.. polygons.Select((polygon, z) => Drawn.Polygon(Geometry, z, polygon))]));
        Volume<byte> mask = set.ToMask(set.Rois[0], Geometry);
        for (int z = 0; z < polygons.Length; z++)
        {
            for (int y = 0; y < Geometry.Size.Y; y++)
            {
                for (int x = 0; x < Geometry.Size.X; x++)
                    Assert.That(mask[x, y, z] == 1, Is.EqualTo(IsInside(polygons[z], x, y)), $"{x}, {y}, {z}");
            }
        }
    }

    [Test]
    public void ToMask_PolygonsWithACommonEdgeThroughCentres_ShareNoVoxelAndLeaveNoneOut()
    {
        VolumeGeometry axial = Grids.Axial(9, 8, 1);
        RtStructureSet set = Drawn.Open(
            new Drawn(1, "left", Drawn.Polygon(axial, 0, (1, 1), (4, 1), (4, 6), (1, 6))),
            new Drawn(2, "right", Drawn.Polygon(axial, 0, (4, 1), (7, 1), (7, 6), (4, 6))));
        byte[] left = set.ToMask(set.Rois[0], axial).Voxels.ToArray(), right = set.ToMask(set.Rois[1], axial).Voxels.ToArray();
        Assert.That(left.Zip(right, (a, b) => a + b), Has.None.EqualTo(2));
        Assert.That(left.Sum(value => value), Is.EqualTo(15));
        Assert.That(right.Sum(value => value), Is.EqualTo(15));
    }

    [Test]
    public void ToMask_HoleByKeyhole_LeavesTheHoleAndNothingElse()
    {
        // Outer box, in along the row of centres y = 6, round the hole, and out the same way.
        (string, Vector3d[]) keyhole = Drawn.Polygon(
            Geometry, 2, (1.5, 1.5), (20.5, 1.5), (20.5, 12.5), (1.5, 12.5), (1.5, 6), (8.5, 6), (8.5, 9.5), (12.5, 9.5), (12.5, 4.5), (8.5, 4.5), (8.5, 6), (1.5, 6));
        AssertVoxels(Mask(out _, keyhole), (x, y) => In(x, y, 2, 2, 20, 12) && !In(x, y, 9, 5, 12, 9));
    }

    [Test]
    public void ToMask_ContoursWithinEachOther_AreHolesAndIslands()
    {
        Volume<byte> mask = Mask(out IReadOnlyList<string> warnings, Box(5.5, 5.5, 20.5, 18.5), Box(1.5, 1.5, 25.5, 21.5), Box(8.5, 8.5, 12.5, 12.5), Box(27.5, 1.5, 29.5, 3.5));
        AssertVoxels(mask, (x, y) => (In(x, y, 2, 2, 25, 21) && !In(x, y, 6, 6, 20, 18)) || In(x, y, 9, 9, 12, 12) || In(x, y, 28, 2, 29, 3));
        Assert.That(warnings, Is.Empty);
    }

    [Test]
    public void ToMask_ContoursThatCross_AreJoinedAndTold()
    {
        Volume<byte> mask = Mask(out IReadOnlyList<string> warnings, Box(1.5, 1.5, 10.5, 10.5), Box(6.5, 6.5, 20.5, 15.5), Box(7.5, 7.5, 9.5, 9.5));
        AssertVoxels(mask, (x, y) => (In(x, y, 2, 2, 10, 10) || In(x, y, 7, 7, 20, 15)) && !In(x, y, 8, 8, 9, 9));
        Assert.That(warnings, Is.EqualTo(new[] { "ROI 1 'A': contours of one plane cross each other or are equal, in slice 2. They are joined, not taken as holes." }));
    }

    [Test]
    public void ToMask_ContoursByExclusiveDisjunction_AreSo()
    {
        (string, Vector3d[]) first = Box(1.5, 1.5, 10.5, 10.5), second = Box(6.5, 6.5, 20.5, 15.5);
        Volume<byte> mask = Mask(out IReadOnlyList<string> warnings, ("CLOSEDPLANAR_XOR", first.Item2), ("CLOSEDPLANAR_XOR", second.Item2));
        AssertVoxels(mask, (x, y) => In(x, y, 2, 2, 10, 10) != In(x, y, 7, 7, 20, 15));
        Assert.That(warnings, Is.Empty);
    }

    [Test]
    public void ToMask_WhatEnclosesNothing_IsCountedByKind()
    {
        Vector3d[] line = [Geometry.IndexToPatient(1, 1, 2), Geometry.IndexToPatient(5, 1, 2), Geometry.IndexToPatient(5, 5, 2)];
        Mask(
            out IReadOnlyList<string> warnings,
            Box(1.5, 1.5, 10.5, 10.5),
            ("POINT", line[..1]),
            ("OPEN_PLANAR", line),
            ("OPEN_PLANAR", line),
            ("OPEN_NONPLANAR", line),
            ("SPLINE", line),
            ("CLOSED_PLANAR", line[..2]),
            Drawn.Polygon(Geometry, 9, Drawn.Box(1, 1, 5, 5)),
            Drawn.Polygon(Geometry, 3.25, Drawn.Box(1, 1, 5, 5)),
            Drawn.Polygon(Geometry, 4, Drawn.Box(-9, 1, 5, 5)),
            ("CLOSED_PLANAR", [Geometry.IndexToPatient(1, 1, 0), Geometry.IndexToPatient(9, 2, 2), Geometry.IndexToPatient(3, 9, 3)]));
        Assert.That(warnings, Is.EquivalentTo(new[]
        {
            "ROI 1 'A': 1 of 11 contours are POINT, which encloses nothing; left out.",
            "ROI 1 'A': 2 of 11 contours are OPEN_PLANAR, which encloses nothing; left out.",
            "ROI 1 'A': 1 of 11 contours are OPEN_NONPLANAR, which encloses nothing; left out.",
            "ROI 1 'A': 1 of 11 contours have a Contour Geometric Type (3006,0042) that PS3.3 C.8.8.6 does not know; left out.",
            "ROI 1 'A': 1 of 11 contours have fewer than 3 points; left out.",
            "ROI 1 'A': 1 of 11 contours lie beyond the grid; left out.",
            "ROI 1 'A': 1 of 11 contours lie askew to the axes of the grid; left out.",
            "ROI 1 'A': 1 of 11 contours lie off the plane of the nearest slice by more than 1 % of the spacing; they are taken to lie in it.",
            "ROI 1 'A': 1 of 11 contours reach beyond the grid; what is beyond is left out.",
        }));
    }

    [Test]
    public void ToMask_ContoursCloserThanSlices_TakesTheNearestOfEachSlice()
    {
        Volume<byte> mask = Mask(
            out IReadOnlyList<string> warnings,
            Drawn.Polygon(Geometry, 1.7, Drawn.Box(0.5, 0.5, 5.5, 5.5)),
            Drawn.Polygon(Geometry, 2, Drawn.Box(1.5, 1.5, 10.5, 10.5)),
            Drawn.Polygon(Geometry, 2.3, Drawn.Box(2.5, 2.5, 4.5, 4.5)));
        AssertVoxels(mask, (x, y) => In(x, y, 2, 2, 10, 10));
        Assert.That(warnings, Is.EqualTo(new[] { "ROI 1 'A': 2 of 3 contours lie between slices, nearer to a slice that has a contour of its own; left out." }));
    }

    [Test]
    public void ToMask_GapsBetweenSlices_AreToldOrInterpolated()
    {
        RtStructureSet set = Drawn.Open(new Drawn(1, "A", Drawn.Polygon(Geometry, 0, Drawn.Box(4.5, 4.5, 14.5, 14.5)), Drawn.Polygon(Geometry, 4, Drawn.Box(8.5, 4.5, 18.5, 14.5))));
        Volume<byte> left = set.ToMask(set.Rois[0], Geometry);
        Assert.That(left.Warnings, Has.Some.StartsWith("ROI 1 'A': no contour lies in slice 1 to 3 between others; nothing is filled in."));
        Assert.That(left.Slice(2).ToArray(), Is.All.Zero);
        Volume<byte> filled = set.ToMask(set.Rois[0], Geometry, new RtMaskOptions { Gaps = ContourGaps.Interpolate });
        Assert.That(filled.Warnings, Has.Some.EqualTo("ROI 1 'A': no contour lies in slice 1 to 3 between others; shapes were interpolated there."));
        Assert.That(filled.Slice(0).ToArray(), Is.EqualTo(left.Slice(0).ToArray()));
        int[] columns = [.. Enumerable.Range(0, Geometry.Size.X).Where(x => filled[x, 9, 2] == 1)];
        Assert.That(columns, Is.EqualTo(Enumerable.Range(7, 10)), "half of the way from columns 5 to 14 to columns 9 to 18");
        Assert.That(Enumerable.Range(0, 5).Select(z => filled.Slice(z).ToArray().Sum(value => value)), Is.All.InRange(90, 100));
    }

    [TestCase(0)]
    [TestCase(1)]
    public void ToMask_ContoursAcrossAnotherAxis_FillTheirPlanes(int axis)
    {
        Vector3d Point(double u, double v) => axis == 0 ? Geometry.IndexToPatient(6, u, v) : Geometry.IndexToPatient(u, 6, v);
        Vector3d Next(double u, double v) => axis == 0 ? Geometry.IndexToPatient(7, u, v) : Geometry.IndexToPatient(u, 7, v);
        Volume<byte> mask = Mask(
            out IReadOnlyList<string> warnings,
            ("CLOSED_PLANAR", [Point(2.5, 0.5), Point(9.5, 0.5), Point(9.5, 3.5), Point(2.5, 3.5)]),
            ("CLOSED_PLANAR", [Next(2.5, 0.5), Next(9.5, 0.5), Next(9.5, 2.5), Next(2.5, 2.5)]));
        Assert.That(warnings, Is.Empty);
        for (int z = 0; z < 5; z++)
        {
            for (int y = 0; y < Geometry.Size.Y; y++)
            {
                for (int x = 0; x < Geometry.Size.X; x++)
                {
                    (int u, int across) = axis == 0 ? (y, x) : (x, y);
                    bool expected = u is >= 3 and <= 9 && ((across == 6 && z is >= 1 and <= 3) || (across == 7 && z is 1 or 2 && across == 7));
                    Assert.That(mask[x, y, z] == 1, Is.EqualTo(expected), $"{x}, {y}, {z}");
                }
            }
        }
    }

    [Test]
    public void ToMask_ImagesOfAnotherFrameOfReference_AreRefusedAndTheirGridIsNot()
    {
        RtStructureSet set = Drawn.Open(new Drawn(1, "A", Box(1.5, 1.5, 10.5, 10.5)) { Frame = "2.25.99" });
        SourceImages ct = CtSeries.Load(Geometry);
        Assert.That(() => set.ToMask(set.Rois[0], ct), Throws.TypeOf<ConversionException>().With.Message.StartsWith("ROI 1 'A' lies in frame of reference 2.25.99, the images in 2.25.1002."));
        Assert.That(set.ToMask(set.Rois[0], ct.Geometry).Voxels.ToArray().Sum(value => value), Is.EqualTo(81));
    }

    [Test]
    public void ToMask_RegionOfAnotherSet_IsRefused() => Assert.That(
        () => Drawn.Open(new Drawn(1, "A")).ToMask(Drawn.Open(new Drawn(1, "A")).Rois[0], Geometry), Throws.ArgumentException);

    [Test]
    public void ToMask_CrossingsBeyondWhatIsHeldAtOnce_AreScannedInParts()
    {
        // The left side of a box is gone up and down 150,000 times: 96 rows have 28.8 million crossings.
        const int Pairs = 150_000;
        var points = new Vector3d[(2 * Pairs) + 2];
        for (int index = 0; index < 2 * Pairs; index++)
            points[index] = new Vector3d(10.25, index % 2 == 0 ? -5 : 101, 0);
        (points[^2], points[^1]) = (new Vector3d(40.75, 101, 0), new Vector3d(40.75, -5, 0));
        Assert.That(new PolygonScanner().Scan(points, 64, 96), Is.EqualTo(Enumerable.Range(0, 96).Select(row => new LabelRun((row * 64) + 11, 30))));
    }

    private static (string Type, Vector3d[] Points) Box(double left, double top, double right, double bottom) => Drawn.Polygon(Geometry, 2, Drawn.Box(left, top, right, bottom));

    private static Volume<byte> Mask(out IReadOnlyList<string> warnings, params (string Type, Vector3d[] Points)[] contours)
    {
        RtStructureSet set = Drawn.Open(new Drawn(1, "A", contours));
        Volume<byte> mask = set.ToMask(set.Rois[0], CtSeries.Load(Geometry));
        warnings = mask.Warnings;
        return mask;
    }

    private static bool In(int x, int y, int left, int top, int right, int bottom) => x >= left && x <= right && y >= top && y <= bottom;

    private static void AssertVoxels(Volume<byte> mask, Func<int, int, bool> isInside)
    {
        for (int y = 0; y < Geometry.Size.Y; y++)
        {
            for (int x = 0; x < Geometry.Size.X; x++)
                Assert.That(mask[x, y, 2] == 1, Is.EqualTo(isInside(x, y)), $"{x}, {y}");
        }
    }

    // The crossing-number test, point by point.
    private static bool IsInside((double X, double Y)[] polygon, double x, double y)
    {
        bool inside = false;
        for (int i = 0, j = polygon.Length - 1; i < polygon.Length; j = i++)
        {
            if ((polygon[i].Y > y) != (polygon[j].Y > y) && x < ((polygon[j].X - polygon[i].X) * (y - polygon[i].Y) / (polygon[j].Y - polygon[i].Y)) + polygon[i].X)
                inside = !inside;
        }

        return inside;
    }
}
