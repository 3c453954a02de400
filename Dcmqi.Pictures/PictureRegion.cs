namespace Dcmqi;

/// <summary>A rectangle of a slide, in pixels of the total pixel matrix.</summary>
/// <param name="Column">The first column, from 0.</param>
/// <param name="Row">The first row, from 0.</param>
/// <param name="Columns">The number of columns; at least 1.</param>
/// <param name="Rows">The number of rows; at least 1.</param>
public readonly record struct PictureRegion(int Column, int Row, int Columns, int Rows);
