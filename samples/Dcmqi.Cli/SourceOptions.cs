using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary>The options by which images are named, the same for every command that derives something from them.</summary>
internal sealed class SourceOptions
{
    private readonly Option<string[]> _files;
    private readonly Option<string> _folder;
    private readonly ArchiveOptions _archive;
    private readonly Option<int?> _volume;
    private readonly Option<bool> _noSource;
    private readonly Option<string> _context;

    /// <param name="what">What the images were for, such as <c>that were segmented</c>.</param>
    public SourceOptions(string what)
    {
        _files = CommonOptions.List("--inputDICOMList", $"DICOM images {what}; or one file of their headers in DICOM JSON (.json).");
        _folder = new Option<string>("--inputDICOMDirectory") { HelpName = "DIR", Description = $"Folder of the DICOM images {what}; searched with its subfolders." };
        _archive = new ArchiveOptions(what);
        _volume = new Option<int?>("--sourceVolume") { HelpName = "N", Description = "Refers only to one of the volumes that the images make (points in time, b-values, echoes, stacks), from 0, as sourceinfo counts them; to all without it. (dcmqi has no such option.)" };
        _volume.Validators.Add(result =>
        {
            if (CommonOptions.NumberOf(result) < 0)
                result.AddError("--sourceVolume: volumes are counted from 0.");
        });
        _noSource = new Option<bool>("--noSource") { Description = "There are no images: the object lies where its volume lies. Needs --compositeContext. (dcmqi has no such option.)" };
        _context = new Option<string>("--compositeContext") { HelpName = "FILE", Description = "With --noSource, JSON file with patient, study, frame of reference and equipment. (dcmqi has no such option.)" };
    }

    /// <summary>Those that name images, for commands that cannot do without.</summary>
    public IEnumerable<Option> Images => [_files, _folder, .. _archive.All, _volume];

    public IEnumerable<Option> All => [.. Images, _noSource, _context];

    public SourceInput Of(ParseResult parsed) => new()
    {
        Files = parsed.GetValue(_files) ?? [],
        Folder = parsed.GetValue(_folder),
        Archive = _archive.SeriesOf(parsed),
        Volume = parsed.GetValue(_volume),
        NoSource = parsed.GetValue(_noSource),
        ContextFile = parsed.GetValue(_context),
    };
}
