using System.Numerics;

namespace Dcmqi.Dicom.PixelData.JpegLs;

/// <summary>The coding parameters of a scan (ITU-T T.87 C.2.4.1.1) and what follows from them (A.2.1).</summary>
internal readonly record struct JpegLsParameters(int MaxValue, int Near, int Threshold1, int Threshold2, int Threshold3, int Reset)
{
    public const int DefaultReset = 64;

    /// <summary>Number of values that a prediction error can have.</summary>
    public int Range { get; } = ((MaxValue + (2 * Near)) / ((2 * Near) + 1)) + 1;

    /// <summary>Bits of a mapped prediction error (qbpp).</summary>
    public int ErrorBits => CeilingLog2(Range);

    /// <summary>The longest code of the Golomb coder (LIMIT).</summary>
    public int Limit
    {
        get
        {
            int bits = Math.Max(2, CeilingLog2(MaxValue + 1));
            return 2 * (bits + Math.Max(8, bits));
        }
    }

    /// <summary>The parameters that hold where a stream has none of its own (C.2.4.1.1.1).</summary>
    public static JpegLsParameters Default(int maxValue, int near)
    {
        int first, second, third;
        if (maxValue >= 128)
        {
            int factor = (Math.Min(maxValue, 4095) + 128) / 256;
            first = Clamp((factor * (3 - 2)) + 2 + (3 * near), near + 1, maxValue);
            second = Clamp((factor * (7 - 3)) + 3 + (5 * near), first, maxValue);
            third = Clamp((factor * (21 - 4)) + 4 + (7 * near), second, maxValue);
        }
        else
        {
            int factor = 256 / (maxValue + 1);
            first = Clamp(Math.Max(2, (3 / factor) + (3 * near)), near + 1, maxValue);
            second = Clamp(Math.Max(3, (7 / factor) + (5 * near)), first, maxValue);
            third = Clamp(Math.Max(4, (21 / factor) + (7 * near)), second, maxValue);
        }

        return new JpegLsParameters(maxValue, near, first, second, third, DefaultReset);
    }

    /// <summary>The parameters of a preset segment, where 0 stands for the default (Table C.1).</summary>
    /// <exception cref="DicomFormatException">One is outside the range that Table C.1 gives.</exception>
    public static JpegLsParameters Preset(int sampleMaxValue, int near, int maxValue, int threshold1, int threshold2, int threshold3, int reset)
    {
        if (maxValue == 0)
            maxValue = sampleMaxValue;
        Check(maxValue, 1, sampleMaxValue, "MAXVAL");
        // A.2.1 takes NEAR up to the lesser of 255 and half of MAXVAL.
        Check(near, 0, Math.Min(255, maxValue / 2), "NEAR");
        JpegLsParameters usual = Default(maxValue, near);
        if (threshold1 == 0)
            threshold1 = usual.Threshold1;
        if (threshold2 == 0)
            threshold2 = Math.Max(usual.Threshold2, threshold1);
        if (threshold3 == 0)
            threshold3 = Math.Max(usual.Threshold3, threshold2);
        if (reset == 0)
            reset = DefaultReset;
        Check(threshold1, Math.Min(near + 1, maxValue), maxValue, "T1");
        Check(threshold2, threshold1, maxValue, "T2");
        Check(threshold3, threshold2, maxValue, "T3");
        Check(reset, 3, Math.Max(255, maxValue), "RESET");
        return new JpegLsParameters(maxValue, near, threshold1, threshold2, threshold3, reset);
    }

    private static int Clamp(int value, int least, int maxValue) => value > maxValue || value < least ? least : value;

    private static int CeilingLog2(int value) => value <= 1 ? 0 : BitOperations.Log2((uint)(value - 1)) + 1;

    private static void Check(int value, int least, int greatest, string name)
    {
        if (value < least || value > greatest)
            throw new DicomFormatException($"The JPEG-LS parameter {name} is {value}; a value from {least} to {greatest} was expected (T.87 Table C.1).");
    }
}
