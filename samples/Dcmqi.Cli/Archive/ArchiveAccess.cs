using System.Net.Http.Headers;
using System.Text;

namespace Dcmqi.Cli;

/// <summary>How the caller shows an archive who he is. Passwords and tokens come from files or the environment: a command line is seen by others.</summary>
/// <param name="User">The user of Basic authentication.</param>
/// <param name="PasswordFile">The file with his password.</param>
/// <param name="TokenFile">The file with a bearer token.</param>
internal sealed record ArchiveAccess(string? User, string? PasswordFile, string? TokenFile)
{
    public const string PasswordVariable = "DCMQI_PASSWORD";
    public const string TokenVariable = "DCMQI_TOKEN";

    /// <summary>The same as arguments of a command.</summary>
    public IReadOnlyList<string> Arguments => [.. new[] { ("--user", User), ("--passwordFile", PasswordFile), ("--tokenFile", TokenFile) }.Where(option => option.Item2 is not null).Select(option => $"{option.Item1}={option.Item2}")];

    /// <summary>Adds files that are not there, and what does not go together.</summary>
    public void Check(InputFiles inputs)
    {
        foreach ((string option, string? path) in new[] { ("--passwordFile", PasswordFile), ("--tokenFile", TokenFile) })
        {
            if (path is not null)
                inputs.File(option, path);
        }

        if (User is not null && TokenFile is not null)
            inputs.Fault("--user and --tokenFile cannot both be given.");
        if (User is null && PasswordFile is not null)
            inputs.Fault("--passwordFile needs --user.");
        if (User is not null && PasswordFile is null && Environment.GetEnvironmentVariable(PasswordVariable) is null)
            inputs.Fault($"--user needs the password, in the environment variable {PasswordVariable} or in a file (--passwordFile).");
        if (User?.Contains(':', StringComparison.Ordinal) == true)
            inputs.Fault("--user: a user's name holds no colon (RFC 7617).");
    }

    /// <summary>A client of an archive.</summary>
    public DicomWebClient Open(Uri root, CommandConsole console, DicomWebOptions? options = null)
    {
        AuthenticationHeaderValue? authorization = Authorization();
        if (authorization is not null && root.Scheme == Uri.UriSchemeHttp && !root.IsLoopback)
            console.Warn([$"The {(authorization.Scheme == "Basic" ? "password" : "token")} goes to {root.Host} without encryption; use https."]);
        return new DicomWebClient(root, null, (options ?? new DicomWebOptions()) with { Authorization = authorization });
    }

    private AuthenticationHeaderValue? Authorization()
    {
        if (User is not null)
        {
            string password = PasswordFile is null ? Environment.GetEnvironmentVariable(PasswordVariable)! : LineOf(PasswordFile);
            return new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{password}")));
        }

        string? token = TokenFile is null ? Environment.GetEnvironmentVariable(TokenVariable) : LineOf(TokenFile);
        return string.IsNullOrWhiteSpace(token) ? null : new AuthenticationHeaderValue("Bearer", token.Trim());
    }

    // An editor ends a file by a line end, which is no part of a password.
    private static string LineOf(string path) => File.ReadAllText(path).TrimEnd('\r', '\n');
}
