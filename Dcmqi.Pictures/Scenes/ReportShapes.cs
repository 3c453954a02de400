using SkiaSharp;

namespace Dcmqi.Pictures;

/// <summary>What the groups of a report have drawn into images or into space, slice by slice of a view.</summary>
internal sealed class ReportShapes
{
    private readonly List<ReportShape> _shapes = [];

    public ReportShapes(MeasurementReport report, ImageSlices images, SliceView view)
    {
        for (int index = 0; index < report.Groups.Count; index++)
        {
            MeasurementGroup group = report.Groups[index];
            foreach (ImageRegion region in group.ImageRegions)
                Add(region, index, images, view);
            foreach (SpatialRegion region in group.SpatialRegions.Concat(group.VolumeSurface))
                Add(region, index, view);
        }
    }

    /// <summary>Groups whose shapes lie in other images, or that cannot be drawn.</summary>
    public ISet<int> NotDrawn { get; } = new HashSet<int>();

    /// <summary>The slice with most shapes; <see langword="null"/> where there is none.</summary>
    public int? BestSlice => _shapes.Count == 0 ? null : _shapes.GroupBy(shape => shape.Slice).OrderByDescending(slice => slice.Count()).ThenBy(slice => slice.Key).First().Key;

    /// <summary>The groups that have a shape in a slice.</summary>
    public IReadOnlyList<int> GroupsIn(int slice) => [.. _shapes.Where(shape => shape.Slice == slice).Select(shape => shape.Group).Distinct()];

    /// <summary>Draws the shapes of a slice.</summary>
    public void Draw(Panel panel, SliceView view, int slice, Func<int, SKColor> colorOf)
    {
        using var canvas = new SKCanvas(panel.Bitmap);
        using var paint = new SKPaint { IsAntialias = true, IsStroke = true, StrokeWidth = 1.5f };
        (float perColumn, float perRow) = (panel.Bitmap.Width / (float)view.Columns, panel.Bitmap.Height / (float)view.Rows);
        foreach (ReportShape shape in _shapes.Where(shape => shape.Slice == slice))
        {
            paint.Color = colorOf(shape.Group);

            // Pixels of the view count from their centres, those of the picture from their corner.
            SKPoint[] points = [.. shape.Points.Select(point => new SKPoint((float)(point.Column + 0.5) * perColumn, (float)(point.Row + 0.5) * perRow))];
            if (shape.IsLine)
            {
                canvas.DrawPoints(SKPointMode.Polygon, points, paint);
                continue;
            }

            foreach (SKPoint point in points)
            {
                canvas.DrawLine(point.X - 4, point.Y, point.X + 4, point.Y, paint);
                canvas.DrawLine(point.X, point.Y - 4, point.X, point.Y + 4, paint);
            }
        }
    }

    private void Add(ImageRegion region, int group, ImageSlices images, SliceView view)
    {
        int slice = view.IsAcquired && region.PixelOrigin != PixelOriginInterpretation.Volume ? images.SliceOf(region.Image) : -1;
        if (slice < 0 || Outline(region) is not { } points)
        {
            NotDrawn.Add(group);
            return;
        }

        // PS3.3 C.18.6.1.1: (0, 0) is the outer corner of the first pixel, whose centre is (0.5, 0.5).
        _shapes.Add(new ReportShape(group, slice, region.GraphicType is not (GraphicType.Point or GraphicType.Multipoint), [.. points.Select(point =>
        {
            (double column, double row, _) = view.PixelOf(new Vector3d(point.Column - 0.5, point.Row - 0.5, slice));
            return (column, row);
        })]));
    }

    private void Add(SpatialRegion region, int group, SliceView view)
    {
        if (region.GraphicType is not (GraphicType3D.Point or GraphicType3D.Multipoint or GraphicType3D.Polyline or GraphicType3D.Polygon))
        {
            NotDrawn.Add(group);
            return;
        }

        bool isLine = region.GraphicType is GraphicType3D.Polyline or GraphicType3D.Polygon;
        (double Column, double Row, double Slice)[] points = [.. region.Points.Select(point => view.PixelOf(view.Grid.PatientToIndex(point)))];
        foreach (IGrouping<int, (double Column, double Row, double Slice)> slice in points.GroupBy(point => isLine ? (int)Math.Round(points[0].Slice) : (int)Math.Round(point.Slice)))
        {
            // A line that leaves the slice cannot be shown in it.
            if (slice.Key < 0 || slice.Key >= view.Slices || slice.Any(point => Math.Abs(point.Slice - slice.Key) > 0.51))
                NotDrawn.Add(group);
            else
                _shapes.Add(new ReportShape(group, slice.Key, isLine, [.. slice.Select(point => (point.Column, point.Row))]));
        }
    }

    private static IReadOnlyList<(double Column, double Row)>? Outline(ImageRegion region)
    {
        (double Column, double Row)[] points = [.. region.Points.Select(point => ((double)point.Column, (double)point.Row))];
        return region.GraphicType switch
        {
            // The centre, and a point on the circle.
            GraphicType.Circle when points.Length == 2 => Ellipse(points[0], (points[1].Column - points[0].Column, points[1].Row - points[0].Row), (points[0].Row - points[1].Row, points[1].Column - points[0].Column)),

            // The ends of the major axis, then those of the minor one.
            GraphicType.Ellipse when points.Length == 4 => Ellipse(
                ((points[0].Column + points[1].Column) / 2, (points[0].Row + points[1].Row) / 2),
                ((points[1].Column - points[0].Column) / 2, (points[1].Row - points[0].Row) / 2),
                ((points[3].Column - points[2].Column) / 2, (points[3].Row - points[2].Row) / 2)),
            GraphicType.Circle or GraphicType.Ellipse => null,
            _ => points,
        };
    }

    private static IReadOnlyList<(double Column, double Row)> Ellipse((double Column, double Row) centre, (double Column, double Row) first, (double Column, double Row) second) =>
    [
        .. Enumerable.Range(0, 73).Select(step => step * Math.PI / 36).Select(angle => (
            centre.Column + first.Column * Math.Cos(angle) + second.Column * Math.Sin(angle), centre.Row + first.Row * Math.Cos(angle) + second.Row * Math.Sin(angle))),
    ];
}
