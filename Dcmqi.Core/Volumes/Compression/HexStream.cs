using Dcmqi.Binary;

namespace Dcmqi.Volumes;

/// <summary>Bytes written as pairs of hexadecimal digits; white space between digits is passed over.</summary>
internal sealed class HexStream(Stream text, string? fileName) : ForwardStream
{
    private readonly byte[] _buffer = new byte[65536];
    private int _position;
    private int _length;

    public override int Read(Span<byte> buffer)
    {
        for (int i = 0; i < buffer.Length; i++)
        {
            int high = NextDigit();
            int low = high < 0 ? -1 : NextDigit();
            if (low < 0)
                return i;
            buffer[i] = (byte)((high << 4) | low);
        }

        return buffer.Length;
    }

    private int NextDigit()
    {
        while (true)
        {
            if (_position == _length)
            {
                _length = VoxelStreams.ReadUpTo(text, _buffer, fileName);
                _position = 0;
                if (_length == 0)
                    return -1;
            }

            byte c = _buffer[_position++];
            if (char.IsAsciiHexDigit((char)c))
                return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
            if (c is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)'\v' or (byte)'\f'))
                throw new VolumeFormatException($"Hexadecimal data holds the byte 0x{c:X2}, which is no digit.", fileName, "encoding");
        }
    }
}
