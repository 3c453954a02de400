using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Analysis;

/// <summary>The digital phantom of the Image Biomarker Standardisation Initiative.</summary>
internal static class IbsiPhantom
{
    // Rows are y, the four blocks z = 0 to 3; 0 is outside.
    private static readonly string[] Rows =
    [
        "14411 14411 14400 14400",
        "14611 11611 11111 11111",
        "41641 01311 11011 11111",
        "44641 44611 11611 11611",
    ];

    public static VolumeGeometry Geometry { get; } = new(
        new VolumeSize(5, 4, 4), Vector3d.Zero, new Vector3d(2, 2, 2), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);

    public static Volume<short> Image()
    {
        var image = new Volume<short>(Geometry);
        for (int z = 0; z < 4; z++)
        {
            for (int y = 0; y < 4; y++)
            {
                for (int x = 0; x < 5; x++)
                    image[x, y, z] = (short)(Rows[y][(z * 6) + x] - '0');
            }
        }

        return image;
    }

    public static Segmentation Segmentation()
    {
        Volume<short> image = Image();
        var mask = new Volume<byte>(Geometry);
        for (int voxel = 0; voxel < mask.Voxels.Length; voxel++)
            mask.Voxels[voxel] = (byte)(image.Voxels[voxel] > 0 ? 1 : 0);
        return new SegmentationBuilder(CtSeries.Load(Geometry), Labels.Metadata(1)).AddLabelMap(mask).Build();
    }
}
