using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary>The options by which an archive is reached, the same for every command.</summary>
internal sealed class ArchiveOptions
{
    private readonly Option<string> _user = new("--user") { HelpName = "NAME", Description = $"User of the archive; the password comes from the environment variable {ArchiveAccess.PasswordVariable} or from --passwordFile, never from the command line. (dcmqi has no such option.)" };

    private readonly Option<string> _passwordFile = new("--passwordFile") { HelpName = "FILE", Description = "With --user: file with the password. (dcmqi has no such option.)" };

    private readonly Option<string> _tokenFile = new("--tokenFile") { HelpName = "FILE", Description = $"File with a token for the archive (OAuth 2 bearer); the environment variable {ArchiveAccess.TokenVariable} may hold it in its place. (dcmqi has no such option.)" };

    private readonly Option<string> _series;

    /// <param name="what">What the images of a series in the archive are for, such as <c>that were segmented</c>.</param>
    public ArchiveOptions(string what = "") =>
        _series = new Option<string>("--inputDICOMweb") { HelpName = "URL", Description = $"Series of the DICOM images {what} in an archive: ROOT/studies/UID/series/UID. Only headers are retrieved where these suffice. (dcmqi has no such option.)" };

    /// <summary>Those that say who is asking.</summary>
    public IEnumerable<Option> Access => [_user, _passwordFile, _tokenFile];

    /// <summary>Those that name a series in an archive, too.</summary>
    public IEnumerable<Option> All => [_series, .. Access];

    public ArchiveAccess AccessOf(ParseResult parsed) => new(parsed.GetValue(_user), parsed.GetValue(_passwordFile), parsed.GetValue(_tokenFile));

    /// <summary>The series that was named; <see langword="null"/> if none was.</summary>
    public ArchiveSeries? SeriesOf(ParseResult parsed) => parsed.GetValue(_series) is { } address ? new ArchiveSeries(address, AccessOf(parsed)) : null;

    /// <summary>The root of an archive, which an option names.</summary>
    public static Uri? RootOf(string option, string address, InputFiles inputs)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out Uri? root) && root.Scheme is "http" or "https" && root!.UserInfo.Length == 0 && root.Query.Length == 0 && root.Fragment.Length == 0)
            return root;
        inputs.Fault($"{option}: {(root?.UserInfo.Length > 0 ? "the address holds a user or password; give them by --user" : $"'{address}' is no address of an archive, such as https://pacs.example/dicom-web")}.");
        return null;
    }
}
