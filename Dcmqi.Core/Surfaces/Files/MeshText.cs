using System.Globalization;
using System.Text;

namespace Dcmqi.Surfaces.Files;

/// <summary>Words of a text file, one after another, and where they stand.</summary>
internal sealed class MeshText(ReadOnlyMemory<byte> bytes, string? fileName, int position = 0)
{
    private const int MostShown = 40;

    /// <summary>The line of the last word, from 1.</summary>
    public int Line { get; private set; } = 1 + bytes.Span[..position].Count((byte)'\n');

    /// <summary>The next byte.</summary>
    public int Position { get; private set; } = position;

    /// <summary>The next word, on whichever line; empty at the end.</summary>
    public ReadOnlySpan<byte> Word()
    {
        ReadOnlySpan<byte> span = bytes.Span;
        while (Position < span.Length && IsSpace(span[Position]))
        {
            if (span[Position++] == '\n')
                Line++;
        }

        int start = Position;
        while (Position < span.Length && !IsSpace(span[Position]))
            Position++;
        return span[start..Position];
    }

    /// <summary>The next word of this line; empty at its end.</summary>
    public ReadOnlySpan<byte> WordOfLine()
    {
        ReadOnlySpan<byte> span = bytes.Span;
        while (Position < span.Length && IsSpace(span[Position]) && span[Position] != '\n')
            Position++;
        return Position >= span.Length || span[Position] == '\n' ? default : Word();
    }

    /// <summary>What is left of this line, trimmed; the next word is then on the next.</summary>
    public string RestOfLine()
    {
        ReadOnlySpan<byte> rest = bytes.Span[Position..];
        int length = rest.IndexOf((byte)'\n');
        Position += length < 0 ? rest.Length : length;
        return Encoding.UTF8.GetString(length < 0 ? rest : rest[..length]).Trim();
    }

    /// <summary>Steps over the end of this line.</summary>
    /// <returns>Whether there is a further line.</returns>
    public bool NextLine()
    {
        ReadOnlySpan<byte> rest = bytes.Span[Position..];
        int length = rest.IndexOf((byte)'\n');
        Position += length < 0 ? rest.Length : length + 1;
        Line += length < 0 ? 0 : 1;
        return Position < bytes.Length;
    }

    /// <summary>A word as a number that is finite.</summary>
    public double Number(ReadOnlySpan<byte> word, string what) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : throw Expected(word, $"a finite number was expected for {what}");

    /// <summary>A word as a whole number.</summary>
    public long Whole(ReadOnlySpan<byte> word, string what) =>
        long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : throw Expected(word, $"a whole number was expected for {what}");

    /// <summary>The fault of the last word.</summary>
    public SurfaceFormatException Expected(ReadOnlySpan<byte> word, string expected) =>
        Fault($"{(word.IsEmpty ? "the text ends" : $"there is '{MeshWriter.OneLine(Encoding.UTF8.GetString(word[..Math.Min(word.Length, MostShown)]))}'")} where {expected}.");

    public SurfaceFormatException Fault(string message) => new(string.Create(CultureInfo.InvariantCulture, $"Line {Line}: {message}"), fileName);

    private static bool IsSpace(byte character) => character is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'\v' or (byte)'\f';
}
