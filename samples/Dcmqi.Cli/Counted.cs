using System.Globalization;

namespace Dcmqi.Cli;

/// <summary>A number with its noun: <c>1 file</c>, <c>2 files</c>.</summary>
internal static class Counted
{
    public static string Of(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
