namespace Dcmqi;

/// <summary>Fills one tile with fractions of one segment.</summary>
/// <param name="tile">Which tile.</param>
/// <param name="fractions">Size of the tile, row by row, from 0 to 1; all 0 to begin with.</param>
public delegate void SlideTileFractions(SlideTile tile, Span<float> fractions);
