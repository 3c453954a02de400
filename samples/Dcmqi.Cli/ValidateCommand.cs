using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>validate</c>: where DICOM Segmentations, Parametric Maps and SR documents differ from what the standard asks for.</summary>
internal static class ValidateCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        var files = new Argument<string[]>("FILE") { Description = "DICOM Segmentations, Parametric Maps and SR documents.", Arity = ArgumentArity.OneOrMore };
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("validate", "Checks DICOM Segmentations, Parametric Maps and SR documents against the standard; exit code 1 where there is an error.") { files, verbose };
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
            (findings, IReadOnlyList<string> warnings) = Open(path);
            console.Warn(warnings.Select(warning => $"{path}: {warning}"));
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

    // What is neither a parametric map nor a report is told as no segmentation.
    private static (IReadOnlyList<ValidationFinding> Findings, IReadOnlyList<string> Warnings) Open(string path)
    {
        try
        {
            using Segmentation segmentation = Segmentation.Open(path);
            return (segmentation.Validate(), segmentation.Warnings);
        }
        catch (NotSupportedException) when (TryOpen(() => ParametricMap.Open(path)) is { } opened)
        {
            using ParametricMap map = opened;
            return (map.Validate(), map.Warnings);
        }
        catch (NotSupportedException) when (TryOpen(() => MeasurementReport.Open(path)) is { } opened)
        {
            using MeasurementReport report = opened;
            return (report.Validate(), report.Warnings);
        }
    }

    private static T? TryOpen<T>(Func<T> open)
        where T : CompositeInstance
    {
        try
        {
            return open();
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
