using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Dcmqi.Tests.Support;

/// <summary>Unique identifiers that follow from a text, so that a phantom is the same every time.</summary>
internal static class PhantomUid
{
    public static string Of(string text) =>
        "2.25." + new BigInteger(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 15), isUnsigned: true, isBigEndian: true);
}
