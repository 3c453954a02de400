using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Dcmqi.Dicom;

namespace Dcmqi.Tests.Web;

/// <summary>A small archive on loopback, for the snippets of the docs: searches by a few keys, gives metadata, instances and frames, stores.</summary>
internal sealed class MiniArchive : IDisposable
{
    private static readonly Dictionary<string, Tag> Keys = new() { ["PatientID"] = Tags.PatientID, ["Modality"] = Tags.Modality, ["ModalitiesInStudy"] = Tags.Modality, ["SOPInstanceUID"] = Tags.SOPInstanceUID };

    private readonly HttpListener _listener = new();
    private readonly List<(DataSet Header, byte[] File)> _instances = [];

    public MiniArchive(params IEnumerable<byte[]> files)
    {
        foreach (byte[] file in files)
            Add(file);
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        int port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        Root = $"http://127.0.0.1:{port}/dicom-web";
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Root { get; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                (string type, byte[] body) = await AnswerAsync(context.Request);
                context.Response.ContentType = type;
                context.Response.ContentLength64 = body.Length;
                await context.Response.OutputStream.WriteAsync(body);
                context.Response.Close();
            }
        }
        catch (Exception failure) when (failure is ObjectDisposedException or HttpListenerException)
        {
            // The page is done.
        }
    }

    private async Task<(string Type, byte[] Body)> AnswerAsync(HttpListenerRequest request)
    {
        string[] path = request.Url!.AbsolutePath["/dicom-web/".Length..].Split('/');
        if (request.HttpMethod == "POST")
            return Json(await StoreAsync(request));
        (DataSet Header, byte[] File)[] within = [.. _instances.Where(one => IsWithin(one.Header, path) && Matches(one.Header, request))];
        if (path is ["studies"] or [.., "series"] or [.., "instances"])
        {
            Tag level = path[^1] == "studies" ? Tags.StudyInstanceUID : path[^1] == "series" ? Tags.SeriesInstanceUID : Tags.SOPInstanceUID;
            int offset = int.Parse(request.QueryString["offset"] ?? "0", CultureInfo.InvariantCulture);
            return Json(new JsonArray([.. within.DistinctBy(one => one.Header.GetString(level)).Skip(offset).Select(one => (JsonNode)DicomJsonText.ToJson(one.Header))]).ToJsonString());
        }

        if (path[^1] == "metadata")
            return Json(DicomJsonText.Of(within.Select(one => one.File)));
        if (path is [.., "frames", { } numbers])
        {
            using var segmentation = Segmentation.Open(within[0].File);
            byte[][] frames = RemoteSegmentation.FramesOf(segmentation, PixelCompression.None);
            return (Multipart.Type("application/octet-stream"), Multipart.Of(numbers.Split(',').Select(number => ("Content-Type: application/octet-stream", frames[int.Parse(number, CultureInfo.InvariantCulture) - 1]))));
        }

        return (Multipart.Type("application/dicom"), Multipart.Of(within.Select(one => ("Content-Type: application/dicom", one.File))));
    }

    private static (string Type, byte[] Body) Json(string text) => ("application/dicom+json", Encoding.UTF8.GetBytes(text));

    private async Task<string> StoreAsync(HttpListenerRequest request)
    {
        var body = new MemoryStream();
        await request.InputStream.CopyToAsync(body);
        byte[] bytes = body.ToArray();
        byte[] boundary = Encoding.ASCII.GetBytes("\r\n--" + request.ContentType!.Split("boundary=")[1]);
        int start = bytes.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        string uid = Add(bytes[start..(start + bytes.AsSpan(start).IndexOf(boundary))]);
        return StoreTests.Answer([uid], []);
    }

    private string Add(byte[] file)
    {
        DataSet header = DicomFile.Open(file).DataSet;
        _instances.Add((header, file));
        return header.GetString(Tags.SOPInstanceUID)!;
    }

    private static bool IsWithin(DataSet header, string[] path)
    {
        Tag[] levels = [Tags.StudyInstanceUID, Tags.SeriesInstanceUID, Tags.SOPInstanceUID];
        return levels.Select((tag, level) => (tag, place: (2 * level) + 1)).All(one => one.place >= path.Length || path[one.place - 1] is not ("studies" or "series" or "instances") || header.GetString(one.tag) == path[one.place]);
    }

    private static bool Matches(DataSet header, HttpListenerRequest request) =>
        Keys.All(key => request.QueryString[key.Key] is not { } wanted || wanted.Split(',').Contains(header.GetString(key.Value)));
}
