using System.Collections.Concurrent;
using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Tests.Dicom.PixelData;

public sealed class FrameEncoderTests
{
    private static readonly FrameFormat Format = new(3, 3, 8, 8);
    private static readonly FrameCodec Codec = TestFrames.Codec(TransferSyntax.EncapsulatedUncompressed);

    [Test]
    public void Encode_ManyFrames_KeepsOrderAndEvenLength()
    {
        BulkValue[] fragments = FrameEncoder.Encode(500, Format, Codec, (frame, bytes) =>
        {
            Assert.That(bytes.ContainsAnyExcept((byte)0), Is.False, "cleared");
            bytes.Fill((byte)frame);
        });
        Assert.That(fragments, Has.Length.EqualTo(500));
        for (int i = 0; i < fragments.Length; i++)
            Assert.That(fragments[i].ToArray(), Is.EqualTo((byte[])[.. Enumerable.Repeat((byte)i, 9), 0]));
    }

    [Test]
    public void Encode_Progress_NeverFallsAndEndsWhole()
    {
        Recorder recorder = new();
        FrameEncoder.Encode(1000, Format, Codec, (_, _) => { }, recorder);
        Assert.That(recorder.Reports, Has.Count.EqualTo(100));
        Assert.That(recorder.Reports.Select(report => report.Completed), Is.Ordered);
        Assert.That(recorder.Reports[^1].Fraction, Is.EqualTo(1));
    }

    [Test]
    public void Encode_Cancelled_Stops()
    {
        using CancellationTokenSource source = new();
        ConcurrentBag<int> rendered = [];
        Assert.Catch<OperationCanceledException>(() => FrameEncoder.Encode(100_000, Format, Codec, (frame, _) =>
        {
            rendered.Add(frame);
            source.Cancel();
        }, null, source.Token));
        Assert.That(rendered, Has.Count.LessThan(100_000));
    }

    [Test]
    public void Encode_FailingFrames_TheFirstIsThrown()
    {
        for (int i = 0; i < 20; i++)
        {
            Assert.That(() => FrameEncoder.Encode(200, Format, Codec, (frame, _) =>
            {
                if (frame % 50 == 49)
                    throw new InvalidOperationException($"frame {frame}");
            }), Throws.InvalidOperationException.With.Message.EqualTo("frame 49"));
        }
    }

    private sealed class Recorder : IProgress<ConversionProgress>
    {
        public List<ConversionProgress> Reports { get; } = [];

        public void Report(ConversionProgress value) => Reports.Add(value);
    }
}
