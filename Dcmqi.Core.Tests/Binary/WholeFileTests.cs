using Dcmqi.Binary;

namespace Dcmqi.Tests.Binary;

public sealed class WholeFileTests
{
    [Test]
    public void Write_Failure_KeepsTheOldFile()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        string path = Path.Combine(folder, "a");
        WholeFile.Write(path, stream => stream.Write([1, 2]));
        Assert.Throws<InvalidOperationException>(() => WholeFile.Write(path, stream =>
        {
            stream.WriteByte(3);
            throw new InvalidOperationException();
        }));
        Assert.That(Directory.GetFiles(folder), Is.EqualTo(new[] { path }));
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(new byte[] { 1, 2 }));
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task WriteAsync_Twice_Replaces()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        string path = Path.Combine(folder, "a");
        await WholeFile.WriteAsync(path, stream => stream.WriteAsync(new byte[] { 1, 2 }).AsTask());
        await WholeFile.WriteAsync(path, stream => stream.WriteAsync(new byte[] { 3 }).AsTask());
        Assert.That(await File.ReadAllBytesAsync(path), Is.EqualTo(new byte[] { 3 }));
        Directory.Delete(folder, recursive: true);
    }
}
