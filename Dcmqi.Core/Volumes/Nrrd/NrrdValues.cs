using System.Globalization;

namespace Dcmqi.Volumes.Nrrd;

/// <summary>The value of a header field, as text, numbers or vectors.</summary>
internal static class NrrdValues
{
    private const int MostAxes = 16;

    private static readonly char[] Blanks = [' ', '\t'];

    public static string[] Words(string value) => value.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Words for each axis of the array.</summary>
    public static string[]? PerAxis(NrrdHeader header, string field, int axes)
    {
        if (header.Find(field) is not { } value)
            return null;
        string[] words = Words(value);
        return words.Length == axes
            ? words
            : throw header.Fault($"'{field}' has {words.Length} entries; 'dimension' is {axes}.", field);
    }

    /// <summary>Numbers for each axis of the array; not a number where there is none.</summary>
    public static double[]? NumberPerAxis(NrrdHeader header, string field, int axes)
    {
        if (PerAxis(header, field, axes) is not { } words)
            return null;
        var numbers = new double[axes];
        for (int i = 0; i < axes; i++)
            numbers[i] = words[i] is "none" or "???" ? double.NaN : Number(header, field, words[i]);
        return numbers;
    }

    /// <summary>Texts in quotation marks; words where there are none.</summary>
    public static List<string> Quoted(string value)
    {
        var texts = new List<string>();
        if (!value.Contains('"', StringComparison.Ordinal))
        {
            texts.AddRange(Words(value));
            return texts;
        }

        for (int start = value.IndexOf('"', StringComparison.Ordinal); start >= 0;)
        {
            int end = value.IndexOf('"', start + 1);
            if (end < 0)
                break;
            texts.Add(value[(start + 1)..end]);
            start = value.IndexOf('"', end + 1);
        }

        return texts;
    }

    public static int Dimension(NrrdHeader header)
    {
        int dimension = Integer(header, "dimension", header.Require("dimension"));
        return dimension is >= 1 and <= MostAxes
            ? dimension
            : throw header.Fault($"'dimension' is {dimension}; it goes from 1 to {MostAxes}.", "dimension");
    }

    public static int Integer(NrrdHeader header, string field, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw header.Fault($"'{field}' is '{text}', which is no whole number in the range of 32 bits.", field);

    public static double Number(NrrdHeader header, string field, string text) =>
        FloatText.TryParse(text.AsSpan(), out double number)
            ? number
            : throw header.Fault($"'{field}' holds '{text}', which is no number.", field);

    /// <summary>Vectors such as <c>(1,0,0) none (0,0,2.5)</c>; <see langword="null"/> for none.</summary>
    public static List<double[]?> Vectors(NrrdHeader header, string field, string value, int length)
    {
        var vectors = new List<double[]?>();
        for (int i = 0; i < value.Length;)
        {
            if (char.IsWhiteSpace(value[i]))
            {
                i++;
            }
            else if (value[i] == '(')
            {
                int end = value.IndexOf(')', i);
                if (end < 0)
                    throw header.Fault($"'{field}' lacks a closing bracket.", field);
                vectors.Add(Vector(header, field, value[(i + 1)..end], length));
                i = end + 1;
            }
            else if (value.AsSpan(i).StartsWith("none", StringComparison.Ordinal))
            {
                vectors.Add(null);
                i += 4;
            }
            else
            {
                throw header.Fault($"'{field}' is '{value}'; vectors such as (1,0,0) or 'none' were expected.", field);
            }
        }

        return vectors;
    }

    private static double[]? Vector(NrrdHeader header, string field, string text, int length)
    {
        string[] parts = text.Split(',');
        if (parts.Length != length)
            throw header.Fault($"'{field}' holds the vector ({text}) with {Counted.Of(parts.Length, "component")}; the space has {length}.", field);
        var vector = new double[length];
        int missing = 0;
        for (int i = 0; i < length; i++)
        {
            vector[i] = Number(header, field, parts[i].Trim());
            if (double.IsNaN(vector[i]))
                missing++;
        }

        // Teem writes a vector of NaN where it means none.
        return missing == length ? null : vector;
    }
}
