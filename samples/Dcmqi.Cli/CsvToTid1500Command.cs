using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>csv2tid1500</c>: a table of measurements or of features becomes a DICOM SR of template TID 1500.</summary>
internal static class CsvToTid1500Command
{
    public static Command Create(CommandConsole console)
    {
        Option<string> table = CommonOptions.Required("--inputCSV", "FILE", "Table of measurements, one in each row; with --inputFeatureMapping or --profile a table of features, one segment in each row.");
        Option<string> metadata = new("--inputMetadata") { HelpName = "FILE", Description = "JSON file, as that of tid1500writer, with what else the report says; the groups of the table come after its own. Needed unless the table is one of features." };
        Option<string> mapping = new("--inputFeatureMapping") { HelpName = "FILE", Description = "JSON file that says what the columns of a table of features mean." };
        var profile = new ProfileOptions();
        Option<string> segmentation = new("--inputSegmentation") { HelpName = "FILE", Description = "With --inputFeatureMapping or --profile: the DICOM Segmentation whose segments have the features." };
        var report = new ReportOptions();
        Option<bool> strict = CommonOptions.Strict();
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("csv2tid1500", "Writes a table of measurements as a DICOM SR (TID 1500).") { table, metadata, mapping };
        profile.AddTo(command);
        command.Options.Add(segmentation);
        report.AddTo(command);
        command.Options.Add(strict);
        command.Options.Add(verbose);
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            string tablePath = parsed.GetRequiredValue(table);
            string? metadataPath = parsed.GetValue(metadata), mappingPath = parsed.GetValue(mapping), segmentationPath = parsed.GetValue(segmentation);
            FeatureProfile? chosen = profile.Of(parsed);
            bool isOfFeatures = mappingPath is not null || chosen is not null;
            if (mappingPath is not null && chosen is not null)
                throw new UsageException("--inputFeatureMapping and --profile cannot both be given.");
            if (isOfFeatures != segmentationPath is not null)
                throw new UsageException("--inputSegmentation belongs together with --inputFeatureMapping or --profile.");
            if (!isOfFeatures && metadataPath is null)
                throw new UsageException("A table of measurements needs --inputMetadata; a table of features --inputSegmentation and --inputFeatureMapping or --profile.");
            var inputs = new InputFiles().File("--inputCSV", tablePath);
            foreach ((string option, string? path) in new[] { ("--inputMetadata", metadataPath), ("--inputFeatureMapping", mappingPath), ("--inputSegmentation", segmentationPath) })
            {
                if (path is not null)
                    inputs.File(option, path);
            }

            report.Check(parsed, inputs).Check();
            MetadataReadOptions options = CommonOptions.ReadOptions(parsed, strict);
            MeasurementReportMetadata? document = metadataPath is null ? null : MeasurementReportMetadata.Load(metadataPath, options);
            FeatureTable? features = mappingPath is not null ? FeatureTable.Load(tablePath, FeatureMapping.Load(mappingPath, options)) : chosen is not null ? FeatureTable.Load(tablePath, chosen) : null;
            console.Warn(features?.Warnings ?? []);
            MeasurementReportMetadata whole = features is not null
                ? features.ToMetadata(segmentationPath!, document)
                : document! with { Groups = [.. document!.Groups, .. MeasurementTable.Load(tablePath).ToGroups()] };
            MeasurementReportBuilder builder = report.Builder(parsed, whole, console);
            if (segmentationPath is not null)
                builder.AddCompositeContext(segmentationPath);
            report.Save(parsed, builder.Build(), console);
        }));
        return command;
    }
}
