namespace Dcmqi.Volumes.Cells;

/// <summary>Triangles of a cell that share a vertex.</summary>
/// <param name="Sides">The sides whose middles are the vertices: the shared one, then the others clockwise as seen from outside. The triangles are 0, k, k + 1.</param>
/// <param name="Volume">What lies between them and the centre of the cell, in voxels; below 0 where the centre is outside.</param>
/// <param name="AreaMm2">Their area, mm2.</param>
internal readonly record struct CellFan(int[] Sides, double Volume, double AreaMm2);
