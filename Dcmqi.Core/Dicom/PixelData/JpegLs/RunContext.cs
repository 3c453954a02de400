namespace Dcmqi.Dicom.PixelData.JpegLs;

/// <summary>What was learnt of the pixels that end a run (T.87 A.7.2).</summary>
internal struct RunContext(int range, int type)
{
    private uint _magnitude = RegularContext.InitialMagnitude(range);
    private int _count = 1;
    private int _negatives;

    /// <summary>RItype: 1 where the pixel above equals that of the run.</summary>
    public readonly int Type => type;

    /// <summary>k of A.7.2.</summary>
    public readonly int Golomb => RegularContext.GolombParameter(_count, type == 0 ? _magnitude : _magnitude + (uint)(_count >> 1));

    /// <summary>Whether a negative error of this context has the odd one of two codes.</summary>
    public readonly bool IsNegativeOdd(int golomb) => golomb != 0 || 2 * _negatives >= _count;

    /// <summary>Learns an error.</summary>
    /// <param name="error">The quantized error.</param>
    /// <param name="code">What it was mapped to (EMErrval).</param>
    /// <param name="reset">RESET.</param>
    public void Update(int error, int code, int reset)
    {
        if (error < 0)
            _negatives++;
        _magnitude += (uint)((code + 1 - type) >> 1);
        if (_count == reset)
        {
            _magnitude >>= 1;
            _count >>= 1;
            _negatives >>= 1;
        }

        _count++;
    }
}
