using System.Buffers.Binary;
using System.IO.Compression;

namespace Dcmqi.Tests.Volumes;

public class NiftiReaderTests
{
    [Test]
    public void Write_Header_HasTheseBytes()
    {
        var volume = new Volume<byte>(
            new VolumeGeometry(new VolumeSize(2, 3, 4), new Vector3d(10, 20, 30), new Vector3d(2, 4, 8), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ));
        var file = new MemoryStream();
        VolumeFile.Write(file, VolumeFormat.Nifti, volume);
        byte[] bytes = file.ToArray();

        Assert.That(bytes, Has.Length.EqualTo(352 + 24));
        AssertHex(bytes, 0, "5C 01 00 00"); // sizeof_hdr 348
        AssertHex(bytes, 40, "03 00 02 00 03 00 04 00 01 00 01 00 01 00 01 00"); // dim
        AssertHex(bytes, 70, "02 00 08 00"); // datatype uint8, bitpix 8
        AssertHex(bytes, 76, "00 00 80 3F 00 00 00 40 00 00 80 40 00 00 00 41"); // pixdim: qfac 1, 2, 4, 8
        AssertHex(bytes, 108, "00 00 B0 43 00 00 80 3F 00 00 00 00"); // vox_offset 352, scl_slope 1, scl_inter 0
        AssertHex(bytes, 123, "0A"); // mm, s
        AssertHex(bytes, 252, "01 00 01 00"); // qform and sform: scanner
        AssertHex(bytes, 256, "00 00 00 00 00 00 00 00 00 00 80 3F"); // quaternion (0, 0, 1): half a turn about the long axis
        AssertHex(bytes, 268, "00 00 20 C1 00 00 A0 C1 00 00 F0 41"); // offset in RAS: -10, -20, 30
        AssertHex(bytes, 280, "00 00 00 C0 00 00 00 80 00 00 00 80 00 00 20 C1"); // srow_x: -2, -0, -0, -10
        AssertHex(bytes, 344, "6E 2B 31 00 00 00 00 00"); // n+1, no extensions
    }

    [Test]
    public void Read_NeitherForm_TakesLpsAtZeroAsItk()
    {
        Volume volume = Read(header => (header.QForm, header.SForm) = (0, 0));
        Assert.That(volume.Geometry.OriginMm, Is.EqualTo(Vector3d.Zero));
        Assert.That(volume.Geometry.Orientation, Is.EqualTo("LPS"));
        Assert.That(volume.Warnings, Has.One.Contains("Neither qform_code nor sform_code"));
    }

    [Test]
    public void Read_FormsDisagree_ScannerSformWins()
    {
        Volume volume = Read(header =>
        {
            (header.QForm, header.SForm) = (1, 1);
            header.Rows[3] = 50;
        });
        Assert.That(volume.Geometry.OriginMm.X, Is.EqualTo(-50));
        Assert.That(volume.Warnings, Has.One.Contains("sform (scanner coordinates)"));
    }

    [Test]
    public void Read_FormsDisagree_OtherSformLoses()
    {
        Volume volume = Read(header =>
        {
            (header.QForm, header.SForm) = (1, 4);
            header.Rows[3] = 50;
        });
        Assert.That(volume.Geometry.OriginMm.X, Is.EqualTo(-1));
        Assert.That(volume.Warnings, Has.One.Contains("the qform was taken"));
    }

    [Test]
    public void Read_ShearedSform_LosesToQform()
    {
        Volume volume = Read(header =>
        {
            (header.QForm, header.SForm) = (1, 1);
            header.Rows[1] = 1.5f;
        });
        Assert.That(volume.Geometry.DirectionY.X, Is.Zero);
        Assert.That(volume.Warnings, Has.One.Contains("sheared"));
    }

    [Test]
    public void Read_ShearedSformAlone_KeepsTheShear()
    {
        Volume volume = Read(header =>
        {
            (header.QForm, header.SForm) = (0, 1);
            header.Rows[1] = 4;
        });
        Assert.That(volume.Geometry.SpacingMm.Y, Is.EqualTo(5).Within(1e-6));
        Assert.That(volume.Warnings, Has.One.Contains("sheared"));
    }

    [Test]
    public void Read_NegativeQfac_FlipsTheThirdAxis()
    {
        Volume volume = Read(header =>
        {
            (header.QForm, header.SForm) = (1, 0);
            header.PixDim[0] = -1;
        });
        Assert.That(volume.Geometry.DirectionZ, Is.EqualTo(new Vector3d(0, 0, -1)));
    }

