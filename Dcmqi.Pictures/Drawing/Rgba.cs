using System.Runtime.InteropServices;

namespace Dcmqi.Pictures;

/// <summary>A pixel in memory.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Rgba(byte red, byte green, byte blue, byte alpha)
{
    public readonly byte Red = red;
    public readonly byte Green = green;
    public readonly byte Blue = blue;
    public readonly byte Alpha = alpha;

    /// <summary>The opaque pixel with some of a colour over it.</summary>
    public Rgba MixedWith(RgbColor color, double share) => new(Mix(Red, color.Red, share), Mix(Green, color.Green, share), Mix(Blue, color.Blue, share), byte.MaxValue);

    private static byte Mix(byte under, byte over, double share) => (byte)(under + (over - under) * share + 0.5);
}
