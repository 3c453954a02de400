using System.Runtime.CompilerServices;

namespace Dcmqi.Dicom.PixelData.JpegLs;

/// <summary>All that coder and decoder learn alike along a scan, and the tables that its parameters make (T.87 A.2.1).</summary>
internal sealed class ScanState
{
    /// <summary>The longest RUNindex.</summary>
    public const int LastRunIndex = 31;

    private const int ContextCount = 365;

    private readonly RegularContext[] _contexts = new RegularContext[ContextCount];
    private readonly RunContext[] _runContexts = new RunContext[2];
    private readonly sbyte[] _gradients;
    private readonly int _greatestGradient;

    public ScanState(JpegLsParameters parameters)
    {
        Parameters = parameters;
        // Beyond the last threshold all gradients are alike.
        _greatestGradient = parameters.Threshold3;
        _gradients = new sbyte[(2 * _greatestGradient) + 1];
        for (int i = 0; i < _gradients.Length; i++)
            _gradients[i] = Quantize(i - _greatestGradient);
        Restart();
    }

    public JpegLsParameters Parameters { get; }

    /// <summary>J of T.87: the logarithm of the run length that one bit stands for.</summary>
    public static ReadOnlySpan<byte> RunLengthBits =>
        [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    public RegularContext[] Contexts => _contexts;

    public RunContext[] RunContexts => _runContexts;

    /// <summary>Forgets all, as a scan and a restart interval begin.</summary>
    public void Restart()
    {
        _contexts.AsSpan().Fill(new RegularContext(Parameters.Range));
        _runContexts[0] = new RunContext(Parameters.Range, 0);
        _runContexts[1] = new RunContext(Parameters.Range, 1);
    }

    /// <summary>The context of three gradients (A.3.3, A.3.4): 0 in a flat neighbourhood, negative where signs are turned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ContextOf(int left, int above, int aboveLeft, int aboveRight)
    {
        sbyte[] gradients = _gradients;
        int greatest = _greatestGradient;
        return (((gradients[Clamp(aboveRight - above, greatest)] * 9) + gradients[Clamp(above - aboveLeft, greatest)]) * 9) + gradients[Clamp(aboveLeft - left, greatest)];
    }

    /// <summary>The median edge prediction (A.4.1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Predict(int left, int above, int aboveLeft)
    {
        // The middle one of the three is what A.4.1 chooses.
        int least = Math.Min(left, above);
        int greatest = Math.Max(left, above);
        return Math.Max(least, Math.Min(greatest, left + above - aboveLeft));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Clamp(int gradient, int greatest) => Math.Min(Math.Max(gradient, -greatest), greatest) + greatest;

    private sbyte Quantize(int gradient)
    {
        int size = Math.Abs(gradient);
        int level = size >= Parameters.Threshold3 ? 4
            : size >= Parameters.Threshold2 ? 3
            : size >= Parameters.Threshold1 ? 2
            : size > Parameters.Near ? 1
            : 0;
        return (sbyte)(gradient < 0 ? -level : level);
    }
}
