using System.Runtime.CompilerServices;

namespace Dcmqi.Dicom.PixelData.JpegLs;

/// <summary>Decodes the lines of a scan, lossless and near-lossless (T.87 annex A).</summary>
internal ref struct ScanDecoder
{
    private readonly ScanState _state;
    private readonly int _maxValue;
    private readonly int _near;
    private readonly int _step;
    private readonly int _span;
    private readonly int _errorBits;
    private readonly int _limit;
    private readonly int _reset;
    private readonly uint _greatestCode;
    private CodedBitReader _input;
    private int _runIndex;

    public ScanDecoder(JpegLsParameters parameters, ReadOnlySpan<byte> bytes)
    {
        _state = new ScanState(parameters);
        _maxValue = parameters.MaxValue;
        _near = parameters.Near;
        _step = (2 * parameters.Near) + 1;
        _span = parameters.Range * _step;
        _errorBits = parameters.ErrorBits;
        _limit = parameters.Limit;
        _reset = parameters.Reset;
        _greatestCode = (uint)parameters.Range + 1;
        _input = new CodedBitReader(bytes);
    }

    /// <summary>RUNindex, which each component of a scan interleaved by lines has of its own (T.87 B.3).</summary>
    public int RunIndex
    {
        readonly get => _runIndex;
        set => _runIndex = value;
    }

    public readonly bool IsOverrun => _input.IsOverrun;

    /// <summary>Forgets all and goes on behind the next marker.</summary>
    /// <returns>The marker's second byte; 0 where there is none.</returns>
    public byte Restart()
    {
        _state.Restart();
        _runIndex = 0;
        return _input.SkipToMarker(out _);
    }

    /// <summary>Finds the marker that ends the scan.</summary>
    /// <param name="position">The place after it.</param>
    /// <returns>The marker's second byte; 0 where there is none.</returns>
    public byte Finish(out int position) => _input.SkipToMarker(out position);

    /// <summary>Decodes a line of one component.</summary>
    /// <param name="previous">The line above, with its left and right neighbours: columns + 2 samples.</param>
    /// <param name="current">The line, with its left neighbour; is filled from 1.</param>
    /// <param name="columns">Samples of the line.</param>
    public void DecodeLine(ReadOnlySpan<ushort> previous, Span<ushort> current, int columns)
    {
        previous = previous[..(columns + 2)];
        current = current[..(columns + 1)];
        int left = current[0];
        int aboveLeft = previous[0];
        int above = previous[1];
        int x = 1;
        while (x < current.Length)
        {
            int aboveRight = previous[x + 1];
            int context = _state.ContextOf(left, above, aboveLeft, aboveRight);
            if (context != 0)
            {
                left = DecodeRegular(context, left, above, aboveLeft);
                current[x] = (ushort)left;
                aboveLeft = above;
                above = aboveRight;
                x++;
                continue;
            }

            int length = DecodeRunLength(current.Length - x, out bool isInterrupted);
            current.Slice(x, length).Fill((ushort)left);
            x += length;
            if (!isInterrupted)
                continue;
            above = previous[x];
            left = DecodeInterruption(left, above);
            current[x] = (ushort)left;
            aboveLeft = above;
            above = previous[x + 1];
            DecrementRunIndex();
            x++;
        }
    }

    /// <summary>Decodes a line of several components whose samples follow each other pixel by pixel (T.87 B.2.3).</summary>
    public void DecodeInterleavedLine(ushort[][] previous, ushort[][] current, int columns)
    {
        Span<int> contexts = stackalloc int[previous.Length];
        int x = 1;
        while (x <= columns)
        {
            bool isFlat = true;
            for (int c = 0; c < contexts.Length; c++)
            {
                contexts[c] = _state.ContextOf(current[c][x - 1], previous[c][x], previous[c][x - 1], previous[c][x + 1]);
                isFlat &= contexts[c] == 0;
            }

            if (!isFlat)
            {
                for (int c = 0; c < contexts.Length; c++)
                    current[c][x] = (ushort)DecodeRegular(contexts[c], current[c][x - 1], previous[c][x], previous[c][x - 1]);
                x++;
                continue;
            }

            int length = DecodeRunLength(columns + 1 - x, out bool isInterrupted);
            for (int c = 0; c < contexts.Length; c++)
                current[c].AsSpan(x, length).Fill(current[c][x - 1]);
            x += length;
            if (!isInterrupted)
                continue;
            for (int c = 0; c < contexts.Length; c++)
                current[c][x] = (ushort)DecodeInterruptionOf(0, current[c][x - 1], previous[c][x]);
            DecrementRunIndex();
            x++;
        }
    }

    // Not inlined: the JIT makes conditional moves of Min and Max only outside loops, and noise mispredicts branches (40 % faster).
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int DecodeRegular(int contextAndSign, int left, int above, int aboveLeft)
    {
        // All ones where signs are turned: (n ^ sign) - sign negates.
        int sign = contextAndSign >> 31;
        ref RegularContext context = ref _state.Contexts[(contextAndSign ^ sign) - sign];
        int prediction = ScanState.Predict(left, above, aboveLeft) + ((context.Bias ^ sign) - sign);
        prediction = Math.Min(Math.Max(prediction, 0), _maxValue);
        int golomb = context.Golomb;
        uint code = _input.ReadGolomb(golomb, _limit - _errorBits - 1, _errorBits);
        if (code > _greatestCode)
            ThrowCode(code);
        int error = (int)(code >> 1) ^ -(int)(code & 1);
        if (_near == 0)
            error ^= context.Inversion(golomb);
        context.Update(error, _step, _reset);
        return Reconstruct(prediction, (error ^ sign) - sign);
    }

    // A.7.1.
    private int DecodeRunLength(int room, out bool isInterrupted)
    {
        int length = 0;
        ReadOnlySpan<byte> bits = ScanState.RunLengthBits;
        while (_input.Read(1) != 0)
        {
            int part = 1 << bits[_runIndex];
            if (part <= room - length && _runIndex < ScanState.LastRunIndex)
                _runIndex++;
            length += Math.Min(part, room - length);
            if (length == room)
            {
                isInterrupted = false;
                return length;
            }
        }

        length += (int)_input.Read(bits[_runIndex]);
        if (length >= room)
            throw new DicomFormatException("The JPEG-LS scan has a run that is longer than its line (T.87 A.7.1).");
        isInterrupted = true;
        return length;
    }

    private int DecodeInterruption(int left, int above) =>
        DecodeInterruptionOf(Math.Abs(left - above) <= _near ? 1 : 0, left, above);

    // A.7.2.
    private int DecodeInterruptionOf(int type, int left, int above)
    {
        ref RunContext context = ref _state.RunContexts[type];
        int golomb = context.Golomb;
        uint code = _input.ReadGolomb(golomb, _limit - ScanState.RunLengthBits[_runIndex] - 1 - _errorBits - 1, _errorBits);
        if (code > _greatestCode)
            ThrowCode(code);
        int sum = (int)code + type;
        bool isOdd = (sum & 1) != 0;
        int error = (sum + 1) >> 1;
        if (error != 0 && context.IsNegativeOdd(golomb) == isOdd)
            error = -error;
        context.Update(error, (int)code, _reset);
        if (type == 1)
            return Reconstruct(left, error);
        return Reconstruct(above, left > above ? -error : error);
    }

    private void DecrementRunIndex()
    {
        if (_runIndex > 0)
            _runIndex--;
    }

    // A.4.5, A.8.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int Reconstruct(int prediction, int error)
    {
        int value = prediction + (error * _step);
        value += _span & ((value + _near) >> 31);
        value -= _span & ((_maxValue + _near - value) >> 31);
        return Math.Min(Math.Max(value, 0), _maxValue);
    }

    private static void ThrowCode(uint code) =>
        throw new DicomFormatException($"The JPEG-LS scan has the prediction error code {code}, beyond what its parameters allow (T.87 A.5).");
}
