using System.Globalization;

namespace Dcmqi;

/// <summary>A number with its noun, for messages: <c>1 frame</c>, <c>2 frames</c>.</summary>
internal static class Counted
{
    public static string Of(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>The same before a verb: <c>1 frame has</c>, <c>2 frames have</c>.</summary>
    public static string Of(long count, string noun, string verbOfOne, string verbOfMany) => $"{Of(count, noun)} {(count == 1 ? verbOfOne : verbOfMany)}";
}
