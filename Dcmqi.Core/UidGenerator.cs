using System.Numerics;
using System.Security.Cryptography;

namespace Dcmqi;

/// <summary>Makes unique identifiers of the form <c>2.25.&lt;128-bit integer&gt;</c> (PS3.5 B.2). Safe to use from several threads.</summary>
/// <remarks>With a seed the sequence of identifiers is the same every time, so that the same inputs give the same bytes: for tests and reproducible pipelines. Give every object made with one seed a generator of its own seed, or two objects will carry one identifier.</remarks>
public sealed class UidGenerator
{
    private readonly byte[]? _seed;
    private long _count;

    /// <summary>Creates a generator of random identifiers.</summary>
    public UidGenerator()
    {
    }

    /// <summary>Creates a generator whose identifiers follow from a seed.</summary>
    /// <param name="seed">Any text; different seeds give different identifiers.</param>
    /// <exception cref="ArgumentException"><paramref name="seed"/> is empty.</exception>
    public UidGenerator(string seed)
    {
        ArgumentException.ThrowIfNullOrEmpty(seed);
        _seed = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(seed));
    }

    /// <summary>Makes the next identifier.</summary>
    /// <returns>At most 44 characters.</returns>
    public string Next()
    {
        Span<byte> uuid = stackalloc byte[16];
        if (_seed is null)
        {
            RandomNumberGenerator.Fill(uuid);
        }
        else
        {
            Span<byte> block = stackalloc byte[_seed.Length + sizeof(long)];
            _seed.CopyTo(block);
            System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(block[_seed.Length..], Interlocked.Increment(ref _count));
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(block, hash);
            hash[..16].CopyTo(uuid);
        }

        // PS3.5 B.2 asks for an RFC 4122 UUID: version 4 (8 for the seeded, RFC 9562) and variant bits are set.
        uuid[6] = (byte)((uuid[6] & 0x0F) | (_seed is null ? 0x40 : 0x80));
        uuid[8] = (byte)((uuid[8] & 0x3F) | 0x80);
        return "2.25." + new BigInteger(uuid, isUnsigned: true, isBigEndian: true).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Says whether the identifiers follow from a seed.</summary>
    public override string ToString() => _seed is null ? "UidGenerator: random" : "UidGenerator: seeded";
}
