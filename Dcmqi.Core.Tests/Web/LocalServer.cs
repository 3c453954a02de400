using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Dcmqi.Tests.Web;

/// <summary>A server on loopback that gives raw answers: what no handler within the process can show, such as redirects and compression.</summary>
internal sealed class LocalServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, byte[]> _answer;
    private readonly Func<TcpClient, Task<Stream>> _open;

    /// <param name="answer">Gives the whole answer, head and body, to the head of a request; the connection is closed after it.</param>
    /// <param name="open">Gives the stream of a connection, where it is not the plain one.</param>
    public LocalServer(Func<string, byte[]> answer, Func<TcpClient, Task<Stream>>? open = null)
    {
        _answer = answer;
        _open = open ?? (client => Task.FromResult<Stream>(client.GetStream()));
        _listener.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Root => new($"http://127.0.0.1:{Port}/dicom-web");

    /// <summary>The heads of the requests so far.</summary>
    public List<string> Heads { get; } = [];

    public static byte[] Answer(string status, string headers, byte[] body) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {body.Length}\r\n{headers}\r\n"), .. body];

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                try
                {
                    await ServeAsync(client);
                }
                catch (Exception failure) when (failure is IOException or System.Security.Authentication.AuthenticationException)
                {
                    // The client did not want it.
                }
            }
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        await using Stream stream = await _open(client);
        byte[] block = new byte[8192];
        var head = new StringBuilder();
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            int count = await stream.ReadAsync(block);
            if (count == 0)
                return;
            head.Append(Encoding.ASCII.GetString(block, 0, count));
        }

        lock (Heads)
            Heads.Add(head.ToString());
        await stream.WriteAsync(_answer(head.ToString()));
        await stream.FlushAsync();
    }
}
