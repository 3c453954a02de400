using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>Plane Position (Slide), PS3.3 C.8.12.6.1: where a tile lies.</summary>
internal static class SlidePosition
{
    private const double MicrometresPerMm = 1000;

    /// <summary>Sets the place of a tile: x and y in millimetres, z in micrometres; columns and rows count from 1.</summary>
    public static void Set(DataSet group, SlideMatrix matrix, int column, int row, int focalPlane)
    {
        var position = new DataSet();
        Vector3d place = matrix.PositionMm(column, row, focalPlane);
        position.Set(Tags.XOffsetInSlideCoordinateSystem, place.X);
        position.Set(Tags.YOffsetInSlideCoordinateSystem, place.Y);
        position.Set(Tags.ZOffsetInSlideCoordinateSystem, Math.Round(matrix.FocalPlanesMm[focalPlane] * MicrometresPerMm, 9));
        position.Set(Tags.ColumnPositionInTotalImagePixelMatrix, column + 1);
        position.Set(Tags.RowPositionInTotalImagePixelMatrix, row + 1);
        group.SetItems(Tags.PlanePositionSlideSequence, position);
    }
}
