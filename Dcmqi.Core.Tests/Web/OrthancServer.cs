using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Web;

/// <summary>An Orthanc of the tests' own: on a free port of loopback, with a configuration and storage of its own, with authentication; ended by its process id.</summary>
internal sealed class OrthancServer : IDisposable
{
    public const string User = "reader";
    public const string Password = "pass:wörd";

    private const string Program = "/usr/sbin/Orthanc";
    private const string Plugin = "/usr/share/orthanc/plugins/libOrthancDicomWeb.so";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private OrthancServer()
    {
        int port = FreePort();
        Root = new Uri($"http://127.0.0.1:{port}/dicom-web/");
        File.WriteAllText(_folder["refuse.lua"], "function ReceivedInstanceFilter(dicom, origin, info)\n  return dicom.PatientID ~= 'REFUSED'\nend\n");
        File.WriteAllText(_folder["orthanc.json"], JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["StorageDirectory"] = _folder["storage"],
            ["IndexDirectory"] = _folder["storage"],
            ["HttpPort"] = port,
            ["HttpBindAddresses"] = new[] { "127.0.0.1" },
            ["RemoteAccessAllowed"] = false,
            ["DicomServerEnabled"] = false,
            ["AuthenticationEnabled"] = true,
            ["RegisteredUsers"] = new Dictionary<string, string> { [User] = Password },
            ["LuaScripts"] = new[] { _folder["refuse.lua"] },
            ["Plugins"] = new[] { Plugin },
            ["DicomWeb"] = new Dictionary<string, object> { ["Enable"] = true, ["Root"] = "/dicom-web/", ["EnableWado"] = false },
        }));
        var start = new ProcessStartInfo(Program, [_folder["orthanc.json"]]) { RedirectStandardError = true, RedirectStandardOutput = true };
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += Note;
        _process.OutputDataReceived += Note;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    public Uri Root { get; }

    /// <summary>What goes into DicomWebOptions.Authorization.</summary>
    public static AuthenticationHeaderValue Credentials { get; } = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")));

    /// <summary>Starts one; the test is skipped where it is not installed, and on .NET 8, where the same code runs against an archive in the process.</summary>
    public static async Task<OrthancServer> StartAsync()
    {
        if (Environment.Version.Major < 10)
            Assert.Ignore("Orthanc is asked on .NET 10 only.");
        if (!File.Exists(Program) || !File.Exists(Plugin))
            Missing.Program("Orthanc with its DICOMweb plug-in (Debian packages orthanc, orthanc-dicomweb) is not installed.");
        var server = new OrthancServer();
        try
        {
            await server.WaitAsync();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public DicomWebClient Client(DicomWebOptions? options = null) => new(Root, null, (options ?? new DicomWebOptions()) with { Authorization = Credentials });

    /// <summary>Ends the process without a word to anyone.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
        _folder.Dispose();
    }

    private async Task WaitAsync()
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = Credentials;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Patience && !_process.HasExited)
        {
            try
            {
                using HttpResponseMessage answer = await client.GetAsync(new Uri(Root, "studies?limit=1"));
                if (answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NoContent)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(50);
        }

        lock (_log)
            Assert.Fail("Orthanc did not begin to answer: " + _log);
    }

    private void Note(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
            _log.AppendLine(line.Data);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
