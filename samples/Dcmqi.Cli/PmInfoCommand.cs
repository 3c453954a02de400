using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>pminfo</c>: what is in DICOM Parametric Maps.</summary>
internal static class PmInfoCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        Argument<string[]> files = CommonOptions.Files("DICOM Parametric Maps.");
        Option<bool> json = new("--json") { Description = "Prints JSON: one object for each file, in an array." };
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("pminfo", "Prints the quantities of DICOM Parametric Maps with units, mappings and the range of their values.") { files, json, verbose };
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            string[] paths = parsed.GetRequiredValue(files);
            new InputFiles().Files("pminfo", paths).Check();
            bool asJson = parsed.GetValue(json);
            var infos = new List<PmInfo>();
            foreach (string path in paths)
            {
                var info = PmInfo.Read(path, cancellationToken);
                console.Warn(info.Warnings, info.Path, paths.Length > 1);
                infos.Add(info);
                if (!asJson)
                    console.Say(info.ToText());
            }

            if (asJson)
                console.Say(PmInfoJson.Of(infos));
        }));
        return command;
    }
}
