using Dcmqi.Analysis;
using Dcmqi.Analysis.Images;
using Dcmqi.Analysis.Intensity;
using Dcmqi.Binary;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Analysis;

/// <summary>Regions of known shape, and what is measured of them without DICOM.</summary>
internal static class Bodies
{
    public static Segment AnySegment { get; } = new() { Number = 1, Label = "body" };

    /// <summary>A grid of cubes around the origin with unequal spacing, turned out of the patient's axes.</summary>
    public static VolumeGeometry Grid(int size, Vector3d spacingMm, double angle)
    {
        Vector3d axis = new Vector3d(1, 2, -1).Normalize();
        Vector3d Turned(Vector3d vector)
        {
            (double sin, double cos) = Math.SinCos(angle);
            return (vector * cos) + (axis.Cross(vector) * sin) + (axis * (axis.Dot(vector) * (1 - cos)));
        }

        Vector3d x = Turned(Vector3d.UnitX), y = Turned(Vector3d.UnitY), z = Turned(Vector3d.UnitZ);
        double half = (size - 1) / 2.0;
        Vector3d origin = (x * (-half * spacingMm.X)) + (y * (-half * spacingMm.Y)) + (z * (-half * spacingMm.Z));
        return new VolumeGeometry(new VolumeSize(size, size, size), origin, spacingMm, x, y, z);
    }

    /// <summary>The voxels whose centres lie inside.</summary>
    public static Region Region(VolumeGeometry geometry, Func<Vector3d, bool> isInside)
    {
        var labels = new LabelVolume(geometry);
        VolumeSize size = geometry.Size;
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                for (int x = 0; x < size.X; x++)
                    labels[x, y, z] = (ushort)(isInside(geometry.IndexToPatient(x, y, z)) ? 1 : 0);
            }
        }

        return Region(labels);
    }

    public static Region Region(LabelVolume labels)
    {
        var regions = new VolumeRegions();
        regions.Add(labels, 0, ParallelLoop.DefaultThreads, CancellationToken.None);
        return regions.Region(1);
    }

    public static MeasuredSegment Measure(Region region, VolumeGeometry geometry, Volume? image = null, SegmentMeasurementOptions? options = null)
    {
        options ??= new SegmentMeasurementOptions();
        MeasuredImage? measured = image is null ? null : new MeasuredImage { Slices = ImageSlices.Of(image) };
        return new SegmentMeter(geometry, measured, options).Measure(AnySegment, region, region, measured is null ? null : Intensity(measured, options), null);
    }

    private static SegmentIntensity Intensity(MeasuredImage image, SegmentMeasurementOptions options)
    {
        ImageWindow window = image.Slices.NewWindow(image, 0, 0);
        window.Begin(0, image.Geometry.Size.Z);
        for (int z = window.Ahead.First; z < window.Ahead.End; z++)
            window.Read(z);
        window.MoveNext();
        return new SegmentIntensity(IntensityMeter.Of(window, image, new PeakSphere(image.Geometry)), image, options);
    }

    /// <summary>Half of the voxels at random in a blob, so that every kind of cell occurs.</summary>
    public static LabelVolume Random(int seed, VolumeGeometry? geometry = null)
    {
        var random = new Random(seed);
        var labels = new LabelVolume(geometry ?? Grids.Oblique(9, 8, 7));
        for (int voxel = 0; voxel < labels.Voxels.Length; voxel++)
            labels.Voxels[voxel] = (ushort)(random.Next(2));
        return labels;
    }
}
