namespace Dcmqi;

/// <summary>Fills one tile with labels.</summary>
/// <param name="tile">Which tile.</param>
/// <param name="labels">Size of the tile, row by row; all 0 to begin with.</param>
public delegate void SlideTileLabels(SlideTile tile, Span<ushort> labels);