    [TestCase(1, 1000)]
    [TestCase(2, 1)]
    [TestCase(3, 0.001)]
    public void Read_Units_AreConverted(int units, double factor)
    {
        Volume volume = Read(header => header.Units = units);
        Assert.That(volume.Geometry.SpacingMm.X, Is.EqualTo(2 * factor).Within(1e-9));
        Assert.That(volume.Geometry.OriginMm.Z, Is.EqualTo(3 * factor).Within(1e-9));
    }

    [Test]
    public void Read_Scaled_BecomesReal()
    {
        Volume volume = Read(header =>
        {
            header.Slope = 0.5f;
            header.Intercept = -10;
        });
        Assert.That(((Volume<float>)volume).Voxels.ToArray(), Is.EqualTo(new[] { -9.5f, -9f, -8.5f, -8f }));
    }

    [TestCase(0f)]
    [TestCase(float.NaN)]
    public void Read_SlopeThatMeansNone_KeepsTheType(float slope) =>
        Assert.That(Read(header => header.Slope = slope), Is.InstanceOf<Volume<short>>());

    [Test]
    public void Read_FourthAxis_IsTime()
    {
        Volume volume = Read(header => header.Dim = [4, 1, 2, 1, 2, 1, 1, 1]);
        Assert.That(volume.ComponentAxis, Is.EqualTo(VolumeComponentAxis.Time));
        Assert.That(((Volume<short>)volume)[0, 1, 0, 1], Is.EqualTo(4));
    }

    [Test]
    public void Read_FourthAndFifthAxis_AreRefused() =>
        Assert.That(() => Read(header => header.Dim = [5, 1, 1, 1, 2, 2, 1, 1]), Throws.TypeOf<NotSupportedException>().With.Message.Contains("dim[4]").And.Message.Contains("dim[5]"));

    [Test]
    public void Read_Colours_AreComponents()
    {
        Volume volume = Read(header =>
        {
            header.DataType = 128;
            header.Dim = [3, 2, 1, 1, 1, 1, 1, 1];
        });

        // The bytes of 1, 2, 3, 4 as 16-bit little endian numbers, three to a voxel.
        Assert.That(((Volume<byte>)volume).Voxels.ToArray(), Is.EqualTo(new byte[] { 1, 0, 0, 3, 2, 0 }));
        Assert.That(volume.ComponentAxis, Is.EqualTo(VolumeComponentAxis.Color));
    }

    [TestCase(32, "complex")]
    [TestCase(1536, "128-bit")]
    [TestCase(1, "one bit")]
    public void Read_OtherTypes_AreNotSupported(int type, string name) =>
        Assert.That(() => Read(header => header.DataType = type), Throws.TypeOf<NotSupportedException>().With.Message.Contains(name));

    [Test]
    public void Read_LyingHeader_NamesTheField()
    {
        AssertFault(header => header.DataType = 7, "datatype");
        AssertFault(header => header.Dim[0] = 0, "dim");
        AssertFault(header => header.Dim[0] = 9, "dim");
        AssertFault(header => header.Dim[2] = -2, "dim");
        AssertFault(header => header.Dim[2] = 3, "dim");
        AssertFault(header => header.Dim = [3, 32767, 32767, 32767, 1, 1, 1, 1], "dim");
        AssertFault(header => header.PixDim[1] = float.NaN, "pixdim");
        AssertFault(header => (header.PixDim[1], header.SForm) = (0, 0), "pixdim");
        AssertFault(header => header.VoxOffset = float.NaN, "vox_offset");
        AssertFault(header => header.VoxOffset = -1, "vox_offset");
        AssertFault(header => header.VoxOffset = 1e30f, "vox_offset");
        AssertFault(header => header.VoxOffset = 400, "dim");
        AssertFault(header => header.Slope = float.PositiveInfinity, "scl_slope");
        AssertFault(header => header.Rows[0] = float.PositiveInfinity, "srow_x");
        AssertFault(header => (header.Rows[0], header.Rows[4], header.Rows[8]) = (0, 0, 0), "srow_x");
        AssertFault(header => (header.QForm, header.SForm, header.Quaternion[0]) = (1, 0, float.NaN), "quatern_b");
    }

    [Test]
    public void Read_GZipOfSomethingElse_SaysSo()
    {
        var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            stream.Write("hello, world"u8);
        packed.Position = 0;
        Assert.That(() => VolumeFile.Read(packed), Throws.TypeOf<VolumeFormatException>().With.Message.Contains("compressed with gzip"));
    }

