namespace Dcmqi.Pictures;

/// <summary>A shape of a report in a slice.</summary>
/// <param name="Group">The index of its group.</param>
/// <param name="Slice">The slice of the view.</param>
/// <param name="IsLine">Whether its points are joined.</param>
/// <param name="Points">Columns and rows of the view, from the centre of the first pixel.</param>
internal sealed record ReportShape(int Group, int Slice, bool IsLine, IReadOnlyList<(double Column, double Row)> Points);
