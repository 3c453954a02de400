using System.Globalization;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Analysis;

/// <summary>Images of every kind that is measured, and segments of every kind on them.</summary>
internal static class MeasuredSeries
{
    public static readonly string[] Kinds = ["CT", "padding", "PET", "multi-frame", "table", "falling"];

    // Spheres of 1 mL reach three slices.
    public static readonly VolumeGeometry Geometry = new(
        new VolumeSize(37, 29, 17), new Vector3d(-31.25, 17.5, -101.75), new Vector3d(1.5, 1.25, 2), Vector3d.UnitX, new Vector3d(0, 0.8, 0.6), new Vector3d(0, -0.6, 0.8));

    private static readonly short[] Stored = Noise();

    public static SourceImages Images(string kind)
    {
        if (kind == "multi-frame")
            return SourceImages.Load([MultiFrame().Stream()]);
        return SourceImages.Load(Series(kind).Streams());
    }

    public static PhantomSeries Series(string kind) => new(Geometry) { Modality = kind == "PET" ? "PT" : "CT", Pixels = Slice, Change = (slice, image) => Change(kind, slice, image) };

    // Stored from the last position to the first.
    public static PhantomMultiFrame MultiFrame() =>
        new([.. Enumerable.Range(0, Geometry.Size.Z).Select(frame => new PhantomFrame(Geometry, Geometry.Size.Z - 1 - frame))]) { Pixels = frame => Slice(Geometry.Size.Z - 1 - frame) };

    public static Volume<short> Values() => new(Geometry, [.. Stored]);

    /// <summary>30 segments that touch; where they may overlap, a large one over them and one of a single voxel. Of fractional ones three.</summary>
    public static Segmentation Segments(SegmentationEncoding encoding)
    {
        SourceImages images = Images("CT");
        if (encoding == SegmentationEncoding.Fractional)
        {
            var builder = new SegmentationBuilder(images, Labels.Metadata([1], [1], [1])) { Options = new() { Encoding = encoding, MaximumFractionalValue = 10 } };
            for (int number = 1; number <= 3; number++)
                builder.AddFractions(Fractions(number));
            return builder.Build();
        }

        Volume<ushort> labels = Labels.Random(Geometry, 30, 5);
        if (encoding == SegmentationEncoding.LabelMap)
            return new SegmentationBuilder(images, Labels.Metadata(30)) { Options = new() { Encoding = encoding } }.AddLabelMap(labels).Build();
        var large = new Volume<byte>(Geometry);
        for (int z = 0; z < Geometry.Size.Z; z++)
        {
            for (int y = 3; y < 25; y++)
                large.Slice(z).Slice((y * 37) + 2 + (z % 3), 30).Fill(1);
        }

        var point = new Volume<byte>(Geometry) { [36, 28, 16] = 1 };
        return new SegmentationBuilder(images, Labels.Metadata([.. Enumerable.Range(1, 30)], [1], [1])) { Options = new() { Encoding = encoding } }
            .AddLabelMap(labels).AddLabelMap(large).AddLabelMap(point).Build();
    }

    /// <summary>Every digit of what was measured, and all warnings.</summary>
    public static string Text(SegmentMeasurements measured) => string.Join('\n', measured.Warnings.Concat(measured.Segments.SelectMany(segment => segment.Features.Select(feature =>
        string.Create(CultureInfo.InvariantCulture, $"{segment.Segment.Number} {segment.VoxelCount} {feature.Title} {feature.Value:R} {feature.Unit.Value} {feature.Qualifier?.Value}")))));

    private static Volume<float> Fractions(int number)
    {
        var random = new Random(number);
        var fractions = new Volume<float>(Geometry);
        for (int z = number; z < Geometry.Size.Z - number; z++)
        {
            for (int y = 4; y < 20 + number; y++)
            {
                for (int x = 3 * number; x < 20; x++)
                    fractions[x, y, z] = random.Next(11) / 10f;
            }
        }

        return fractions;
    }

    private static void Change(string kind, int slice, PhantomDataSet image)
    {
        string slope = kind == "falling" ? "-0.5" : kind == "PET" ? (0.31 + (slice * 0.07)).ToString(CultureInfo.InvariantCulture) : "1";
        image.Text(0x00281053, "DS", slope).Text(0x00281052, "DS", kind == "falling" ? "-3" : "0");
        if (kind == "padding")
            image.Bytes(0x00280120, "SS", BitConverter.GetBytes((short)-2000)).Bytes(0x00280121, "SS", BitConverter.GetBytes((short)-1998));
        if (kind == "table")
        {
            image.Remove(0x00281052).Remove(0x00281053).Remove(0x00281054).Sequence(
                0x00283000,
                new PhantomDataSet().Bytes(0x00283002, "SS", [3, 0, 0xFE, 0xFF, 16, 0]).Text(0x00283004, "LO", "OD").Bytes(0x00283006, "US", [10, 0, 20, 0, 40, 0]));
        }

        if (kind == "PET")
        {
            image.Text(0x00080021, "DA", "20240229").Text(0x00080031, "TM", "100000").Text(0x00080022, "DA", "20240229").Text(0x00080032, "TM", "100000.000")
                .Text(0x00101030, "DS", "70").Text(0x00280051, "CS", @"ATTN\DECY\SCAT").Text(0x00541001, "CS", "BQML").Text(0x00541102, "CS", "START")
                .Sequence(0x00540016, new PhantomDataSet().Text(0x00181072, "TM", "090000.00").Text(0x00181074, "DS", "370000000").Text(0x00181075, "DS", "6586.2"));
        }
    }

    private static short[] Slice(int z) => Stored[(z * 37 * 29)..((z + 1) * 37 * 29)];

    // A hill with noise; some voxels of slices 5 to 7 are padding where the header says so.
    private static short[] Noise()
    {
        var random = new Random(5);
        short[] stored = new short[Geometry.Size.VoxelCount];
        for (int voxel = 0; voxel < stored.Length; voxel++)
        {
            (int x, int y, int z) = (voxel % 37, voxel / 37 % 29, voxel / (37 * 29));
            bool isPadding = z is >= 5 and <= 7 && (x < 4 || random.Next(11) == 0);
            stored[voxel] = (short)(isPadding ? random.Next(-2000, -1997) : random.Next(100) + (300 - (10 * Math.Abs(x - 20)) - (8 * Math.Abs(y - 11)) - (20 * Math.Abs(z - 9))));
        }

        return stored;
    }
}
