using System.Globalization;

namespace Dcmqi.Segmentations;

/// <summary>A voxel that two segments share.</summary>
internal sealed record SegmentOverlap(int First, int Second, int Slice, long Pixel)
{
    public string Describe(IReadOnlyList<Segment> segments, VolumeGeometry geometry)
    {
        long x = Pixel % geometry.Size.X;
        long y = Pixel / geometry.Size.X;
        return string.Create(CultureInfo.InvariantCulture, $"Segments {Name(First)} and {Name(Second)} overlap, first at voxel ({x}, {y}, {Slice}).");

        string Name(int number) => $"{number} ({segments.FirstOrDefault(segment => segment.Number == number)?.Label ?? "not described"})";
    }
}
