using System.Runtime.CompilerServices;

namespace Dcmqi.Dicom.PixelData.JpegLs;

/// <summary>Codes the lines of one component, lossless (T.87 annex A with NEAR 0).</summary>
internal sealed class ScanEncoder(JpegLsParameters parameters, CodedBitWriter output)
{
    private readonly ScanState _state = new(parameters);
    private readonly int _maxValue = parameters.MaxValue;
    // The range of errors is a power of two here, as no preset is written.
    private readonly int _unusedBits = 32 - parameters.ErrorBits;
    private readonly int _errorBits = parameters.ErrorBits;
    private readonly int _limit = parameters.Limit;
    private readonly int _reset = parameters.Reset;
    private int _runIndex;

    /// <summary>The most bytes that a line can take: LIMIT bits for each pixel, and every eighth bit stuffed.</summary>
    public long LongestLine(int columns) => ((long)_limit * (columns + 1) / 7) + 8;

    /// <summary>Codes a line.</summary>
    /// <param name="previous">The line above, with its left and right neighbours: columns + 2 samples.</param>
    /// <param name="current">The line, with its left neighbour.</param>
    /// <param name="columns">Pixels of the line.</param>
    public void EncodeLine(ReadOnlySpan<ushort> previous, ReadOnlySpan<ushort> current, int columns)
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
                int value = current[x];
                EncodeRegular(context, value, left, above, aboveLeft);
                left = value;
                aboveLeft = above;
                above = aboveRight;
                x++;
                continue;
            }

            x += EncodeRun(current[x..], left);
            if (x == current.Length)
                return;
            EncodeInterruption(current[x], left, previous[x]);
            left = current[x];
            aboveLeft = previous[x];
            above = previous[x + 1];
            x++;
        }
    }

    // Not inlined: the JIT makes conditional moves of Min and Max only outside loops, and noise mispredicts branches (40 % faster).
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EncodeRegular(int contextAndSign, int value, int left, int above, int aboveLeft)
    {
        // All ones where signs are turned: (n ^ sign) - sign negates.
        int sign = contextAndSign >> 31;
        ref RegularContext context = ref _state.Contexts[(contextAndSign ^ sign) - sign];
        int prediction = ScanState.Predict(left, above, aboveLeft) + ((context.Bias ^ sign) - sign);
        prediction = Math.Min(Math.Max(prediction, 0), _maxValue);
        int error = ReduceRange(((value - prediction) ^ sign) - sign);
        int golomb = context.Golomb;
        int inverted = error ^ context.Inversion(golomb);
        AppendGolomb((inverted << 1) ^ (inverted >> 31), golomb, _limit);
        context.Update(error, 1, _reset);
    }

    // A.7.1: the number of pixels that equal the one to the left, 0 or more; to the end of the line, or an interruption follows.
    private int EncodeRun(ReadOnlySpan<ushort> rest, int value)
    {
        int length = rest.IndexOfAnyExcept((ushort)value);
        bool isToEnd = length < 0;
        if (isToEnd)
            length = rest.Length;
        int left = length;
        ReadOnlySpan<byte> bits = ScanState.RunLengthBits;
        while (left >= 1 << bits[_runIndex])
        {
            output.Append(1, 1);
            left -= 1 << bits[_runIndex];
            if (_runIndex < ScanState.LastRunIndex)
                _runIndex++;
        }

        if (!isToEnd)
            output.Append((uint)left, bits[_runIndex] + 1);
        else if (left > 0)
            output.Append(1, 1);
        return length;
    }

    // A.7.2.
    private void EncodeInterruption(int value, int left, int above)
    {
        int type = left == above ? 1 : 0;
        ref RunContext context = ref _state.RunContexts[type];
        int error = value - above;
        if (left > above)
            error = -error;
        error = ReduceRange(error);
        int golomb = context.Golomb;
        bool isOdd = error != 0 && context.IsNegativeOdd(golomb) == error < 0;
        int code = (2 * Math.Abs(error)) - type - (isOdd ? 1 : 0);
        AppendGolomb(code, golomb, _limit - ScanState.RunLengthBits[_runIndex] - 1);
        context.Update(error, code, _reset);
        if (_runIndex > 0)
            _runIndex--;
    }

    // A.4.5.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ReduceRange(int error) => error << _unusedBits >> _unusedBits;

    // A.5.3.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AppendGolomb(int code, int golomb, int limit)
    {
        int zeros = code >> golomb;
        if (zeros + golomb < 32 && zeros < limit - _errorBits - 1)
            output.Append((1u << golomb) | ((uint)code & ((1u << golomb) - 1)), zeros + 1 + golomb);
        else
            AppendLong(code, golomb, limit);
    }

    private void AppendLong(int code, int golomb, int limit)
    {
        int zeros = code >> golomb;
        int longest = limit - _errorBits - 1;
        output.AppendUnary(Math.Min(zeros, longest));
        if (zeros < longest)
            output.Append((uint)code & ((1u << golomb) - 1), golomb);
        else
            output.Append((uint)(code - 1), _errorBits);
    }
}
