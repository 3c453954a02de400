namespace Dcmqi.Analysis.Shape;

/// <summary>The plane of a grid's slices with axes at right angles, also where those of the grid are not.</summary>
internal sealed class SlicePlane
{
    private readonly double _stepX;
    private readonly PlanePoint _stepY;

    public SlicePlane(VolumeGeometry geometry)
    {
        double along = geometry.DirectionX.Dot(geometry.DirectionY);
        _stepX = geometry.SpacingMm.X;
        _stepY = new PlanePoint(along, geometry.DirectionX.Cross(geometry.DirectionY).Length) * geometry.SpacingMm.Y;
    }

    public PlanePoint FromIndex(double x, double y) => new((x * _stepX) + (y * _stepY.X), y * _stepY.Y);

    public (double X, double Y) ToIndex(PlanePoint point)
    {
        double y = point.Y / _stepY.Y;
        return ((point.X - (y * _stepY.X)) / _stepX, y);
    }
}
