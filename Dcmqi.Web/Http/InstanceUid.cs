using System.Text.RegularExpressions;

namespace Dcmqi.Web.Http;

/// <summary>What may stand in addresses and file names as a UID (PS3.5 9.1): digits and single dots, at most 64 characters. Leading zeros, which other writers have, are let pass.</summary>
internal static partial class InstanceUid
{
    private const int MostLetters = 64;

    public static bool IsValid(string? uid) => uid is { Length: > 0 and <= MostLetters } && Pattern().IsMatch(uid);

    /// <exception cref="ArgumentException">It is no UID.</exception>
    public static string Require(string uid, string name) => IsValid(uid)
        ? uid
        : throw new ArgumentException($"'{ShownUnsafe.Of(uid)}' is no UID; digits and single dots were expected, at most 64 characters (PS3.5 9.1).", name);

    [GeneratedRegex(@"\A[0-9]+(?:\.[0-9]+)*\z")]
    private static partial Regex Pattern();
}
