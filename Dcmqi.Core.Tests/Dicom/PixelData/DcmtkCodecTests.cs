using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Dicom.PixelData;

/// <summary>Our codecs against those of DCMTK, both ways.</summary>
[AskedOnce]
public sealed class DcmtkCodecTests
{
    private static readonly (int Rows, int Columns)[] Sizes =
        [(1, 1), (1, 2), (1, 37), (37, 1), (2, 2), (3, 5), (7, 16), (16, 7), (31, 33), (64, 64), (5, 1000), (129, 257)];

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("dcmqi-codec-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase(Uids.JPEGLSLossless, "dcmdjpls", 8, 8)]
    [TestCase(Uids.JPEGLSLossless, "dcmdjpls", 16, 16)]
    [TestCase(Uids.JPEGLSLossless, "dcmdjpls", 16, 12)]
    [TestCase(Uids.RLELossless, "dcmdrle", 8, 8)]
    [TestCase(Uids.RLELossless, "dcmdrle", 16, 16)]
    public void Encode_DecodedByDcmtk_IsTheSame(string uid, string program, int allocated, int stored)
    {
        TransferSyntax syntax = TransferSyntax.Of(uid);
        foreach ((int rows, int columns) in Sizes)
        {
            FrameFormat format = new(rows, columns, allocated, stored);
            byte[][] frames = MakeFrames(format);
            DataSet dataSet = TestFrames.Image(format, frames.Length);
            EncapsulatedFrames.Set(dataSet, FrameEncoder.Encode(frames.Length, format, FrameCodec.Of(syntax)!, (frame, bytes) => frames[frame].CopyTo(bytes)));
            string ours = Path.Combine(_folder, "ours.dcm");
            string decoded = Path.Combine(_folder, "decoded.dcm");
            DicomWriter.Write(ours, dataSet, syntax);
            RunTool(program, ours, decoded);
            AssertFrames(decoded, frames, format);
            AssertFrames(ours, frames, format);
        }
    }

    [TestCase("dcmcjpls", 8, 8)]
    [TestCase("dcmcjpls", 16, 16)]
    [TestCase("dcmcjpls", 16, 12)]
    [TestCase("dcmcjpls +fs 1", 16, 16)]
    [TestCase("dcmcjpls -ot +pz", 8, 8)]
    [TestCase("dcmcjpls +t1 5 +t2 9 +t3 30 +rs 31", 8, 8)]
    [TestCase("dcmcrle", 8, 8)]
    [TestCase("dcmcrle", 16, 16)]
    [TestCase("dcmcrle +fs 1", 16, 16)]
    public void Decode_EncodedByDcmtk_IsTheSame(string command, int allocated, int stored)
    {
        foreach ((int rows, int columns) in Sizes)
        {
            FrameFormat format = new(rows, columns, allocated, stored);
            byte[][] frames = MakeFrames(format);
            AssertFrames(Compress(command, format, frames), frames, format);
        }
    }

    // One frame for each file: on some files of several frames, dcmcjpls 3.6.7 ends with a segmentation fault in these modes.
    [TestCase("dcmcjpls +pc", 0, 16, 10)]
    [TestCase("dcmcjpls +en +md 1", 1, 8, 8)]
    [TestCase("dcmcjpls +en +md 3", 3, 8, 8)]
    [TestCase("dcmcjpls +en +md 7", 7, 8, 8)]
    [TestCase("dcmcjpls +en +md 2", 2, 16, 16)]
    [TestCase("dcmcjpls +en +md 60", 60, 16, 16)]
    public void Decode_CookedAndNearLossless_IsWhatDcmtkDecodes(string command, int near, int allocated, int stored)
    {
        foreach ((int rows, int columns) in Sizes.Where((_, i) => i % 3 == 0))
        {
            FrameFormat format = new(rows, columns, allocated, stored);
            foreach (byte[] frame in MakeFrames(format))
            {
                string compressed = Compress(command, format, [frame]);
                string decoded = Path.Combine(_folder, "decoded.dcm");
                RunTool("dcmdjpls", compressed, decoded);
                AssertFrames(compressed, ReadAll(decoded), format);
                byte[] ours = ReadAll(compressed)[0];
                for (int i = 0; i < format.SampleCount; i++)
                    Assert.That(Math.Abs(SampleOf(ours, i, format) - SampleOf(frame, i, format)), Is.LessThanOrEqualTo(near));
            }
        }
    }

    [Test]
    public void Decode_Color_IsTheSame([Values("dcmcjpls +il", "dcmcjpls +is", "dcmcjpls +in", "dcmcrle", "dcmcjpls +is +en +md 3")] string command)
    {
        foreach ((int rows, int columns) in Sizes)
        {
            FrameFormat format = new(rows, columns, 8, 8, 3);
            byte[][] frames = MakeFrames(format);
            string compressed = Compress(command, format, frames);
            if (command.Contains("+en", StringComparison.Ordinal))
            {
                string decoded = Path.Combine(_folder, "decoded.dcm");
                RunTool("dcmdjpls +px", compressed, decoded);
                frames = ReadAll(decoded);
            }

            using DicomFile file = DicomFile.Open(compressed);
            // What the file says of planes may have changed with the compression; pixels are compared pixel by pixel.
            file.DataSet.Set(Tags.PlanarConfiguration, 0);
            Assert.That(TestFrames.ReadAll(file), Is.EqualTo(frames), $"{rows} x {columns}");
        }
    }

    [TestCase(8, nameof(VR.OB), 3)]
    [TestCase(8, nameof(VR.OW), 4)]
    [TestCase(8, nameof(VR.OW), 3)]
    [TestCase(16, nameof(VR.OW), 3)]
    [TestCase(32, nameof(VR.OW), 3)]
    public void ReadFrame_BigEndian_IsTheSame(int allocated, string vr, int columns)
    {
        FrameFormat format = new(5, columns, allocated, allocated);
        byte[][] frames = MakeFrames(format);
        DataSet dataSet = TestFrames.NativeImage(format, frames);
        dataSet.SetBytes(Tags.PixelData, Enum.Parse<VR>(vr), dataSet.Find(Tags.PixelData)!.Value);
        AssertFrames(ToBigEndian(dataSet), frames, format);
    }

    [TestCase(32)]
    [TestCase(64)]
    public void ReadFrame_BigEndianFloats_AreTheSame(int allocated)
    {
        FrameFormat format = new(5, 3, allocated, allocated);
        byte[][] frames = MakeFrames(format);
        DataSet dataSet = TestFrames.Image(format, frames.Length);
        dataSet.SetBytes(allocated == 32 ? Tags.FloatPixelData : Tags.DoubleFloatPixelData, allocated == 32 ? VR.OF : VR.OD, frames.SelectMany(frame => frame).ToArray());
        AssertFrames(ToBigEndian(dataSet), frames, format);
    }

    private static byte[][] MakeFrames(FrameFormat format) =>
        [.. Enumerable.Range(0, TestFrames.Kinds).Select(kind => TestFrames.Make(new Random(kind), format, kind))];

    private static void RunTool(string command, string input, string output)
    {
        string[] words = command.Split(' ');
        (int exitCode, string text) = ExternalProgram.Find(words[0], "dcmtk").Run([.. words[1..], input, output]);
        Assert.That(exitCode, Is.Zero, $"{command}: {text}");
    }

    private static byte[][] ReadAll(string path)
    {
        using DicomFile file = DicomFile.Open(path);
        return TestFrames.ReadAll(file);
    }

    private static void AssertFrames(string path, byte[][] expected, FrameFormat format)
    {
        byte[][] frames = ReadAll(path);
        Assert.That(frames, Has.Length.EqualTo(expected.Length));
        for (int i = 0; i < frames.Length; i++)
            Assert.That(frames[i].AsSpan().SequenceEqual(expected[i]), $"{format}, frame {i}");
    }

    private static int SampleOf(byte[] frame, int index, FrameFormat format) =>
        format.BitsAllocated == 8 ? frame[index] : BitConverter.ToUInt16(frame, index * 2);

    private string Compress(string command, FrameFormat format, byte[][] frames)
    {
        string native = Path.Combine(_folder, "native.dcm");
        string compressed = Path.Combine(_folder, "compressed.dcm");
        DicomWriter.Write(native, TestFrames.NativeImage(format, frames), TransferSyntax.ExplicitVRLittleEndian);
        RunTool(command, native, compressed);
        return compressed;
    }

    private string ToBigEndian(DataSet dataSet)
    {
        string little = Path.Combine(_folder, "little.dcm");
        string big = Path.Combine(_folder, "big.dcm");
        DicomWriter.Write(little, dataSet, TransferSyntax.ExplicitVRLittleEndian);
        RunTool("dcmconv +tb", little, big);
        return big;
    }
}
