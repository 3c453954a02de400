namespace Dcmqi.Json;
internal static partial class KeyDescriptions { private static ReadOnlySpan<byte> Rows => ""u8; }
