namespace Dcmqi.Cli;

/// <summary>Codes as options have them.</summary>
internal static class CodeText
{
    /// <summary>A code given as <c>value|scheme|meaning</c>.</summary>
    /// <exception cref="UsageException">The text is no such code.</exception>
    public static CodedConcept Of(string option, string text)
    {
        string[] parts = text.Split('|', StringSplitOptions.TrimEntries);
        return parts.Length == 3 && Array.TrueForAll(parts, part => part.Length > 0)
            ? new CodedConcept(parts[0], parts[1], parts[2])
            : throw new UsageException($"{option}: '{text}' is no code; expected value|scheme|meaning, such as 112031|DCM|Attenuation Coefficient.");
    }
}
