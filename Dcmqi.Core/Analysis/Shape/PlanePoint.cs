namespace Dcmqi.Analysis.Shape;

/// <summary>A point or a vector in a plane, in mm.</summary>
internal readonly record struct PlanePoint(double X, double Y)
{
    public double Length => Math.Sqrt(Dot(this));

    public static PlanePoint operator +(PlanePoint left, PlanePoint right) => new(left.X + right.X, left.Y + right.Y);

    public static PlanePoint operator -(PlanePoint left, PlanePoint right) => new(left.X - right.X, left.Y - right.Y);

    public static PlanePoint operator *(PlanePoint point, double factor) => new(point.X * factor, point.Y * factor);

    public double Dot(PlanePoint other) => (X * other.X) + (Y * other.Y);
}
