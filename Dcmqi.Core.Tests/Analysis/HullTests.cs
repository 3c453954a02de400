using Dcmqi.Analysis;
using Dcmqi.Analysis.Shape;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Analysis;

/// <summary>What is measured only where it is asked for: convex hull, diameters in planes, intensity-volume histogram, Moran's I and Geary's C.</summary>
public class HullTests
{
    // A body of 59 voxels on a grid of unequal spacing, turned out of the patient's axes. Judged by scipy 1.10 and numpy: ConvexHull and pdist of the vertices
    // of the mesh, numpy for the others.
    private static readonly VolumeGeometry Geometry = new(
        new VolumeSize(9, 7, 5), new Vector3d(11, -7, 3), new Vector3d(0.7, 1.1, 2.3), new Vector3d(0.6, 0.8, 0), new Vector3d(-0.8, 0.6, 0), Vector3d.UnitZ);

    private static readonly SegmentMeasurementOptions Options = new() { Families = FeatureFamily.All };

    private static Region Body { get; } = Bodies.Region(Labels());

    [TestCase(SegmentFeature.MaximumDiameterSlice, 7.826237921249264)]
    [TestCase(SegmentFeature.MaximumDiameterColumn, 12.242957159118053)]
    [TestCase(SegmentFeature.MaximumDiameterRow, 12.313001258832065)]
    [TestCase(SegmentFeature.MoranI, -0.0172948659120713)]
    [TestCase(SegmentFeature.GearyC, 1.001292665141802)]
    [TestCase(SegmentFeature.VolumeAtIntensity10, 0.9661016949152542)]
    [TestCase(SegmentFeature.VolumeAtIntensity90, 0.1694915254237288)]
    [TestCase(SegmentFeature.IntensityAtVolume10, 980.0)]
    [TestCase(SegmentFeature.IntensityAtVolume90, 149.0)]
    [TestCase(SegmentFeature.VolumeHistogramArea, 0.523252065624947)]
    public void Measure_GivesWhatScipyGives(SegmentFeature feature, double expected)
    {
        foreach (Volume image in (Volume[])[Image(), new Volume<double>(Geometry, [.. Image().Voxels.ToArray().Select(value => (double)value)])])
            Assert.That(Bodies.Measure(Body, Geometry, image, Options)[feature], Is.EqualTo(expected).Within(1e-9));
    }

    [Test]
    public void Hull_IsThatOfScipy()
    {
        RegionHull hull = RegionHull.Of(Body, Geometry);
        Assert.That(hull.VolumeMm3, Is.EqualTo(300.84862499999997).Within(1e-4).Percent);
        Assert.That(hull.AreaMm2, Is.EqualTo(249.79151338228735).Within(1e-4).Percent);
    }

