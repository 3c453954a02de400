using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>validate</c>: where DICOM Segmentations differ from what the standard asks for.</summary>
internal static class ValidateCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        var files = new Argument<string[]>("FILE") { Description = "DICOM Segmentations.", Arity = ArgumentArity.OneOrMore };
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("validate", "Checks DICOM Segmentations against the standard; exit code 1 where there is an error.") { files, verbose };
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            int errors = 0;
            foreach (string path in parsed.GetRequiredValue(files))
            {
                cancellationToken.ThrowIfCancellationRequested();
                errors += Validate(console, path);
            }

            return errors > 0 ? CommandLine.Failed : 0;
        }));
        return command;
    }

    // A file that cannot be opened is one more finding: the others are checked all the same.
    private static int Validate(CommandConsole console, string path)
    {
        IReadOnlyList<ValidationFinding> findings;
        try
        {
            Segmentation segmentation = Segmentation.Open(path);
            console.Warn(segmentation.Warnings.Select(warning => $"{path}: {warning}"));
            findings = segmentation.Validate();
        }
        catch (Exception exception) when (CommandConsole.IsExpected(exception))
        {
            console.Say($"{path}: {ValidationSeverity.Error}: {exception.Message}");
            return 1;
        }

        foreach (ValidationFinding finding in findings)
            console.Say($"{path}: {finding}");
        int errors = findings.Count(finding => finding.Severity == ValidationSeverity.Error);
        console.Say($"{path}: {Count(errors, "error")}, {Count(findings.Count - errors, "warning")}.");
        return errors;
    }

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
