using System.Globalization;

namespace Dcmqi.Tests.Fuzz;

/// <summary>How many times the usual number of cases is run: <c>DCMQI_TEST_SCALE</c>, 1 if it is not set.</summary>
internal static class FuzzScale
{
    public static double Value =>
        double.TryParse(Environment.GetEnvironmentVariable("DCMQI_TEST_SCALE"), CultureInfo.InvariantCulture, out double scale) ? scale : 1;
}
