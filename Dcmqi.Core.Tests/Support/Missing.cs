using System.Diagnostics.CodeAnalysis;

namespace Dcmqi.Tests.Support;

/// <summary>What a test does where something from outside the repository is not there.</summary>
internal static class Missing
{
    /// <summary>Skips the test: the repository stands without the data beside it.</summary>
    [DoesNotReturn]
    public static void Data(string what) => throw new IgnoreException(what);

    /// <summary>Skips the test; in CI (CI=true), where programs are installed before the tests, it fails.</summary>
    [DoesNotReturn]
    public static void Program(string what)
    {
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
            throw new AssertionException($"{what} In CI it must be there.");
        throw new IgnoreException(what);
    }
}
