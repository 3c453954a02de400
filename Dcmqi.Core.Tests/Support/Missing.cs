using System.Diagnostics.CodeAnalysis;

namespace Dcmqi.Tests.Support;

/// <summary>What a test does where something from outside the repository is not there.</summary>
internal static class Missing
{
    /// <summary>Skips the test with a message; in CI (CI=true) it fails instead.</summary>
    [DoesNotReturn]
    public static void Report(string what)
    {
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
            Assert.Fail($"{what} In CI it must be there.");
        Assert.Ignore(what);
        throw new InvalidOperationException(what);
    }
}
