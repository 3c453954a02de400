using System.Globalization;
using System.Text;

namespace Dcmqi.Volumes;

/// <summary>Values written as decimal numbers, with white space or commas between them.</summary>
internal sealed class TextValueReader<T>(Stream text, VoxelLayout layout) : ValueReader<T>
    where T : unmanaged
{
    // Longer than any number: the longest exact text of a double has some 770 digits.
    private const int LongestNumber = 1100;

    private readonly byte[] _buffer = new byte[65536];
    private int _position;
    private int _length;
    private bool _ended;

    public override int Fill(Span<T> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            ReadOnlySpan<byte> token = NextToken();
            if (token.IsEmpty)
                return i;
            if (!TryParse(token, out destination[i]))
                throw layout.Fault($"The text data holds '{Shown(token)}', which is no {typeof(T).Name} value.", "encoding");
        }

        return destination.Length;
    }

    private static bool TryParse(ReadOnlySpan<byte> token, out T value)
    {
        if (typeof(T) == typeof(sbyte))
            return Integer<sbyte>(token, out value);
        if (typeof(T) == typeof(byte))
            return Integer<byte>(token, out value);
        if (typeof(T) == typeof(short))
            return Integer<short>(token, out value);
        if (typeof(T) == typeof(ushort))
            return Integer<ushort>(token, out value);
        if (typeof(T) == typeof(int))
            return Integer<int>(token, out value);
        if (typeof(T) == typeof(uint))
            return Integer<uint>(token, out value);
        if (typeof(T) == typeof(long))
            return Integer<long>(token, out value);
        if (typeof(T) == typeof(ulong))
            return Integer<ulong>(token, out value);
        bool parsed = FloatText.TryParse(token, out double number);
        value = default;
        if (typeof(T) == typeof(float))
        {
            // Parsed as float, not by way of double: rounding twice may give the neighbour.
            if (!float.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out float single))
                single = (float)number;
            value = (T)(object)single;
        }
        else
        {
            value = (T)(object)number;
        }

        return parsed;
    }

    private static bool Integer<TInteger>(ReadOnlySpan<byte> token, out T value)
        where TInteger : struct, IUtf8SpanParsable<TInteger>
    {
        bool parsed = TInteger.TryParse(token, CultureInfo.InvariantCulture, out TInteger number);
        value = (T)(object)number;
        return parsed;
    }

    private static string Shown(ReadOnlySpan<byte> token) =>
        Encoding.ASCII.GetString(token[..Math.Min(token.Length, 40)]);

    private static bool IsSeparator(byte c) => c <= (byte)' ' || c == (byte)',';

    private ReadOnlySpan<byte> NextToken()
    {
        while (true)
        {
            while (_position < _length && IsSeparator(_buffer[_position]))
                _position++;
            int end = _position;
            while (end < _length && !IsSeparator(_buffer[end]))
                end++;
            if (end - _position > LongestNumber)
                throw layout.Fault($"The text data holds '{Shown(_buffer.AsSpan(_position))}...', which is no number.", "encoding");
            if (end < _length || _ended)
            {
                ReadOnlySpan<byte> token = _buffer.AsSpan(_position, end - _position);
                _position = end;
                return token;
            }

            _buffer.AsSpan(_position, _length - _position).CopyTo(_buffer);
            _length -= _position;
            _position = 0;
            int read = VoxelStreams.ReadUpTo(text, _buffer.AsSpan(_length), layout.FileName);
            _ended = read == 0;
            _length += read;
        }
    }
}
