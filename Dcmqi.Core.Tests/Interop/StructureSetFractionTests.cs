using Dcmqi.Tests.RtStructures;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Interop;

/// <summary>Shares of voxels judged by Python: polygons clipped to each voxel by halves (Sutherland and Hodgman), their areas by the shoelace formula, and points within voxels counted.</summary>
public sealed class StructureSetFractionTests
{
    private const string Clipping = """
        import sys, numpy as np, pydicom
        def clip(points, axis, limit, keeps_above):
            out = []
            for i in range(len(points)):
                a, b = points[i - 1], points[i]
                in_a, in_b = ((a[axis] >= limit) == keeps_above or a[axis] == limit), ((b[axis] >= limit) == keeps_above or b[axis] == limit)
                if in_a != in_b:
                    t = (limit - a[axis]) / (b[axis] - a[axis])
                    out.append(a + t * (b - a))
                if in_b:
                    out.append(b)
            return out
        def area(points):
            if len(points) < 3:
                return 0.0
            p = np.array(points) - points[0]
            return 0.5 * float(np.sum(p[:, 0] * np.roll(p[:, 1], -1) - np.roll(p[:, 0], -1) * p[:, 1]))
        rt, shares, image = pydicom.dcmread(sys.argv[1]), np.fromfile(sys.argv[2], "<f4"), pydicom.dcmread(sys.argv[3])
        columns, rows, slices = map(int, sys.argv[4:7])
        shares = shares.reshape(slices, rows, columns)
        o = np.array(image.ImageOrientationPatient, float)
        origin, dx, dy = np.array(image.ImagePositionPatient, float), o[:3] * float(image.PixelSpacing[1]), o[3:] * float(image.PixelSpacing[0])
        normal = np.cross(o[:3], o[3:])
        expected, total = np.zeros(shares.shape), 0.0
        for contour in rt.ROIContourSequence[0].ContourSequence:
            rest = np.array(contour.ContourData, float).reshape(-1, 3) - origin
            z = int(round(float(np.mean(rest @ normal)) / float(image.SliceThickness)))
            points = np.stack([rest @ dx / (dx @ dx), rest @ dy / (dy @ dy)], 1)
            sign = 1 if area(points) > 0 else -1
            total += sign * area(points)
            for y in range(rows):
                row = clip(clip(list(points), 1, y - 0.5, True), 1, y + 0.5, False)
                for x in range(columns):
                    expected[z, y, x] += sign * area(clip(clip(row, 0, x - 0.5, True), 0, x + 0.5, False)) if row else 0.0
        print(np.abs(shares - expected).max(), abs(shares.sum(dtype=float) - total) / total)
        """;

    // Stars around a point and their keyholes, none of which reaches beyond the grid.
    [Test]
    public void ToFractions_SimpleAndKeyholedPolygonsOnAnObliqueGrid_AreTheAreasOfClippedPolygons()
    {
        ExternalProgram python = ExternalProgram.Python("pydicom", "numpy");
        using var folder = new TemporaryFolder();
        VolumeGeometry geometry = ObliqueGrid.Of(37, 29, 4);
        string[] paths = new PhantomSeries(geometry).Write(folder["ct"]);
        var random = new Random(3);
        (string, Vector3d[])[] contours = [.. Enumerable.Range(0, 4).Select(z => Drawn.Polygon(geometry, z, z % 2 == 0 ? Star(random, 13, 1) : [.. Star(random, 13, 1), .. Keyhole(random)]))];
        File.WriteAllBytes(folder["rt.dcm"], Drawn.File(new Drawn(1, "A", contours)));
        using RtStructureSet set = RtStructureSet.Open(folder["rt.dcm"]);
        Volume<float> shares = set.ToFractions(set.Rois[0], geometry);
        Assert.That(shares.Warnings, Is.Empty);
        File.WriteAllBytes(folder["shares.raw"], System.Runtime.InteropServices.MemoryMarshal.AsBytes(shares.Voxels).ToArray());
        string[] said = python.RunScript(Clipping, folder["rt.dcm"], folder["shares.raw"], paths[0], "37", "29", "4").Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        Assert.That(double.Parse(said[0], System.Globalization.CultureInfo.InvariantCulture), Is.LessThan(1e-7), "the largest difference of a voxel");
        Assert.That(double.Parse(said[1], System.Globalization.CultureInfo.InvariantCulture), Is.LessThan(1e-9), "the difference of all areas");
    }

    private static (double X, double Y)[] Star(Random random, double radius, int turn)
    {
        double[] angles = [.. Enumerable.Range(0, 40).Select(index => turn * (index + (0.8 * random.NextDouble())) * Math.PI / 20)];
        return [.. angles.Select(angle => (angle, Radius: radius * (0.7 + (0.3 * random.NextDouble())))).Select(polar => (18.2 + (polar.Radius * Math.Cos(polar.angle)), 14.1 + (polar.Radius * Math.Sin(polar.angle))))];
    }

    // Back to where the star began is the way in; round the hole against it, and out again by the join of last and first.
    private static (double X, double Y)[] Keyhole(Random random)
    {
        (double X, double Y)[] hole = Star(random, 6, -1);
        return [.. hole, hole[0]];
    }
}
