namespace Dcmqi;

/// <summary>Empty text means not given, everywhere in the metadata.</summary>
internal static class GivenText
{
    public static string? Of(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
