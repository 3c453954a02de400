using Dcmqi.Segmentations;

namespace Dcmqi.Tests.Segmentations;

public class RunPixelDataTests
{
    [TestCase(9, 7)]
    [TestCase(64, 3)]
    [TestCase(1, 17)]
    public void Read_AnyRange_IsThatOfTheWholeStream(int pixels, int frameCount)
    {
        var random = new Random(pixels);
        var naive = new bool[pixels * frameCount];
        var frames = new List<ReadOnlyMemory<LabelRun>>();
        for (int frame = 0; frame < frameCount; frame++)
        {
            int start = random.Next(pixels);
            int length = 1 + random.Next(pixels - start);
            frames.Add(frame % 3 == 2 ? default : new[] { new LabelRun(start, length) });
            if (frame % 3 != 2)
                naive.AsSpan((frame * pixels) + start, length).Fill(true);
        }

        var data = new RunPixelData(frames, pixels);
        byte[] expected = new byte[((naive.Length + 15) / 16) * 2];
        for (int bit = 0; bit < naive.Length; bit++)
        {
            if (naive[bit])
                expected[bit / 8] |= (byte)(1 << (bit % 8));
        }

        Assert.That(data.Length, Is.EqualTo(expected.Length));
        for (int offset = 0; offset <= expected.Length; offset++)
        {
            for (int length = 0; length <= expected.Length - offset; length++)
            {
                byte[] part = new byte[length];
                Array.Fill(part, (byte)0xAA);
                data.Read(offset, part);
                Assert.That(part, Is.EqualTo(expected[offset..(offset + length)]));
            }
        }
    }
}
