using System.Text;

namespace Dcmqi.Tests.Web;

/// <summary>Multipart bodies as servers write them.</summary>
internal static class Multipart
{
    public const string Boundary = "b0undary";

    public static string Type(string type) => $"multipart/related; type=\"{type}\"; boundary={Boundary}";

    public static byte[] Of(params IEnumerable<(string Headers, byte[] Bytes)> parts) =>
        [.. parts.SelectMany(part => Bytes($"--{Boundary}\r\n{part.Headers}{(part.Headers.Length == 0 ? "" : "\r\n")}\r\n").Concat(part.Bytes).Concat(Bytes("\r\n"))), .. Bytes($"--{Boundary}--\r\n")];

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
