using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.RoundTrip;

/// <summary>Random volumes through every pixel type and compression; <c>DCMQI_TEST_SCALE</c> multiplies their number.</summary>
public class ParametricMapRoundTripTests
{
    [Test]
    public void Save_RandomVolumes_ComeBackExactlyOrWithinTheErrorTold()
    {
        int count = TestScale.Cases(1000);
        Parallel.For(0, count, seed =>
        {
            var random = new Random(seed);
            VolumeGeometry geometry = Grids.Oblique(1 + random.Next(30), 1 + random.Next(30), 1 + random.Next(5), random.NextDouble());
            ParametricMapPixelType? type = random.Next(5) == 4 ? null : (ParametricMapPixelType)random.Next(4);
            int volumes = 1 + random.Next(3);
            double? padding = type is ParametricMapPixelType.UInt16 or ParametricMapPixelType.UInt8 && random.Next(3) == 0 ? random.Next(256) : null;
            bool mayHaveHoles = padding is not null || type is ParametricMapPixelType.Float or ParametricMapPixelType.Double;
            Volume[] given = [.. Enumerable.Range(0, volumes).Select(_ => Volume(random, geometry, type is null or ParametricMapPixelType.Float or ParametricMapPixelType.Double, mayHaveHoles))];
            string what = $"seed {seed}: {geometry}, {type}, {string.Join(", ", given.Select(volume => volume.VoxelType.Name))}, padding {padding}";

            var builder = new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc) { Options = new() { PixelType = type, PaddingValue = padding } };
            foreach ((Volume volume, int index) in given.Select((volume, index) => (volume, index)))
                builder.AddVolume(volume, index % 2 == 0 ? Maps.Adc : Maps.Transfer);
            ParametricMap built = builder.Build();
            bool isReal = built.StoredType == typeof(float) || built.StoredType == typeof(double);
            PixelCompression[] compressions = isReal ? [PixelCompression.None, PixelCompression.Deflated] : Enum.GetValues<PixelCompression>();
            ParametricMap opened = Maps.Reopened(built, compressions[random.Next(compressions.Length)]);

            // By quantity, then in order of input.
            double error = built.LargestRoundingError!.Value;
            int[] order = [.. Enumerable.Range(0, volumes).OrderBy(index => index % 2)];
            for (int index = 0; index < volumes; index++)
            {
                Volume<double> back = opened.ToDoubleVolume(new ParametricMapReadOptions { VolumeIndex = index });
                RealVoxels.AssertSame(given[order[index]], back, what, error * (1 + 1e-9));
            }

            RealVoxels.AssertSame(opened.ToDoubleVolume(), Maps.Reopened(opened).ToDoubleVolume(), what + ", saved again");
        });
    }

    private static Volume Volume(Random random, VolumeGeometry geometry, bool isReal, bool mayHaveHoles)
    {
        double[] values = [.. Maps.Values(geometry, random.Next())];
        switch (random.Next(isReal ? 4 : 3))
        {
            case 0:
                return new Volume<short>(geometry, Array.ConvertAll(values, value => (short)Math.Clamp(value, short.MinValue, short.MaxValue)));
            case 1:
                return new Volume<ushort>(geometry, Array.ConvertAll(values, value => (ushort)Math.Clamp(Math.Abs(value), 0, ushort.MaxValue)));
            case 2:
                if (mayHaveHoles)
                    values[random.Next(values.Length)] = double.NaN;
                return new Volume<float>(geometry, Array.ConvertAll(values, value => (float)value));
            default:
                return new Volume<double>(geometry, values);
        }
    }
}
