using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace Dcmqi;

/// <summary>Makes unique identifiers (PS3.5 9): under a root that an organisation owns, or of the form <c>2.25.&lt;128-bit integer&gt;</c> (PS3.5 B.2), which need none. Safe to use from several threads.</summary>
/// <remarks>
/// <para>With a seed the sequence of identifiers is the same every time, so that the same inputs give the same bytes: for tests and reproducible pipelines. Give every object made with one seed a generator of its own seed, or two objects will carry one identifier.</para>
/// <para>If an institute keeps a registry of identifiers, derive from this class and override <see cref="Create"/>. Builders call <see cref="Next"/>, which checks what it gives.</para>
/// </remarks>
public class UidGenerator
{
    private const string UuidRoot = "2.25";

    // PS3.5 9.1: no more than 64 characters.
    private const int LongestUid = 64;

    // 20 digits are more than 64 bits: enough that no two objects of one organisation meet by chance.
    private const int FewestDigits = 20;

    private readonly byte[]? _seed;
    private readonly string _root = UuidRoot;
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

    /// <summary>Gets the root under which identifiers are made: the one that an organisation has registered, such as <c>1.2.826.0.1.3680043.10.999</c>, of at most 43 characters. Default: <c>2.25</c>, under which everybody may make identifiers from UUIDs.</summary>
    /// <remarks>Behind the root stands a number of up to 39 digits, fewer where the root is long, so that no identifier has more than 64 characters.</remarks>
    /// <exception cref="ArgumentException">The value is not a root: numbers without leading zeros, with points between them, of at most 43 characters.</exception>
    public string Root
    {
        get => _root;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            if (!IsUid(value) || value.Length > LongestUid - 1 - FewestDigits)
                throw new ArgumentException($"'{value}' is no root of identifiers: numbers without leading zeros with points between them, such as 1.2.826.0.1.3680043.10.999, of at most {LongestUid - 1 - FewestDigits} characters, were expected (PS3.5 9.1).", nameof(value));
            _root = value;
        }
    }

    /// <summary>Makes the next identifier.</summary>
    /// <returns>A valid UID of at most 64 characters; of at most 44 under the root <c>2.25</c>.</returns>
    /// <exception cref="InvalidOperationException">A derived generator returned a text that is not a valid UID.</exception>
    public string Next()
    {
        string? uid = Create();
        return uid is not null && IsUid(uid) ? uid : throw new InvalidOperationException($"{GetType().Name}.{nameof(Create)} made '{uid}', which is no UID: numbers without leading zeros with points between them, of at most {LongestUid} characters, were expected (PS3.5 9.1).");
    }

    /// <summary>Returns the kind of generator and its root.</summary>
    public override string ToString() => $"{GetType().Name}: {(_seed is null ? "random" : "seeded")}, root {Root}";

    /// <summary>Makes an identifier. Override it to take identifiers from elsewhere, such as a registry.</summary>
    /// <returns>A valid UID (PS3.5 9.1): at most 64 characters, numbers without leading zeros, points between them. It must be unique. The method may be called from several threads at once.</returns>
    protected virtual string Create()
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
        BigInteger number = new(uuid, isUnsigned: true, isBigEndian: true);

        // Under a long root the last digits are left, in which the bits that are not the same for all vary most.
        int digits = LongestUid - 1 - Root.Length;
        if (digits < 39)
            number %= BigInteger.Pow(10, digits);
        return string.Create(CultureInfo.InvariantCulture, $"{Root}.{number}");
    }

    /// <summary>Returns whether a text is a UID (PS3.5 9.1).</summary>
    internal static bool IsUid(string uid)
    {
        if (uid.Length is 0 or > LongestUid || uid.AsSpan().ContainsAnyExcept("0123456789."))
            return false;

        // ISO 8824-1 has three roots: 0, 1 and 2.
        if (uid[0] > '2' || (uid.Length > 1 && uid[1] != '.'))
            return false;

        // PS3.5 9.1: no component is empty, none but 0 itself begins with 0.
        int start = 0;
        for (int i = 0; i <= uid.Length; i++)
        {
            if (i < uid.Length && uid[i] != '.')
                continue;
            if (i == start || (uid[start] == '0' && i > start + 1))
                return false;
            start = i + 1;
        }

        return true;
    }
}
