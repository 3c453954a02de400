using System.Globalization;

namespace Dcmqi.Tests.Support;

/// <summary>A whole body of 104 segments in 512 x 512 x 400 voxels, of the size and the number of frames that whole-body segmentation makes.</summary>
internal static class PhantomBody
{
    public const int SegmentCount = 104;

    private const int Layers = 4;
    private const int CellColumns = 6;
    private const int CellRows = 5;

    // Mean number of slices of a segment; 104 x 69.5 make about 7,230 frames.
    private const double MeanHeight = 69.5;

    public static VolumeGeometry Geometry { get; } = new(
        new VolumeSize(512, 512, 400), new Vector3d(-249.51171875, -401.51171875, -812.5), new Vector3d(0.9765625, 0.9765625, 2.5), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);

    /// <summary>The labels 1 to 104, x fastest.</summary>
    public static byte[] Labels()
    {
        VolumeSize size = Geometry.Size;
        byte[] labels = new byte[checked((int)size.VoxelCount)];
        Parallel.For(0, SegmentCount, segment => Draw(labels, segment));
        return labels;
    }

    public static SegmentationMetadata Metadata() => new()
    {
        ContentCreatorName = "Benchmark",
        SeriesDescription = "Whole body",
        SeriesNumber = "300",
        SegmentAttributes = [[.. Enumerable.Range(1, SegmentCount).Select(Attributes)]],
    };

    /// <summary>The series that was segmented; its pixels are all 0.</summary>
    public static PhantomSeries Series() => new(Geometry) { Name = "body" };

    private static SegmentAttributes Attributes(int label) => new()
    {
        LabelId = label,
        SegmentLabel = string.Create(CultureInfo.InvariantCulture, $"Structure {label}"),
        SegmentDescription = string.Create(CultureInfo.InvariantCulture, $"Structure {label} of the phantom"),
        SegmentedPropertyCategory = new CodedConcept("123037004", "SCT", "Anatomical Structure"),
        SegmentedPropertyType = new CodedConcept("91772007", "SCT", "Structure"),
        AlgorithmType = SegmentAlgorithmType.Automatic,
        AlgorithmName = "Phantom generator",
        RecommendedDisplayRgb = new RgbColor((byte)(40 + (label * 53 % 200)), (byte)(40 + (label * 97 % 200)), (byte)(40 + (label * 151 % 200))),
    };

    // Each segment has a cell of its own, and there an ellipsoid with a wavy edge that stays inside the cell.
    private static void Draw(byte[] labels, int segment)
    {
        VolumeSize size = Geometry.Size;
        int cell = segment % (SegmentCount / Layers);
        double cellWidth = (double)size.X / CellColumns, cellHeight = (double)size.Y / CellRows, layerHeight = (double)size.Z / Layers;
        double centerX = ((cell % CellColumns) + 0.5) * cellWidth;
        double centerY = ((cell / CellColumns) + 0.5) * cellHeight;
        double centerZ = ((segment / (SegmentCount / Layers)) + 0.5) * layerHeight;
        double radiusZ = (MeanHeight + (((segment * 37 % SegmentCount) - 51.5) * 0.5)) / 2;
        double radiusX = cellWidth * (0.3 + (segment * 13 % 7 * 0.02));
        double radiusY = cellHeight * (0.3 + (segment * 29 % 7 * 0.02));
        for (int z = (int)Math.Ceiling(centerZ - radiusZ); z <= centerZ + radiusZ; z++)
        {
            double level = (z - centerZ) / radiusZ;
            double share = Math.Sqrt(Math.Max(0.02, 1 - (level * level)));
            for (int y = (int)(centerY - (cellHeight / 2)); y < centerY + (cellHeight / 2) - 1; y++)
            {
                double across = (y - centerY) / (radiusY * share);
                if (across * across >= 1)
                    continue;
                double half = radiusX * share * Math.Sqrt(1 - (across * across)) * (1 + (0.05 * Math.Sin((y * 0.9) + segment)) + (0.03 * Math.Sin((z * 0.7) + (y * 2.3))));
                int start = (int)Math.Ceiling(centerX - half), end = (int)Math.Floor(centerX + half);
                if (end >= start)
                    labels.AsSpan((((z * size.Y) + y) * size.X) + start, end - start + 1).Fill((byte)(segment + 1));
            }
        }
    }
}
