using Dcmqi.Dicom;
using Dcmqi.RtStructures;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.RtStructures;

public sealed class RtFractionTests
{
    private static readonly VolumeGeometry Geometry = Grids.Oblique(31, 23, 5);

    private static (string Type, Vector3d[] Points) Box(double left, double top, double right, double bottom) => Drawn.Polygon(Geometry, 2, Drawn.Box(left, top, right, bottom));

    [Test]
    public void ToFractions_Box_IsTheShareOfEachVoxel()
    {
        // Voxel 3 reaches from 2.5 to 3.5: the box covers a quarter of its columns 3 and three quarters of 8, half of rows 5 and all of 6 and 7.
        Volume<float> shares = Shares(out IReadOnlyList<string> warnings, Box(3.25, 5, 8.25, 7.5));
        Assert.That(warnings, Is.Empty);
        AssertShares(shares, 2, (x, y) => Math.Clamp(Math.Min(x + 0.5, 8.25) - Math.Max(x - 0.5, 3.25), 0, 1) * Math.Clamp(Math.Min(y + 0.5, 7.5) - Math.Max(y - 0.5, 5), 0, 1));
    }

    [Test]
    public void ToFractions_ContoursWithinEachOther_AreHolesAndIslandsAndThoseThatCrossAreJoined()
    {
        Volume<float> shares = Shares(out IReadOnlyList<string> warnings, Box(1.2, 1.5, 12.4, 14.6), Box(3.3, 3.1, 10.9, 12.2), Box(5.1, 5.1, 8.2, 8.3), Box(15.5, 2.5, 20.25, 7.5), Box(18.25, 5.5, 25.5, 10.1));
        AssertShares(shares, 2, (x, y) => Cover(x, y, 1.2, 1.5, 12.4, 14.6) - Cover(x, y, 3.3, 3.1, 10.9, 12.2) + Cover(x, y, 5.1, 5.1, 8.2, 8.3)
            + Cover(x, y, 15.5, 2.5, 20.25, 7.5) + Cover(x, y, 18.25, 5.5, 25.5, 10.1) - Cover(x, y, 18.25, 5.5, 20.25, 7.5));
        Assert.That(warnings, Has.Count.EqualTo(1).And.One.Contains("cross each other"));
    }

    [Test]
    public void ToFractions_KeyholeWoundEitherWay_LeavesItsHole()
    {
        // The hole is gone round in the sense of the outline, and against it: even-odd asks for neither.
        (double X, double Y)[] along = [(8.4, 4.7), (12.6, 4.7), (12.6, 9.2), (8.4, 9.2)], against = [.. Enumerable.Reverse(along)];
        foreach ((double X, double Y)[] hole in (ReadOnlySpan<(double X, double Y)[]>)[along, against])
        {
            Volume<float> shares = Shares(out IReadOnlyList<string> warnings, Drawn.Polygon(Geometry, 2, [(1.3, 1.7), (20.4, 1.7), (20.4, 12.9), (1.3, 12.9), (1.3, 6.1), hole[0], .. hole[1..], hole[0], (1.3, 6.1)]));
            Assert.That(warnings, Is.Empty);
            AssertShares(shares, 2, (x, y) => Cover(x, y, 1.3, 1.7, 20.4, 12.9) - Cover(x, y, 8.4, 4.7, 12.6, 9.2));
        }
    }

    [Test]
    public void ToFractions_ExclusiveDisjunction_IsSo()
    {
        (string, Vector3d[]) first = Box(1.4, 1.6, 10.2, 10.3), second = Box(6.1, 6.2, 20.4, 15.8);
        Volume<float> shares = Shares(out _, ("CLOSEDPLANAR_XOR", first.Item2), ("CLOSEDPLANAR_XOR", second.Item2));
        AssertShares(shares, 2, (x, y) => Cover(x, y, 1.4, 1.6, 10.2, 10.3) + Cover(x, y, 6.1, 6.2, 20.4, 15.8) - (2 * Cover(x, y, 6.1, 6.2, 10.2, 10.3)));
    }

    [Test]
    public void ToFractions_ContourThatEnclosesNoCentre_CountsAndIsNoGap()
    {
        Volume<float> shares = Shares(out IReadOnlyList<string> warnings, Drawn.Polygon(Geometry, 1, Drawn.Box(1.5, 1.5, 9.5, 9.5)), Box(4.1, 4.2, 4.4, 4.4), Drawn.Polygon(Geometry, 3, Drawn.Box(1.5, 1.5, 9.5, 9.5)));
        Assert.That(shares[4, 4, 2], Is.EqualTo(0.06).Within(1e-7));
        Assert.That(warnings, Is.Empty);
    }

