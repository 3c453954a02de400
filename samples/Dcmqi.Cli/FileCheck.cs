using static Dcmqi.Cli.JsonText;

namespace Dcmqi.Cli;

/// <summary>What <c>validate</c> found in one file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Findings">What was found.</param>
/// <param name="Warnings">What was tolerated on opening it.</param>
/// <param name="Refusal">Why it could not be opened; <see langword="null"/> where it could.</param>
internal sealed record FileCheck(string Path, IReadOnlyList<ValidationFinding> Findings, IReadOnlyList<string> Warnings, string? Refusal)
{
    /// <summary>Errors; a file that cannot be opened is one.</summary>
    public int Errors => Findings.Count(finding => finding.Severity == ValidationSeverity.Error) + (Refusal is null ? 0 : 1);

    public string ToText() => Refusal is not null
        ? $"{Path}: {ValidationSeverity.Error}: {Refusal}"
        : string.Join(Environment.NewLine, [.. Findings.Select(finding => $"{Path}: {finding}"), $"{Path}: {Counted.Of(Errors, "error")}, {Counted.Of(Findings.Count - Errors, "warning")}."]);

    public static string ToJson(IEnumerable<FileCheck> checks) => OfAll(checks, (json, check) =>
    {
        json.WriteStartObject();
        json.WriteString("file", check.Path);
        json.WriteNumber("errors", check.Errors);
        if (check.Refusal is not null)
            json.WriteString("refusal", check.Refusal);
        json.WriteStartArray("findings");
        foreach (ValidationFinding finding in check.Findings)
        {
            json.WriteStartObject();
            json.WriteString("severity", finding.Severity.ToString());
            json.WriteString("path", finding.Path);
            json.WriteString("message", finding.Message);
            json.WriteString("clause", finding.Clause);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteTexts(json, "warnings", check.Warnings);
        json.WriteEndObject();
    });
}
