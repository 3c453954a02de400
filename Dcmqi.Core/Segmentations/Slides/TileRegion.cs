namespace Dcmqi.Segmentations;

/// <summary>A part of the plane that tiles make.</summary>
internal readonly record struct TileRegion(int Column, int Row, int Columns, int Rows, int FocalPlane, int FocalPlanes);