    [TestCase(1)]
    [TestCase(2)]
    public void ToFractions_PolygonsThatCrossThemselvesAndTheEdge_AreWhatFineLinesSay(int seed)
    {
        var random = new Random(seed);
        (double X, double Y)[] polygon = [.. Enumerable.Range(0, 17).Select(_ => ((random.NextDouble() * 37) - 3, (random.NextDouble() * 29) - 3))];
        Volume<float> shares = Shares(out _, Drawn.Polygon(Geometry, 2, polygon));
        float[] expected = FineLines(polygon, 2000);
        for (int index = 0; index < expected.Length; index++)
            Assert.That(shares.Slice(2)[index], Is.EqualTo(expected[index]).Within(2e-3), $"{index % 31}, {index / 31}");
    }

    [Test]
    public void Scan_SharesTogether_AreTheAreaOfThePolygon()
    {
        var random = new Random(5);
        for (int seed = 0; seed < TestScale.Cases(200); seed++)
        {
            // A star around a point: it does not cross itself.
            int count = random.Next(3, 200);
            double[] angles = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() * 2 * Math.PI).Order()];
            Vector3d[] points = [.. angles.Select(angle => (angle, 2 + (35 * random.NextDouble()))).Select(polar => new Vector3d(50 + (Math.Cos(polar.angle) * polar.Item2), 40 + (Math.Sin(polar.angle) * polar.Item2), 0))];
            if (Enumerable.Range(0, count).Any(index => (angles[(index + 1) % count] - angles[index] + (index + 1 == count ? 2 * Math.PI : 0)) > Math.PI))
                continue;
            float[] shares = new float[101 * 83];
            var scanner = new AreaScanner();
            scanner.Begin();
            scanner.Add(points, 0);
            Assert.That(scanner.Scan(shares, 101), Is.True);
            double area = 0;
            for (int index = 0; index < count; index++)
                area += (points[index].X * points[(index + 1) % count].Y) - (points[(index + 1) % count].X * points[index].Y);
            // Shares between 0 and 1 are rounded to 24 bits each.
            double rounding = 6e-8 * Math.Sqrt(shares.Count(share => share is > 0 and < 1));
            Assert.That(shares.Sum(share => (double)share), Is.EqualTo(area / 2).Within(rounding), $"seed {seed}: {count} points");
        }
    }

    [Test]
    public void ToFractions_MoreEdgesThanCanBeCut_AreSampledAndTold()
    {
        // 20,000 spikes beside each other within a line of voxels: as many ends, each at a height of its own.
        var random = new Random(1);
        (string, Vector3d[]) Spikes(double column) => Drawn.Polygon(
            Geometry, 2, [(column, 9), .. Enumerable.Range(0, 800).Select(index => (column + (index / 1000.0), index % 2 == 0 ? 4 + (0.4 * random.NextDouble()) : 3.6 + (0.4 * random.NextDouble()))), (column + 0.8, 9)]);
        Volume<float> shares = Shares(out IReadOnlyList<string> warnings, [.. Enumerable.Range(0, 25).Select(column => Spikes(2 + (0.8 * column)))]);
        Assert.That(warnings, Has.One.StartsWith("ROI 1 'A': so many edges cross or lie in one line of voxels in slice 2 that shares are not exact there"));
        Assert.That(Enumerable.Range(4, 15).Select(x => shares[x, 4, 2]), Is.All.InRange(0.4f, 0.75f));
        Assert.That(shares[10, 6, 2], Is.EqualTo(1).Within(1e-3), "between two combs is a gap");
    }

    [TestCase(0)]
    [TestCase(1)]
    public void ToFractions_ContoursAcrossAnotherAxis_FillTheirPlanes(int axis)
    {
        Vector3d Point(double u, double v) => axis == 0 ? Geometry.IndexToPatient(6, u, v) : Geometry.IndexToPatient(u, 6, v);
        Volume<float> shares = Shares(out IReadOnlyList<string> warnings, ("CLOSED_PLANAR", [Point(2.25, 0.75), Point(9.5, 0.75), Point(9.5, 3.5), Point(2.25, 3.5)]));
        Assert.That(warnings, Is.Empty);
        for (int z = 0; z < 5; z++)
        {
            for (int y = 0; y < Geometry.Size.Y; y++)
            {
                for (int x = 0; x < Geometry.Size.X; x++)
                {
                    (int u, int across) = axis == 0 ? (y, x) : (x, y);
                    Assert.That(shares[x, y, z], Is.EqualTo(across == 6 ? Cover(u, z, 2.25, 0.75, 9.5, 3.5) : 0).Within(1e-7), $"{x}, {y}, {z}");
                }
            }
        }
    }

    [Test]
    public void ToFractions_Gaps_AreLeftOrHaveTheInterpolatedVoxels()
    {
        RtStructureSet set = Drawn.Open(new Drawn(1, "A", Drawn.Polygon(Geometry, 0, Drawn.Box(4.25, 4.5, 14.5, 14.5)), Drawn.Polygon(Geometry, 4, Drawn.Box(8.5, 4.5, 18.5, 14.75))));
        var options = new RtMaskOptions { Gaps = ContourGaps.Interpolate };
        Volume<float> shares = set.ToFractions(set.Rois[0], Geometry, options);
        Volume<byte> mask = set.ToMask(set.Rois[0], Geometry, options);
        Assert.That(shares.Slice(2).ToArray(), Is.EqualTo(mask.Slice(2).ToArray().Select(value => (float)value)).And.Some.EqualTo(1));
        Assert.That(shares[4, 9, 0], Is.EqualTo(0.25).Within(1e-7));
        Assert.That(set.ToFractions(set.Rois[0], Geometry).Slice(2).ToArray(), Is.All.Zero);
        Assert.That(shares.Warnings, Is.EqualTo(mask.Warnings));
    }

    [Test]
    public void ToSegmentation_Fractional_StoresTheSharesAsOccupancy()
    {
        RtStructureSet set = Drawn.Open(
            new Drawn(1, "A", Box(3.25, 5, 8.25, 7.5)), new Drawn(2, "B", Box(1.5, 1.5, 20.5, 12.5), Box(3.1, 3.3, 6.2, 8.8)),
            new Drawn(3, "C", ("CLOSED_PLANAR", [Geometry.IndexToPatient(6, 2.25, 0.75), Geometry.IndexToPatient(6, 9.5, 0.75), Geometry.IndexToPatient(6, 9.5, 3.5), Geometry.IndexToPatient(6, 2.25, 3.5)])));
        SourceImages ct = CtSeries.Load(Geometry);
        using Segmentation seg = set.ToSegmentation(ct, new() { Storage = new() { Encoding = SegmentationEncoding.Fractional } });
        Assert.That(seg.DataSet.GetString(Tags.SegmentationFractionalType), Is.EqualTo("OCCUPANCY"));
        Assert.That(seg.MaximumFractionalValue, Is.EqualTo(255));
        Assert.That(seg.Validate(), Is.Empty);
        for (int number = 1; number <= 3; number++)
        {
            float[] stored = seg.ToFractions(number).Voxels.ToArray(), shares = set.ToFractions(set.Rois[number - 1], seg.Geometry).Voxels.ToArray();
            Assert.That(stored.Zip(shares, (a, b) => Math.Abs(a - b)).Max(), Is.InRange(1e-6f, (0.5f / 255) + 1e-6f), $"segment {number}");
        }

        using Segmentation probable = set.ToSegmentation(ct, new() { Storage = new() { Encoding = SegmentationEncoding.Fractional, FractionalType = FractionalType.Probability, MaximumFractionalValue = 100 } });
        Assert.That((probable.DataSet.GetString(Tags.SegmentationFractionalType), probable.MaximumFractionalValue), Is.EqualTo(("PROBABILITY", 100)));
    }

    // Each line of voxels by many lines through it, each with its exact crossings.
    private static float[] FineLines((double X, double Y)[] polygon, int lines)
    {
        float[] shares = new float[31 * 23];
        double[] row = new double[31];
        for (int y = 0; y < 23; y++)
        {
            Array.Clear(row);
            for (int line = 0; line < lines; line++)
            {
                double v = y - 0.5 + ((line + 0.5) / lines);
                var crossings = new List<double>();
                for (int index = 0; index < polygon.Length; index++)
                {
                    ((double x0, double y0), (double x1, double y1)) = (polygon[index], polygon[(index + 1) % polygon.Length]);
                    if ((y0 <= v) != (y1 <= v))
                        crossings.Add(x0 + ((v - y0) / (y1 - y0) * (x1 - x0)));
                }

                crossings.Sort();
                for (int index = 0; index < crossings.Count; index += 2)
                {
                    for (int x = 0; x < 31; x++)
                        row[x] += Math.Max(0, Math.Min(x + 0.5, crossings[index + 1]) - Math.Max(x - 0.5, crossings[index]));
                }
            }

            for (int x = 0; x < 31; x++)
                shares[(y * 31) + x] = (float)(row[x] / lines);
        }

        return shares;
    }

    private static double Cover(int x, int y, double left, double top, double right, double bottom) =>
        Math.Clamp(Math.Min(x + 0.5, right) - Math.Max(x - 0.5, left), 0, 1) * Math.Clamp(Math.Min(y + 0.5, bottom) - Math.Max(y - 0.5, top), 0, 1);

    private static Volume<float> Shares(out IReadOnlyList<string> warnings, params (string Type, Vector3d[] Points)[] contours)
    {
        RtStructureSet set = Drawn.Open(new Drawn(1, "A", contours));
        Volume<float> shares = set.ToFractions(set.Rois[0], CtSeries.Load(Geometry));
        warnings = shares.Warnings;
        return shares;
    }

    private static void AssertShares(Volume<float> shares, int slice, Func<int, int, double> expected)
    {
        for (int z = 0; z < Geometry.Size.Z; z++)
        {
            for (int y = 0; y < Geometry.Size.Y; y++)
            {
                for (int x = 0; x < Geometry.Size.X; x++)
                    Assert.That(shares[x, y, z], Is.EqualTo(z == slice ? expected(x, y) : 0).Within(1e-7), $"{x}, {y}, {z}");
            }
        }
    }
}
