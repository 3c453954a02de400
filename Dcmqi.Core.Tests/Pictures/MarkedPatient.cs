using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Pictures;

/// <summary>A patient with a mark at the left (segment 1), the front (2) and the head (3), scanned in any direction.</summary>
internal sealed class MarkedPatient
{
    public const int Left = 1, Front = 2, Head = 3;

    private static readonly Vector3d Centre = new(-12.5, 31.25, 410);

    public MarkedPatient(VolumeGeometry geometry, Action<int, PhantomDataSet>? change = null)
    {
        Geometry = geometry;
        Labels = new Volume<byte>(geometry);
        for (int z = 0; z < geometry.Size.Z; z++)
        {
            for (int y = 0; y < geometry.Size.Y; y++)
            {
                for (int x = 0; x < geometry.Size.X; x++)
                    Labels[x, y, z] = MarkAt(geometry.IndexToPatient(x, y, z) - Centre);
            }
        }

        Source = SourceImages.Load(new PhantomSeries(geometry) { Name = "marked", Change = change, Pixels = slice => [.. Enumerable.Range(0, geometry.Size.X * geometry.Size.Y).Select(pixel => (short)(slice * 10 + pixel % 7))] }.Streams());
        Segmentation = new SegmentationBuilder(Source).AddLabelMap(Labels, PicturePixels.Segments(3)).Build();
    }

    public VolumeGeometry Geometry { get; }

    public Volume<byte> Labels { get; }

    public SourceImages Source { get; }

    public Segmentation Segmentation { get; }

    /// <summary>A grid around the middle of the patient: about 48 mm along each axis, spacing and sizes unequal.</summary>
    public static VolumeGeometry GridAlong(Vector3d row, Vector3d column)
    {
        Vector3d normal = row.Cross(column);
        (double x, double y, double z) = (1.5, 2, 4);
        var size = new VolumeSize(33, 25, 13);
        return new VolumeGeometry(size, Centre - row * (16 * x) - column * (12 * y) - normal * (6 * z), new Vector3d(x, y, z), row, column, normal);
    }

    private static byte MarkAt(Vector3d place)
    {
        (double x, double y, double z) = (place.X, place.Y, place.Z);
        if (x > 8 && Math.Abs(y) < 7 && Math.Abs(z) < 7)
            return Left;
        if (y < -8 && Math.Abs(x) < 7 && Math.Abs(z) < 7)
            return Front;
        return z > 8 && Math.Abs(x) < 7 && Math.Abs(y) < 7 ? (byte)Head : (byte)0;
    }
}
