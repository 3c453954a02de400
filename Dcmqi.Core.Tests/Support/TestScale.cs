using System.Globalization;

namespace Dcmqi.Tests.Support;

/// <summary>How many times the usual number of random cases is run, and how many of the documents that are judged slowly: <c>DCMQI_TEST_SCALE</c>; where it is not set a half, and a tenth on .NET 8, which runs the same code.</summary>
internal static class TestScale
{
    public static double Value { get; } =
        double.TryParse(Environment.GetEnvironmentVariable("DCMQI_TEST_SCALE"), CultureInfo.InvariantCulture, out double scale) ? scale
        : Environment.Version.Major < 10 ? 0.1 : 0.5;

    /// <summary>The number of cases to run, at least one.</summary>
    /// <param name="usual">The usual number.</param>
    public static int Cases(double usual) => Math.Max(1, (int)(usual * Value));
}
