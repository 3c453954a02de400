using System.Globalization;
using System.Text;
using Dcmqi.Tests.RtStructures;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Generators;

/// <summary>Draws, from what the library makes of them, which voxels contours enclose, which shares they cover, and how contours are written.</summary>
internal static class ContourPicture
{
    private const int Columns = 12, Rows = 9, Pixel = 26, Margin = 14, Title = 26;

    private static readonly VolumeGeometry Geometry = new(new VolumeSize(Columns, Rows, 1), default, new Vector3d(1, 1, 1), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);

    // In along a line, round the hole, and out along the same line.
    private static readonly (double X, double Y)[] Keyhole =
    [
        (0.8, 0.9), (9.8, 0.4), (10.9, 5.2), (6.9, 7.7), (1.7, 6.8), (1.2, 3.7),
        (3.8, 3.9), (5.6, 2.3), (7.6, 3.6), (6.2, 5.6), (3.8, 3.9), (1.2, 3.7),
    ];

    private static readonly (double X, double Y)[][] Nested =
    [
        [(0.7, 0.4), (10.4, 0.7), (10.8, 7.6), (5.4, 8.2), (0.6, 7.1)],
        [(2.3, 1.6), (8.6, 1.8), (9.3, 6.4), (2.6, 6.2)],
        [(4.3, 2.8), (7.4, 3.2), (6.2, 5.4)],
    ];

    public static string Draw()
    {
        var svg = new StringBuilder();
        int width = (2 * ((Columns * Pixel) + Margin)) + Margin, height = (2 * ((Rows * Pixel) + Margin + Title)) + Margin;
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"14\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{width}\" height=\"{height}\" fill=\"white\"/>\n");
        RtStructureSet keyhole = Set(Keyhole), nested = Set(Nested);
        Volume<byte> mask = keyhole.ToMask(keyhole.Rois[0], Geometry);
        RtStructureSet written = new RtStructureSetBuilder(CtSeries.Load(Geometry)).AddMask(mask, Labels.Segment(1, "A")).Build();
        Panel(svg, 0, "A voxel is inside if its centre is", mask, null, keyhole);
        Panel(svg, 1, "Shares: the area that is covered", mask, keyhole.ToFractions(keyhole.Rois[0], Geometry), keyhole);
        Panel(svg, 2, "Written: halfway between centres", mask, null, written);
        Panel(svg, 3, "Nested: a hole, and an island in it", nested.ToMask(nested.Rois[0], Geometry), null, nested);
        return svg.Append("</svg>\n").ToString();
    }

    private static RtStructureSet Set(params (double X, double Y)[][] polygons) => Drawn.Open(new Drawn(1, "A", [.. polygons.Select(polygon => Drawn.Polygon(Geometry, 0, polygon))]));

    private static void Panel(StringBuilder svg, int number, string title, Volume<byte> mask, Volume<float>? shares, RtStructureSet set)
    {
        int left = Margin + (number % 2 * ((Columns * Pixel) + Margin)), top = Margin + Title + (number / 2 * ((Rows * Pixel) + Margin + Title));
        svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({left},{top})\">\n<text x=\"0\" y=\"-8\">{title}</text>\n");
        for (int y = 0; y < Rows; y++)
        {
            for (int x = 0; x < Columns; x++)
            {
                double share = shares?[x, y, 0] ?? (mask[x, y, 0] * 0.75);
                (int red, int green, int blue) = (Tint(255, 70, share), Tint(255, 130, share), Tint(255, 200, share));
                svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x * Pixel}\" y=\"{y * Pixel}\" width=\"{Pixel}\" height=\"{Pixel}\" fill=\"#{red:x2}{green:x2}{blue:x2}\" stroke=\"#bbb\"/>\n");
                if (shares is null)
                    svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{(x + 0.5) * Pixel}\" cy=\"{(y + 0.5) * Pixel}\" r=\"3\" fill=\"{(mask[x, y, 0] == 1 ? "#024" : "#fff")}\" stroke=\"#024\"/>\n");
                else if (share is > 0 and < 1)
                    svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(x + 0.5) * Pixel}\" y=\"{((y + 0.5) * Pixel) + 4}\" font-size=\"11\" text-anchor=\"middle\">.{Math.Clamp(Math.Round(share * 100), 1, 99):00}</text>\n");
            }
        }

        foreach (RtContour contour in set.Rois[0].Contours)
        {
            string path = string.Join(' ', contour.ReadPoints().Select(Geometry.PatientToIndex).Select(point => string.Create(CultureInfo.InvariantCulture, $"{(point.X + 0.5) * Pixel:0.##},{(point.Y + 0.5) * Pixel:0.##}")));
            svg.Append(CultureInfo.InvariantCulture, $"<polygon points=\"{path}\" fill=\"none\" stroke=\"#c22\" stroke-width=\"2\" stroke-linejoin=\"round\"/>\n");
        }

        svg.Append("</g>\n");
    }

    private static int Tint(int from, int to, double share) => (int)Math.Round(from + ((to - from) * share));
}
