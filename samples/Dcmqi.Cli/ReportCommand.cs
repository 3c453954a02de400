using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>report</c>: one page that shows what was segmented and measured.</summary>
internal static class ReportCommand
{
    // What a first look asks for; the measure command has all of them.
    private const string Features = "VoxelVolume,MeshVolume,SurfaceArea,Sphericity,Maximum3DDiameter,Mean,StandardDeviation,Minimum,Median,Maximum";

    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        Option<string> input = CommonOptions.Required("--inputDICOM", "FILE", "DICOM Segmentation.");
        Option<string> images = new("--inputDICOMDirectory") { HelpName = "DIR", Description = "Folder of its images: pictures show them, and segments are measured on them." };
        var archive = new ArchiveOptions("that pictures show and segments are measured on");
        Option<string> measurements = new("--inputReport") { HelpName = "FILE", Description = "DICOM SR (TID 1500) with the measurements to show; measured anew if not given." };
        Option<string> output = CommonOptions.Required("--output", "FILE", "HTML page to write. It holds its pictures and refers to nothing outside.");
        Option<string[]> features = CommonOptions.List("--features", "Families and names of features, as for measure; a few of shape and intensity if not given.");
        Option<bool> showPatient = new("--showPatient") { Description = "Shows the patient's name and identifier; they are left out otherwise." };
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("report", "Writes a page of pictures, segments and measurements, to look at and to pass on. (dcmqi has no such command.)") { input, images, measurements, output, features, showPatient, verbose };
        foreach (Option option in archive.All)
            command.Add(option);
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            (string segmentationFile, string? folder, string? reportFile, string page) = (parsed.GetRequiredValue(input), parsed.GetValue(images), parsed.GetValue(measurements), parsed.GetRequiredValue(output));
            string[] names = parsed.GetValue(features) ?? [];
            var inputs = new InputFiles().File("--inputDICOM", segmentationFile);
            ArchiveSeries? series = archive.SeriesOf(parsed);
            series?.Check(inputs);
            if (folder is not null)
                inputs.Folder("--inputDICOMDirectory", folder);
            if (folder is not null && series is not null)
                inputs.Fault("--inputDICOMweb and --inputDICOMDirectory cannot both be given.");
            if (reportFile is not null)
                inputs.File("--inputReport", reportFile);
            if (names.Length > 0 && (reportFile is not null || (folder is null && series is null)))
                inputs.Fault("--features are measured on images: --inputDICOMDirectory or --inputDICOMweb is needed, and --inputReport is not.");
            inputs.FolderOf("--output", page).Check();

            console.Plan(("Reading headers", 1, 1), ("Reading images", 3, 1), ("Reading segments", 1, 1), ("Measuring segments", 6, 1), ("Drawing slices", 3, 1));
            using Segmentation segmentation = Segmentation.Open(segmentationFile);
            folder ??= series?.Fetch(console, cancellationToken);
            SourceImages? source = folder is null ? null : SourceImages.Load(folder, progress: console.Progress, cancellationToken: cancellationToken);
            var options = new PictureOptions { ShowPatient = parsed.GetValue(showPatient) };
            PicturePage made;
            if (reportFile is not null)
            {
                using MeasurementReport report = MeasurementReport.Open(reportFile);
                made = PicturePage.Of(source, segmentation, report, options, console.Progress, cancellationToken);
            }
            else
            {
                SegmentMeasurements? measured = source is null ? null : SegmentMeasurements.Measure(segmentation, source, OptionsFor(names), console.Progress, cancellationToken);
                made = PicturePage.Of(source, segmentation, measured, options, console.Progress, cancellationToken);
            }

            console.Warn(source?.Warnings ?? []);
            made.Save(page);
            console.Say($"Saved {page}. {segmentation}");
        }));
        return command;
    }

    private static SegmentMeasurementOptions OptionsFor(string[] names)
    {
        try
        {
            return new SegmentMeasurementOptions().WithFeatures(names.Length > 0 ? string.Join(',', names) : Features);
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }
}
