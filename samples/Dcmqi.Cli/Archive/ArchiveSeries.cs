using System.Text.RegularExpressions;

namespace Dcmqi.Cli;

/// <summary>A series of images in an archive, as the caller named it.</summary>
/// <param name="Address">ROOT/studies/UID/series/UID.</param>
/// <param name="Access">Who asks.</param>
internal sealed partial record ArchiveSeries(string Address, ArchiveAccess Access)
{
    /// <summary>Adds what cannot be meant.</summary>
    public void Check(InputFiles inputs)
    {
        Access.Check(inputs);
        if (!Pattern().IsMatch(Address))
            inputs.Fault($"--inputDICOMweb: '{Address}' is no series of an archive; ROOT/studies/UID/series/UID was expected, such as https://pacs.example/dicom-web/studies/1.2.3/series/1.2.4.");
        else
            ArchiveOptions.RootOf("--inputDICOMweb", Part("root"), inputs);
    }

    /// <summary>Retrieves headers alone.</summary>
    public SourceImages Load(CommandConsole console, CancellationToken cancellationToken)
    {
        using DicomWebClient web = Open(console);
        return web.LoadSourceAsync(Part("study"), Part("series"), null, console.Progress, cancellationToken).GetAwaiter().GetResult();
    }

    /// <summary>Retrieves the images, for work that needs pixels.</summary>
    /// <returns>Their folder, which is gone when the command ends.</returns>
    public string Fetch(CommandConsole console, CancellationToken cancellationToken)
    {
        using DicomWebClient web = Open(console);
        string folder = console.Keep(new TemporaryImages()).Folder;
        web.RetrieveInstancesAsync(Part("study"), Part("series"), folder, console.Progress, cancellationToken).GetAwaiter().GetResult();
        return folder;
    }

    private DicomWebClient Open(CommandConsole console) => Access.Open(new Uri(Part("root")), console);

    private string Part(string name) => Pattern().Match(Address).Groups[name].Value;

    [GeneratedRegex(@"\A(?<root>\S+?)/studies/(?<study>[0-9]+(?:\.[0-9]+)*)/series/(?<series>[0-9]+(?:\.[0-9]+)*)/?\z")]
    private static partial Regex Pattern();
}
