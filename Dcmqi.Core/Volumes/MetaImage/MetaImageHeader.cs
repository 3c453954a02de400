using System.Globalization;

namespace Dcmqi.Volumes.MetaImage;

/// <summary>The lines of a MetaImage header, taken apart, with its values as text or numbers.</summary>
internal sealed class MetaImageHeader
{
    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);

    public required string? FileName { get; init; }

    public List<string> Comments { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>Fields that the format does not know: what ITK keeps in its metadata dictionary.</summary>
    public Dictionary<string, string> Properties { get; } = new(StringComparer.Ordinal);

    /// <summary>Names that follow <c>ElementDataFile = LIST</c>.</summary>
    public List<string> DataFileList { get; } = [];

    /// <summary>Offset of the byte behind the line that ends the header.</summary>
    public long DataOffset { get; set; }

    public bool TryAdd(string field, string value) => _fields.TryAdd(field, value);

    /// <summary>The value of the first field present, and the name it has in the file.</summary>
    public string? Find(out string field, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (_fields.TryGetValue(name, out string? value))
            {
                field = name;
                return value;
            }
        }

        field = names[0];
        return null;
    }

    public string? Find(string field) => _fields.GetValueOrDefault(field);

    public string Require(string field) => Find(field) ?? throw Fault($"The header lacks the field '{field}'.", field);

    public bool Flag(string field, bool otherwise)
    {
        if (Find(field) is not { } value)
            return otherwise;
        return value.Length > 0 && value[0] is 'T' or 't' or '1';
    }

    public int Integer(string field, int otherwise)
    {
        if (Find(field) is not { } value)
            return otherwise;
        return int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw Fault($"'{field}' is '{value}', which is no whole number.", field);
    }

    /// <summary>Numbers of the first field present; <see langword="null"/> where there is none.</summary>
    public double[]? Numbers(int count, params ReadOnlySpan<string> names)
    {
        if (Find(out string field, names) is not { } value)
            return null;
        string[] words = Words(value);
        if (words.Length != count)
            throw Fault($"'{field}' has {Counted.Of(words.Length, "number")}; {count} were expected.", field);
        var numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            if (!FloatText.TryParse(words[i].AsSpan(), out numbers[i]))
                throw Fault($"'{field}' holds '{words[i]}', which is no number.", field);
        }

        return numbers;
    }

    public VolumeFormatException Fault(string message, string? field, Exception? inner = null) => new(message, FileName, field, inner);

    public static string[] Words(string value) => value.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
