namespace Dcmqi;

/// <summary>Fills the label image of one source frame.</summary>
/// <param name="frame">Which frame.</param>
/// <param name="labels">Its columns x rows, row by row; all 0 to begin with.</param>
public delegate void SourceFrameLabels(SourceFrame frame, Span<ushort> labels);
