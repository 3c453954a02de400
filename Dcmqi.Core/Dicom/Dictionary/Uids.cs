namespace Dcmqi.Dicom;

/// <summary>The unique identifiers of PS3.6 Annex A.</summary>
internal static partial class Uids
{
    /// <summary>The name of a well-known UID; the UID itself where it is none.</summary>
    public static string NameOf(string uid)
    {
        ReadOnlySpan<byte> names = Names;
        Span<byte> key = stackalloc byte[68];
        if (uid.Length == 0 || uid.Length > 64)
            return uid;
        key[0] = (byte)'\n';
        int length = System.Text.Encoding.ASCII.GetBytes(uid, key[1..]) + 1;
        key[length++] = (byte)'\t';
        int at = names.IndexOf(key[..length]);
        if (at < 0)
            return uid;
        ReadOnlySpan<byte> name = names[(at + length)..];
        return System.Text.Encoding.ASCII.GetString(name[..name.IndexOf((byte)'\n')]);
    }
}
