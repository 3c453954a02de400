using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>validate</c>: where DICOM Segmentations, Parametric Maps, SR documents, RT Structure Sets and surfaces differ from what the standard asks for.</summary>
internal static class ValidateCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        Argument<string[]> files = CommonOptions.Files("DICOM Segmentations, Parametric Maps, SR documents, RT Structure Sets and surfaces.");
        Option<bool> json = new("--json") { Description = "Prints JSON: one object for each file, in an array." };
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("validate", "Checks DICOM Segmentations, Parametric Maps, SR documents, RT Structure Sets and surfaces against the standard; exit code 1 where there is an error.") { files, json, verbose };
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            bool asJson = parsed.GetValue(json);
            var checks = new List<FileCheck>();
            foreach (string path in parsed.GetRequiredValue(files))
            {
                cancellationToken.ThrowIfCancellationRequested();
                FileCheck check = Validate(path);
                checks.Add(check);
                console.Warn(check.Warnings.Select(warning => $"{path}: {warning}"));
                if (!asJson)
                    console.Say(check.ToText());
            }

            if (asJson)
                console.Say(FileCheck.ToJson(checks));
            return checks.Exists(check => check.Errors > 0) ? CommandLine.Failed : 0;
        }));
        return command;
    }

    // A file that cannot be opened is one more finding: the others are checked all the same.
    private static FileCheck Validate(string path)
    {
        try
        {
            (IReadOnlyList<ValidationFinding> findings, IReadOnlyList<string> warnings, IReadOnlyList<TermSuggestion> suggestions) = Open(path);
            return new FileCheck(path, findings, warnings, suggestions, null);
        }
        catch (Exception exception) when (CommandConsole.IsExpected(exception))
        {
            return new FileCheck(path, [], [], [], exception.Message);
        }
    }

    private static (IReadOnlyList<ValidationFinding> Findings, IReadOnlyList<string> Warnings, IReadOnlyList<TermSuggestion> Suggestions) Open(string path)
    {
        using CompositeInstance opened = ResultFile.Open(path);
        return opened switch
        {
            ParametricMap map => (map.Validate(), map.Warnings, []),
            RtStructureSet set => (set.Validate(), set.Warnings, []),
            SurfaceSegmentation surfaces => (surfaces.Validate(), surfaces.Warnings, []),
            EncapsulatedSurface model => (model.Validate(), model.Warnings, []),
            MeasurementReport report => (report.Validate(), report.Warnings, []),
            // Which segments could share a volume is for the pixels to say; terms need none.
            Segmentation segmentation => (segmentation.Validate(), segmentation.Warnings, Terms.Check(segmentation.GetMetadata(SegmentGrouping.PerSegment))),
            _ => throw new NotSupportedException($"'{path}' is none of the objects that are checked."),
        };
    }
}
