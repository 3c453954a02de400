using Dcmqi.Tests.Support;
using Dcmqi.Web.Http;
using Dcmqi.Web.Storing;

namespace Dcmqi.Tests.Web;

/// <summary>What is sent is never held: neither a large file nor several.</summary>
[NonParallelizable]
public class StoreMemoryTests
{
    private const int PixelBytes = 300_000_000;

    [Test]
    public async Task Store_LargeFile_TakesBlocks()
    {
        using var folder = new TemporaryFolder();
        byte[] small = new PhantomSeries(ObliqueGrid.Of(7, 5, 4)).File(0);
        int length = small.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xE0, 0x7F, 0x10, 0x00, (byte)'O', (byte)'W', 0, 0]) + 8;
        BitConverter.TryWriteBytes(small.AsSpan(length), PixelBytes);
        using (FileStream file = File.Create(folder["large.dcm"]))
        {
            file.Write(small.AsSpan(0, length + 4));
            file.SetLength(length + 4 + PixelBytes);
        }

        (FileItem? item, StoreFailure? failure) = FileItem.Of(folder["large.dcm"]);
        Assert.That(failure, Is.Null);
        using var watch = new IdleWatch(TimeSpan.FromMinutes(1), TimeProvider.System, CancellationToken.None);
        using var content = new StoreContent([item!, item!], watch, null);
        using var sent = new WrittenStream(Stream.Null, null);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await content.CopyToAsync(sent);
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(8_000_000));
        Assert.That(sent.Written, Is.EqualTo(content.Headers.ContentLength).And.GreaterThan(2L * PixelBytes));
    }
}
