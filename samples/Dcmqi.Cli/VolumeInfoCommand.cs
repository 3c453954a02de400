using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>volumeinfo</c>: what is in research images.</summary>
internal static class VolumeInfoCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        Argument<string[]> files = CommonOptions.Files("Research images.");
        Option<bool> json = new("--json") { Description = "Prints JSON: one object for each file, in an array." };
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("volumeinfo", "Prints type, size, position and labels of research images.") { files, json, verbose };
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            string[] paths = parsed.GetRequiredValue(files);
            new InputFiles().Files("volumeinfo", paths).Check();
            bool asJson = parsed.GetValue(json);
            var infos = new List<VolumeInfo>();
            foreach (string path in paths)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using VolumeReader volume = VolumeReader.Open(path);
                IReadOnlyList<LabelCounts> counts = LabelCounts.Of(volume, console.Progress, cancellationToken);
                console.Warn(volume.Warnings, path, paths.Length > 1);
                var info = new VolumeInfo(path, volume, counts);
                infos.Add(info);
                if (!asJson)
                    console.Say(info.ToText());
            }

            if (asJson)
                console.Say(VolumeInfo.ToJson(infos));
        }));
        return command;
    }
}