    // A closed surface that has every point on one side of each triangle, and corners at points, is the hull.
    [Test]
    public void Hull_IsClosedAndHoldsEveryPoint()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            int size = seed % 3 == 0 ? 3 : 40;
            Vector3d[] points = [.. Enumerable.Range(0, 4 + (seed * 12)).Select(_ => new Vector3d(random.Next(size), random.Next(size), random.Next(size))), new(0, 0, 0), new(size, 0, 0), new(0, size, 0), new(0, 0, size)];
            List<(int A, int B, int C)> faces = ConvexHull.Of(points);
            var sides = faces.SelectMany(face => new[] { (face.A, face.B), (face.B, face.C), (face.C, face.A) }).ToHashSet();
            Assert.That(sides, Has.Count.EqualTo(3 * faces.Count), "a side is in one triangle in its direction");
            Assert.That(sides.All(side => sides.Contains((side.Item2, side.Item1))), "and in another one the other way");
            foreach ((int a, int b, int c) in faces)
            {
                Vector3d normal = (points[b] - points[a]).Cross(points[c] - points[a]);
                if (normal.Length > 0.1)
                    Assert.That(points.Max(point => normal.Dot(point - points[a]) / normal.Length), Is.LessThan(1e-3));
            }
        }
    }

    [Test]
    public void Hull_OfABox_IsItsMesh()
    {
        Region box = Bodies.Region(Geometry, _ => true);
        MeasuredSegment measured = Bodies.Measure(box, Geometry, null, Options);
        Assert.That(measured[SegmentFeature.VolumeDensityConvexHull], Is.EqualTo(1).Within(1e-9));
        Assert.That(measured[SegmentFeature.AreaDensityConvexHull], Is.EqualTo(1).Within(1e-9));
        Assert.That(measured[SegmentFeature.MaximumDiameterSlice], Is.EqualTo(measured[SegmentFeature.LongAxis]).Within(1e-9));
    }

    [Test]
    public void Measure_WholeValuesOfAKnownUnit_AreTheirOwnLevels()
    {
        var options = new SegmentMeasurementOptions { Families = FeatureFamily.VolumeHistogram, Unit = Codes.Ucum.HounsfieldUnit, Quantity = Codes.Dcm.AttenuationCoefficient };
        using Segmentation segmentation = new SegmentationBuilder(CtSeries.Load(Geometry), Support.Labels.Metadata(1)).AddLabelMap(Labels()).Build();
        MeasuredSegment measured = SegmentMeasurements.Measure(segmentation, Image(), options)[1];

        // 94 and 15 steps above the minimum, -20.
        Assert.That(measured[SegmentFeature.IntensityAtVolume10], Is.EqualTo(74));
        Assert.That(measured[SegmentFeature.IntensityAtVolume90], Is.EqualTo(-5));
        Assert.That(measured[SegmentFeature.VolumeHistogramArea], Is.EqualTo(0.5279214986619091).Within(1e-9));
        MeasuredFeature intensity = measured.Features.Single(feature => feature.Feature == SegmentFeature.IntensityAtVolume10);
        Assert.That((intensity.Unit, intensity.Parameter), Is.EqualTo((Codes.Ucum.HounsfieldUnit, "values as they are")));
        Assert.That(SegmentMeasurements.Measure(segmentation, Image(), options with { Unit = null, Quantity = null })[1].Features[2].Parameter, Is.EqualTo("fixed bin number 1000"));
    }

    [Test]
    public void Measure_OfManyVoxels_DoesNotAttemptPairs()
    {
        var geometry = new VolumeGeometry(new VolumeSize(101, 100, 1), Vector3d.Zero, new Vector3d(1, 1, 1), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);
        MeasuredFeature moran = Bodies.Measure(Bodies.Region(geometry, _ => true), geometry, new Volume<short>(geometry), Options).Features.Single(feature => feature.Feature == SegmentFeature.MoranI);
        Assert.That((moran.Value, moran.Qualifier), Is.EqualTo(((double?)null, Codes.Dcm.MeasurementNotAttempted)));
    }

    [Test]
    public void Default_LeavesOutWhatTakesLong()
    {
        SegmentFeature[] measured = [.. Bodies.Measure(Body, Geometry, Image()).Features.Select(feature => feature.Feature)];
        Assert.That(measured, Has.No.Member(SegmentFeature.MoranI).And.No.Member(SegmentFeature.AreaDensityConvexHull).And.No.Member(SegmentFeature.VolumeHistogramArea).And.Member(SegmentFeature.HistogramMode));
        Assert.That(new SegmentMeasurementOptions().WithFeatures("hull,MoranI").Families, Is.EqualTo(FeatureFamily.Hull | FeatureFamily.Spatial));
    }

    private static LabelVolume Labels()
    {
        var labels = new LabelVolume(Geometry);
        ForEach((x, y, z) => labels[x, y, z] = (ushort)(((x * 7) + (y * 13) + (z * 29) + (x * y * z)) % 11 < 4 && ((x - 4) * (x - 4)) + ((y - 3) * (y - 3)) + (2 * (z - 2) * (z - 2)) < 18 ? 1 : 0));
        return labels;
    }

    private static Volume<short> Image()
    {
        var image = new Volume<short>(Geometry);
        ForEach((x, y, z) => image[x, y, z] = (short)((((x * x * 3) + (y * 17) + (z * z * 5) + (x * y)) % 97) - 20));
        return image;
    }

    private static void ForEach(Action<int, int, int> act)
    {
        for (int z = 0; z < 5; z++)
        {
            for (int y = 0; y < 7; y++)
            {
                for (int x = 0; x < 9; x++)
                    act(x, y, z);
            }
        }
    }
}
