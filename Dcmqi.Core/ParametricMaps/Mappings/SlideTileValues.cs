namespace Dcmqi;

/// <summary>Fills one tile with measured values.</summary>
/// <param name="tile">Which tile.</param>
/// <param name="values">Size of the tile, row by row; all not a number to begin with, which means that the pixel has no value.</param>
public delegate void SlideTileValues(SlideTile tile, Span<float> values);
