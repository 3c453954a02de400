namespace Dcmqi.Metadata;

/// <summary>The terms of DICOM for the enumerations of a report: their names in capitals.</summary>
internal static class ReportTerms
{
    /// <summary>The term; a number for a value that is none of the enumeration, which is refused when it is read.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString().ToUpperInvariant();

    /// <summary>The value of a member that holds a term, or null where it is missing or at fault.</summary>
    public static T? Choice<T>(MetadataObject from, string key, bool required)
        where T : struct, Enum
    {
        string[] terms = [.. Enum.GetNames<T>().Select(name => name.ToUpperInvariant())];
        return from.Choice(key, required, terms) is { } term ? Enum.Parse<T>(term, ignoreCase: true) : null;
    }
}
