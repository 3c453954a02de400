namespace Dcmqi.Volumes;

/// <summary>Joins checksums of RFC 1952 without the bytes they were made from.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    /// <summary>The checksum of two pieces from the checksum of each.</summary>
    /// <param name="first">Of the first piece.</param>
    /// <param name="second">Of the second piece.</param>
    /// <param name="secondLength">Bytes of the second piece.</param>
    public static uint Combine(uint first, uint second, long secondLength)
    {
        // Appending n zero bytes multiplies the first checksum by x^(8n) modulo the polynomial.
        uint factor = 0x80000000, square = XToThe8();
        for (long n = secondLength; n > 0; n >>= 1)
        {
            if ((n & 1) != 0)
                factor = Multiply(factor, square);
            square = Multiply(square, square);
        }

        return Multiply(first, factor) ^ second;
    }

    // In the reflected order of this checksum the most significant bit is the coefficient of x^0.
    private static uint XToThe8() => 0x80000000 >> 8;

    private static uint Multiply(uint a, uint b)
    {
        uint product = 0;
        for (uint bit = 0x80000000; bit != 0; bit >>= 1)
        {
            if ((a & bit) != 0)
                product ^= b;
            b = (b & 1) != 0 ? (b >> 1) ^ Polynomial : b >> 1;
        }

        return product;
    }
}
