using System.Numerics;
using System.Runtime.CompilerServices;

namespace Dcmqi.Dicom.PixelData.JpegLs;

/// <summary>What was learnt of prediction errors in one kind of neighbourhood (T.87 A.2.1, A.6).</summary>
internal struct RegularContext
{
    private const int LeastBias = -128;
    private const int GreatestBias = 127;

    // Unsigned: a RESET of 65535 lets it grow beyond 2^31.
    private uint _magnitude;
    private int _drift;
    private int _count;

    public RegularContext(int range)
    {
        _magnitude = InitialMagnitude(range);
        _count = 1;
    }

    /// <summary>C of T.87: what predictions are corrected by.</summary>
    public int Bias { get; private set; }

    public static uint InitialMagnitude(int range) => (uint)Math.Max(2, (range + 32) / 64);

    /// <summary>The least k with count * 2^k >= magnitude.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int GolombParameter(int count, uint magnitude)
    {
        int k = Math.Max(BitOperations.LeadingZeroCount((uint)count) - BitOperations.LeadingZeroCount(magnitude), 0);
        return k + (((uint)count << k) < magnitude ? 1 : 0);
    }

    /// <summary>k of T.87 A.5.1.</summary>
    public readonly int Golomb
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => GolombParameter(_count, _magnitude);
    }

    /// <summary>-1 where negative errors have the shorter codes (A.5.2, lossless only), else 0; the error is combined with it by exclusive or.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Inversion(int golomb) => golomb == 0 && 2 * _drift <= -_count ? -1 : 0;

    /// <summary>Learns an error (A.6.1, A.6.2).</summary>
    /// <param name="error">The quantized error.</param>
    /// <param name="step">2 NEAR + 1.</param>
    /// <param name="reset">RESET.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Update(int error, int step, int reset)
    {
        int drift = _drift + (error * step);
        int count = _count;
        uint magnitude = _magnitude + (uint)((error ^ (error >> 31)) - (error >> 31));
        if (count == reset)
        {
            magnitude >>= 1;
            // An arithmetic shift rounds down, as A.6.1 does for negative numbers.
            drift >>= 1;
            count >>= 1;
        }

        count++;
        // Without branches, which noise would mispredict: the correction goes up, down or stays, and the drift is brought back into 1 - count .. 0.
        int correction = (drift > 0 ? 1 : 0) - (drift <= -count ? 1 : 0);
        Bias = Math.Min(Math.Max(Bias + correction, LeastBias), GreatestBias);
        drift = Math.Min(Math.Max(drift - (correction * count), 1 - count), 0);
        _magnitude = magnitude;
        _drift = drift;
        _count = count;
    }
}
