using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>seginfo</c>: what is in DICOM Segmentations.</summary>
internal static class SegInfoCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        Argument<string[]> files = CommonOptions.Files("DICOM Segmentations; the parts of a concatenation are taken together.");
        Option<bool> json = new("--json") { Description = "Prints JSON: one object for each file, in an array." };
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("seginfo", "Prints the segments of DICOM Segmentations with codes, colours, voxel counts and volumes.") { files, json, verbose };
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            string[] paths = parsed.GetRequiredValue(files);
            new InputFiles().Files("seginfo", paths).Check();
            bool asJson = parsed.GetValue(json);
            var infos = new List<SegInfo>();
            foreach (Segmentation opened in Segmentation.OpenAll(paths))
            {
                using Segmentation segmentation = opened;
                var info = SegInfo.Read(segmentation, cancellationToken);
                console.Warn(info.Warnings, string.Join(", ", segmentation.Files), paths.Length > 1);
                infos.Add(info);
                if (!asJson)
                    console.Say(SegInfoText.Of(info));
            }

            if (asJson)
                console.Say(SegInfoJson.Of(infos));
        }));
        return command;
    }
}
