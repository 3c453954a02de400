namespace Dcmqi.Volumes;

/// <summary>Joins checksums of RFC 1950 without the bytes they were made from.</summary>
internal static class Adler32
{
    private const long Modulus = 65521;

    /// <summary>The checksum of two pieces from the checksum of each.</summary>
    /// <param name="first">Of the first piece.</param>
    /// <param name="second">Of the second piece.</param>
    /// <param name="secondLength">Bytes of the second piece.</param>
    public static uint Combine(uint first, uint second, long secondLength)
    {
        long a1 = first & 0xFFFF, b1 = first >> 16, a2 = second & 0xFFFF, b2 = second >> 16;
        long a = (a1 + a2 - 1 + Modulus) % Modulus;

        // The second piece was summed from a = 1 instead of a1, once for each of its bytes.
        long b = (b1 + b2 + (secondLength % Modulus * (a1 - 1 + Modulus))) % Modulus;
        return (uint)((b << 16) | a);
    }
}
