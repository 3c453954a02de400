using System.Text;
using Dcmqi.Web.Http;

namespace Dcmqi.Web.Multipart;

/// <summary>Reads the parts of a multipart/related body (RFC 2046 5.1, RFC 2387) one after the other as they come; none is held.</summary>
internal sealed class MultipartReader
{
    private const int MostBytesOfHeaders = 16 << 10;
    private const int BufferBytes = 128 << 10;

    private readonly ArchiveAnswer _answer;
    private readonly byte[] _delimiter;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _start;
    private int _end;
    private MultipartPart? _part;
    private int _count;

    private MultipartReader(ArchiveAnswer answer, string boundary)
    {
        _answer = answer;
        _delimiter = Encoding.ASCII.GetBytes("\r\n--" + boundary);

        // The first delimiter needs no line before it.
        _buffer[0] = (byte)'\r';
        _buffer[1] = (byte)'\n';
        _end = 2;
    }

    /// <summary>Whether an answer has parts at all.</summary>
    public static bool IsMultipart(ArchiveAnswer answer) => answer.ContentType?.MediaType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true;

    /// <exception cref="DicomWebException">The answer has no parts, or does not say what divides them.</exception>
    public static MultipartReader Of(ArchiveAnswer answer, string expected)
    {
        if (!IsMultipart(answer))
            throw answer.Fault($"the answer is {ShownUnsafe.Of(answer.ContentType?.ToString() ?? "of no stated type")}; multipart/related with {expected} was expected.");
        string? boundary = answer.ContentType!.Parameters.FirstOrDefault(parameter => string.Equals(parameter.Name, "boundary", StringComparison.OrdinalIgnoreCase))?.Value?.Trim('"');

        // RFC 2046 5.1.1: at most 70 characters. Orthanc has more.
        return boundary is { Length: > 0 and <= 200 } && boundary.All(letter => letter is > ' ' and < '\x7f' or ' ')
            ? new MultipartReader(answer, boundary)
            : throw answer.Fault($"the answer is multipart without a boundary that could be ({ShownUnsafe.Of(answer.ContentType.ToString())}).");
    }

    /// <summary>The next part, once all of the one before is read or passed over; <see langword="null"/> after the last.</summary>
    /// <exception cref="DicomWebException">The body ends before its last boundary, or headers have no end.</exception>
    public async Task<MultipartPart?> NextAsync()
    {
        // What stands before the first boundary, or is left of a part, is passed over.
        byte[]? rest = null;
        while (_count == 0 || _part is { IsRead: false })
        {
            rest ??= new byte[8 << 10];
            if (await ReadAsync(rest).ConfigureAwait(false) == 0)
                break;
        }

        _start += _delimiter.Length;
        await FillAsync(2).ConfigureAwait(false);
        if (_buffer.AsSpan(_start, 2).SequenceEqual("--"u8))
            return null;
        _count++;
        _part = new MultipartPart(_count, await HeadersAsync().ConfigureAwait(false));
        return _part;
    }

    /// <summary>Reads more of the part.</summary>
    /// <returns>The number of bytes; 0 at its end.</returns>
    /// <exception cref="DicomWebException">The body ends in the part, or it is longer or shorter than its Content-Length.</exception>
    public async Task<int> ReadAsync(Memory<byte> destination)
    {
        int available = await AvailableAsync().ConfigureAwait(false);
        int count = Math.Min(available, destination.Length);
        _buffer.AsMemory(_start, count).CopyTo(destination);
        _start += count;
        if (_part is not null)
        {
            _part.BytesRead += count;
            _part.IsRead = available == 0;
            if (_part.BytesRead > _part.Length || (_part.IsRead && _part.BytesRead < _part.Length))
                throw _answer.Fault($"part {_count} has {(_part.IsRead ? "" : "more than ")}{(_part.IsRead ? _part.BytesRead : _part.Length)} bytes; its Content-Length is {_part.Length}.", isTransient: true);
        }

        return count;
    }

    // How many bytes of the part are in the buffer: up to the delimiter, or so far that it cannot begin before.
    private async Task<int> AvailableAsync()
    {
        while (true)
        {
            int found = _buffer.AsSpan(_start, _end - _start).IndexOf(_delimiter);
            if (found >= 0)
                return found;
            int safe = _end - _start - (_delimiter.Length - 1);
            if (safe > 0)
                return safe;
            await FillAsync(_end - _start + 1).ConfigureAwait(false);
        }
    }

    // Sees that so many bytes are in the buffer.
    private async Task FillAsync(int count)
    {
        if (_start + count > _buffer.Length)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        while (_end - _start < count)
        {
            int read = await _answer.Body.ReadAsync(_buffer.AsMemory(_end), _answer.Token).ConfigureAwait(false);
            if (read == 0)
                throw _answer.Fault(_count == 0 ? "the answer ends before its first part." : $"the answer ends in part {_count}, without its last boundary.", isTransient: true);
            _end += read;
        }
    }

    private async Task<Dictionary<string, string>> HeadersAsync()
    {
        // The end of the delimiter's own line belongs to what ends the headers, where there are none.
        int length = 0;
        int end;
        while ((end = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n\r\n"u8)) < 0)
        {
            length = _end - _start;
            if (length > MostBytesOfHeaders)
                throw _answer.Fault($"the headers of part {_count} have no end within {MostBytesOfHeaders} bytes.");
            await FillAsync(length + 1).ConfigureAwait(false);
        }

        string text = Encoding.Latin1.GetString(_buffer, _start, end);
        _start += end + 4;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string line in text.Split("\r\n"))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                headers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
        }

        return headers;
    }
}
