using System.Globalization;

namespace Dcmqi.Tests.Generators;

/// <summary>Tables that lie in the assembly as they are: nothing is built, and nothing is read before it is asked for.</summary>
internal static class GeneratedText
{
    private const int RowsPerLine = 32, NumbersPerLine = 40;

    /// <summary>A file with a class whose properties are tables.</summary>
    public static string File(string generator, string source, string space, string type, params IEnumerable<string> tables) =>
        $"// Made by Dcmqi.Core.Tests/Generators/{generator}.cs from {source}. Do not edit.\nnamespace {space};\n\ninternal static class {type}\n{{\n{string.Join('\n', tables)}}}\n";

    /// <summary>A file with a part of a class.</summary>
    public static string Part(string generator, string source, string space, string type, params IEnumerable<string> tables) =>
        File(generator, source, space, type, tables).Replace("internal static class", "internal static partial class").Replace("public static", "private static");

    /// <summary>A table of rows of text, each with its line end.</summary>
    public static string Text(string name, string rows) => $"    public static ReadOnlySpan<byte> {name} =>\n{Lines(rows)};\n";

    /// <summary>A table of numbers.</summary>
    public static string Numbers(string name, string type, IEnumerable<int> numbers) =>
        $"    public static ReadOnlySpan<{type}> {name} =>\n    [\n{string.Concat(numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)).Chunk(NumbersPerLine).Select(chunk => $"        {string.Join(", ", chunk)},\n"))}    ];\n";

    // Escapes, not line ends of the source: those change with the checkout.
    private static string Lines(string rows) => string.Join(
        " +\n", rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Chunk(RowsPerLine).Select(chunk => $"        \"{Escape(string.Concat(chunk.Select(row => row + '\n')))}\"u8"));

    private static string Escape(string text) => text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\t", "\\t").Replace("\n", "\\n");
}
