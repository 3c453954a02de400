using System.Globalization;
using System.Text;
using Dcmqi.Tests.Support;

namespace Dcmqi.Benchmarks;

/// <summary>A structure set as planning systems write it: 100 regions, 60,000 contours, 6 million points, on 300 images of 512 x 512.</summary>
internal static class StructureSetInputs
{
    private const int Regions = 100, ContoursPerSlice = 2, PointsPerContour = 100;

    public static VolumeGeometry Geometry { get; } = new(
        new VolumeSize(512, 512, 300), new Vector3d(-249.51171875, -401.51171875, -412.5), new Vector3d(0.9765625, 0.9765625, 2.5), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);

    /// <summary>Writes <c>ct</c> and <c>rtstruct.dcm</c> into a folder, unless they are there.</summary>
    public static (string Images, string File) Make(string folder)
    {
        (string images, string file) = (Path.Combine(folder, "rt-ct"), Path.Combine(folder, "rtstruct.dcm"));
        if (File.Exists(file))
            return (images, file);
        new PhantomSeries(Geometry) { Name = "structures" }.Write(images);
        SourceImages source = SourceImages.Load(images);
        File.WriteAllBytes(file, Structures(PhantomUid.Of("structures frame of reference"), source.StudyInstanceUid));
        return (images, file);
    }

    private static byte[] Structures(string frame, string study) => new PhantomDataSet()
        .Text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.481.3")
        .Text(0x00080018, "UI", "2.25.7001")
        .Text(0x00080060, "CS", "RTSTRUCT")
        .Text(0x00100010, "PN", "Phantom^Paula")
        .Text(0x0020000D, "UI", study)
        .Text(0x0020000E, "UI", "2.25.7002")
        .Text(0x30060002, "SH", "BENCHMARK")
        .Sequence(0x30060020, [.. Enumerable.Range(1, Regions).Select(roi => new PhantomDataSet().Text(0x30060022, "IS", Text(roi)).Text(0x30060024, "UI", frame).Text(0x30060026, "LO", $"Region {roi}").Text(0x30060036, "CS", "AUTOMATIC"))])
        .Sequence(0x30060039, [.. Enumerable.Range(1, Regions).Select(roi => new PhantomDataSet().Text(0x3006002A, "IS", @"12\200\7").Sequence(0x30060040, [.. Contours(roi)]).Text(0x30060084, "IS", Text(roi)))])
        .Sequence(0x30060080, [.. Enumerable.Range(1, Regions).Select(roi => new PhantomDataSet().Text(0x30060082, "IS", Text(roi)).Text(0x30060084, "IS", Text(roi)).Text(0x300600A4, "CS", "ORGAN").Text(0x300600A6, "PN", ""))])
        .ToPart10();

    // Wavy ellipses beside each other, each region at a place of its own.
    private static IEnumerable<PhantomDataSet> Contours(int roi)
    {
        for (int z = 0; z < Geometry.Size.Z; z++)
        {
            for (int contour = 0; contour < ContoursPerSlice; contour++)
            {
                double x = 40 + (roi % 10 * 43) + (contour * 20), y = 40 + (roi / 10 % 10 * 43), size = 9 + (roi % 5) + Math.Sin(z / 20.0);
                var text = new StringBuilder();
                for (int point = 0; point < PointsPerContour; point++)
                {
                    double angle = point * 2 * Math.PI / PointsPerContour, radius = size * (1 + (0.1 * Math.Sin((7 * angle) + z)));
                    Vector3d at = Geometry.IndexToPatient(x + (radius * 0.8 * Math.Cos(angle)), y + (radius * Math.Sin(angle)), z);
                    text.Append(CultureInfo.InvariantCulture, $"{(point == 0 ? "" : "\\")}{at.X:0.####}\\{at.Y:0.####}\\{at.Z:0.####}");
                }

                yield return new PhantomDataSet().Text(0x30060042, "CS", "CLOSED_PLANAR").Text(0x30060046, "IS", Text(PointsPerContour)).Text(0x30060050, "DS", text.ToString());
            }
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