    [Test]
    public void Read_DicomFile_SaysSo()
    {
        byte[] file = [.. new byte[128], .. "DICM"u8, .. new byte[500]];
        Assert.That(() => VolumeFile.Read(new MemoryStream(file)), Throws.TypeOf<VolumeFormatException>().With.Message.Contains("DICOM"));
    }

    [TestCase(0, "LAS")]
    [TestCase(1, "LSA")]
    [TestCase(2, "ASL")]
    [TestCase(3, "LPS")]
    [TestCase(4, "LIA")]
    [TestCase(5, "ASR")]
    [TestCase(255, "LAS")]
    public void Read_AnalyzeOrientation(int orient, string letters)
    {
        using var folder = new VolumeFolder();
        var header = new NiftiSample { Orient = orient, Magic = "\0\0\0\0" };
        File.WriteAllBytes(folder["a.hdr"], header.ToBytes()[..348]);
        File.WriteAllBytes(folder["a.img"], NiftiSample.Voxels);

        Volume volume = VolumeFile.Read(folder["a.hdr"]);

        Assert.That(volume.Geometry.Orientation, Is.EqualTo(letters));
        Assert.That(volume.Warnings, Has.One.Contains(letters));
        Assert.That(((Volume<short>)volume).Voxels.ToArray(), Is.EqualTo(new short[] { 1, 2, 3, 4 }));
    }

    private static void AssertFault(Action<NiftiSample> change, string field)
    {
        VolumeFormatException error = Assert.Throws<VolumeFormatException>(() => Read(change), field)!;
        Assert.That(error.Field, Is.EqualTo(field), error.Message);
        Assert.That(error.Message, Does.Contain(field));
    }

    private static void AssertHex(byte[] bytes, int offset, string hex)
    {
        byte[] expected = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        Assert.That(Convert.ToHexString(bytes, offset, expected.Length), Is.EqualTo(Convert.ToHexString(expected)), $"byte {offset}");
    }

    private static Volume Read(Action<NiftiSample> change)
    {
        var header = new NiftiSample();
        change(header);
        return VolumeFile.Read(new MemoryStream([.. header.ToBytes(), .. NiftiSample.Voxels]));
    }

    /// <summary>A small NIfTI-1 file of 16-bit voxels 1, 2, 3, 4, along RAS, spacing 2, 3, 4 mm, offset 1, 2, 3 mm.</summary>
    private sealed class NiftiSample
    {
        public static readonly byte[] Voxels = [1, 0, 2, 0, 3, 0, 4, 0];

        public short[] Dim { get; set; } = [3, 1, 2, 2, 1, 1, 1, 1];

        public float[] PixDim { get; } = [1, 2, 3, 4, 0, 0, 0, 0];

        public int DataType { get; set; } = 4;

        public float VoxOffset { get; set; } = 352;

        public float Slope { get; set; } = 1;

        public float Intercept { get; set; }

        public int Units { get; set; } = 2;

        public int QForm { get; set; } = 1;

        public int SForm { get; set; } = 1;

        public float[] Quaternion { get; } = [0, 0, 0, 1, 2, 3];

        public float[] Rows { get; } = [2, 0, 0, 1, 0, 3, 0, 2, 0, 0, 4, 3];

        public int? Orient { get; set; }

        public string Magic { get; set; } = "n+1\0";

        public byte[] ToBytes()
        {
            var bytes = new byte[352];
            BinaryPrimitives.WriteInt32LittleEndian(bytes, 348);
            for (int i = 0; i < 8; i++)
            {
                BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(40 + (2 * i)), Dim[i]);
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(76 + (4 * i)), PixDim[i]);
            }

            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(70), (short)DataType);
            if (Orient is { } orient)
            {
                bytes[252] = (byte)orient;
                return bytes;
            }

            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(108), VoxOffset);
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(112), Slope);
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(116), Intercept);
            bytes[123] = (byte)Units;
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(252), (short)QForm);
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(254), (short)SForm);
            for (int i = 0; i < 6; i++)
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(256 + (4 * i)), Quaternion[i]);
            for (int i = 0; i < 12; i++)
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(280 + (4 * i)), Rows[i]);
            System.Text.Encoding.ASCII.GetBytes(Magic, bytes.AsSpan(344));
            return bytes;
        }
    }
}
