namespace Dcmqi.Json;

/// <summary>Reads documents whole: their lines are told from their bytes.</summary>
internal static class WholeInput
{
    public static ReadOnlyMemory<byte> Read(string path) => File.ReadAllBytes(path);

    public static ReadOnlyMemory<byte> Read(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }
}
