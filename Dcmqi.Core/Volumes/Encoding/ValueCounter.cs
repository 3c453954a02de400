namespace Dcmqi.Volumes;

/// <summary>Counts the values that a header promises, and refuses more than can be counted.</summary>
/// <param name="fileName">The header file, for messages.</param>
/// <param name="field">The header field that gives the sizes.</param>
/// <param name="text">What it says.</param>
internal struct ValueCounter(string? fileName, string field, string text)
{
    // Far beyond any file, and far within 64 bits whatever is multiplied by it later. How many a volume in memory has, is for whoever takes it into memory.
    private const long Most = 1L << 46;

    private long _values = 1;

    /// <summary>Multiplies by the size of one axis, at least 1.</summary>
    /// <exception cref="VolumeFormatException">They are too many.</exception>
    public void Times(int size)
    {
        if (size > Most / _values)
            throw Fault(Most);
        _values *= size;
    }

    /// <summary>What is said of too many values.</summary>
    public readonly VolumeFormatException Fault(long most) => new($"'{field}' is {text}: more than the {most} values that are supported.", fileName, field);
}
