using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.RtStructures;

namespace Dcmqi;

/// <summary>A contour of a region of interest (PS3.3 C.8.8.6, Contour Sequence). Its points are read when they are asked for.</summary>
public sealed class RtContour
{
    private readonly ReadOnlyMemory<byte> _data;
    private readonly string _place;

    internal RtContour(RtContourType type, ReadOnlyMemory<byte> data, string place, int? statedPointCount)
    {
        Type = type;
        _data = data;
        _place = place;
        StatedPointCount = statedPointCount;
        ValueCount = ContourText.CountValues(data.Span);
    }

    /// <summary>Gets the Contour Geometric Type (3006,0042).</summary>
    public RtContourType Type { get; }

    /// <summary>Gets the number of points in Contour Data (3006,0050).</summary>
    public int PointCount => ValueCount / 3;

    /// <summary>Gets the images that the contour was drawn on (Contour Image Sequence (3006,0016)); empty if it does not say.</summary>
    public IReadOnlyList<ImageReference> Images { get; init; } = [];

    internal int ValueCount { get; }

    internal int? StatedPointCount { get; }

    /// <summary>Returns the points: LPS, in millimetres.</summary>
    /// <exception cref="DicomFormatException">Contour Data (3006,0050) is not made of numbers, three for each point.</exception>
    public Vector3d[] ReadPoints()
    {
        var points = new Vector3d[PointCount];
        return ReadPoints(points) is { } fault ? throw new DicomFormatException($"{_place}: {((Tag)Tags.ContourData).Describe()} {fault}.") : points;
    }

    /// <summary>Returns type and number of points, such as <c>CLOSED_PLANAR, 24 points</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ContourTypes.TextOf(Type)}, {PointCount} point{(PointCount == 1 ? "" : "s")}");

    /// <summary>Reads the points; returns what is wrong with them, <see langword="null"/> where nothing is.</summary>
    /// <param name="points">As many as <see cref="PointCount"/>, or more.</param>
    internal string? ReadPoints(Span<Vector3d> points) => ContourText.Read(_data.Span, ValueCount, points);
}
