using System.IO.Compression;
using System.Text;

namespace Dcmqi.Tests.Volumes;

public class NrrdReaderTests
{
    private const string Axes = "space directions: (2,0,0) (0,3,0) (0,0,4)\nspace origin: (10,20,30)\n";

    [TestCase("left-posterior-superior", 1, 1, false)]
    [TestCase("LPS", 1, 1, false)]
    [TestCase("right-anterior-superior", -1, -1, false)]
    [TestCase("RAS", -1, -1, false)]
    [TestCase("left-anterior-superior", 1, -1, false)]
    [TestCase("LAS", 1, -1, false)]
    [TestCase("scanner-xyz", 1, 1, true)]
    [TestCase("3D-right-handed", 1, 1, true)]
    [TestCase("3D-left-handed", 1, 1, true)]
    public void Read_Space_BecomesLps(string space, int signX, int signY, bool warns)
    {
        Volume volume = Read($"type: uchar\ndimension: 3\nsizes: 1 1 2\nspace: {space}\n{Axes}encoding: raw\n", [1, 2]);

        Assert.That(volume.Geometry.OriginMm, Is.EqualTo(new Vector3d(10 * signX, 20 * signY, 30)));
        Assert.That(volume.Geometry.DirectionX, Is.EqualTo(new Vector3d(signX, 0, 0)));
        Assert.That(volume.Geometry.DirectionY, Is.EqualTo(new Vector3d(0, signY, 0)));
        Assert.That(volume.Geometry.SpacingMm, Is.EqualTo(new Vector3d(2, 3, 4)));
        Assert.That(volume.Warnings, warns ? Has.One.Contains(space) : Is.Empty);
    }

    [TestCase("right-anterior-superior-time")]
    [TestCase("RAST")]
    public void Read_SpaceWithTime_TakesTheTimeAxisAsComponents(string space)
    {
        Volume volume = Read(
            $"type: uchar\ndimension: 4\nsizes: 1 2 1 3\nspace: {space}\nspace directions: (2,0,0,0) (0,3,0,0) (0,0,4,0) (0,0,0,1.5)\nspace origin: (10,20,30,0)\nencoding: raw\n",
            [1, 2, 3, 4, 5, 6]);

        Assert.That(volume.Components, Is.EqualTo(3));
        Assert.That(volume.ComponentAxis, Is.EqualTo(VolumeComponentAxis.Time));
        Assert.That(volume.Geometry.OriginMm, Is.EqualTo(new Vector3d(-10, -20, 30)));
        Assert.That(((Volume<byte>)volume)[0, 1, 0, 2], Is.EqualTo(6));
    }

    [TestCase("signed char", typeof(sbyte))]
    [TestCase("int8", typeof(sbyte))]
    [TestCase("int8_t", typeof(sbyte))]
    [TestCase("uchar", typeof(byte))]
    [TestCase("unsigned char", typeof(byte))]
    [TestCase("uint8", typeof(byte))]
    [TestCase("uint8_t", typeof(byte))]
    [TestCase("short", typeof(short))]
    [TestCase("short int", typeof(short))]
    [TestCase("signed short", typeof(short))]
    [TestCase("signed short int", typeof(short))]
    [TestCase("int16", typeof(short))]
    [TestCase("int16_t", typeof(short))]
    [TestCase("ushort", typeof(ushort))]
    [TestCase("unsigned short", typeof(ushort))]
    [TestCase("unsigned short int", typeof(ushort))]
    [TestCase("uint16", typeof(ushort))]
    [TestCase("uint16_t", typeof(ushort))]
    [TestCase("int", typeof(int))]
    [TestCase("signed int", typeof(int))]
    [TestCase("int32", typeof(int))]
    [TestCase("int32_t", typeof(int))]
    [TestCase("uint", typeof(uint))]
    [TestCase("unsigned int", typeof(uint))]
    [TestCase("uint32", typeof(uint))]
    [TestCase("uint32_t", typeof(uint))]
    [TestCase("longlong", typeof(long))]
    [TestCase("long long", typeof(long))]
    [TestCase("long long int", typeof(long))]
    [TestCase("signed long long", typeof(long))]
    [TestCase("signed long long int", typeof(long))]
    [TestCase("int64", typeof(long))]
    [TestCase("int64_t", typeof(long))]
    [TestCase("ulonglong", typeof(ulong))]
    [TestCase("unsigned long long", typeof(ulong))]
    [TestCase("unsigned long long int", typeof(ulong))]
    [TestCase("uint64", typeof(ulong))]
    [TestCase("uint64_t", typeof(ulong))]
    [TestCase("float", typeof(float))]
    [TestCase("double", typeof(double))]
    public void Read_TypeSynonym_GivesType(string name, Type type)
    {
        Volume volume = Read($"type: {name}\ndimension: 3\nsizes: 1 1 1\nspace: LPS\n{Axes}endian: big\nencoding: ascii\n", "1"u8.ToArray());
        Assert.That(volume.VoxelType, Is.EqualTo(type));
    }

    [Test]
    public void Read_BigEndian_SwapsBytes()
    {
        // 01 02 = 258; FF FE = -2 as signed 16-bit numbers, most significant byte first.
        var volume = (Volume<short>)Read($"type: short\ndimension: 3\nsizes: 2 1 1\nspace: LPS\n{Axes}endian: big\nencoding: raw\n", [0x01, 0x02, 0xFF, 0xFE]);
        Assert.That(volume.Voxels.ToArray(), Is.EqualTo(new short[] { 258, -2 }));
    }

    [TestCase("ascii")]
    [TestCase("text")]
    [TestCase("txt")]
    public void Read_Text_ParsesNumbersOfAnySpelling(string encoding)
    {
        var volume = (Volume<float>)Read(
            $"type: float\ndimension: 3\nsizes: 6 1 1\nspace: LPS\n{Axes}encoding: {encoding}\n", "1.5 -2e3\n\n NaN inf,\t-INF 0"u8.ToArray());
        Assert.That(volume.Voxels.ToArray(), Is.EqualTo(new[] { 1.5f, -2000f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0f }));
    }

    [Test]
    public void Read_TextWithWord_Throws()
    {
        VolumeFormatException error = Fault($"type: short\ndimension: 3\nsizes: 2 1 1\nspace: LPS\n{Axes}encoding: ascii\n", "1 liver"u8.ToArray());
        Assert.That(error.Message, Does.Contain("'liver'"));
        Assert.That(error.Field, Is.EqualTo("encoding"));
    }

    [Test]
    public void Read_Hex_ParsesPairsOfDigits()
    {
        var volume = (Volume<ushort>)Read($"type: ushort\ndimension: 3\nsizes: 2 1 1\nspace: LPS\n{Axes}endian: little\nencoding: hex\n", "0102\nfF 0\r\nA"u8.ToArray());
        Assert.That(volume.Voxels.ToArray(), Is.EqualTo(new ushort[] { 0x0201, 0x0AFF }));
    }

    [Test]
    public void Read_GZipOfSeveralMembers_ReadsAll()
    {
        byte[] data = [.. GZip([1, 2]), .. GZip([3, 4])];
        var volume = (Volume<byte>)Read($"type: uchar\ndimension: 3\nsizes: 2 2 1\nspace: LPS\n{Axes}encoding: gz\n", data);
        Assert.That(volume.Voxels.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3, 4 }));
    }

    [Test]
    public void Read_GZipWithWrongChecksum_Throws()
    {
        byte[] data = GZip([1, 2, 3, 4]);
        data[^5] ^= 1;
        Assert.That(Fault($"type: uchar\ndimension: 3\nsizes: 2 2 1\nspace: LPS\n{Axes}encoding: gzip\n", data).Message, Does.Contain("damaged"));
    }

    [Test]
    public void Read_GZipCutShort_Throws()
    {
        byte[] random = new byte[5000];
        new Random(1).NextBytes(random);
        byte[] data = GZip(random);
        VolumeFormatException error = Fault($"type: uchar\ndimension: 3\nsizes: 50 100 1\nspace: LPS\n{Axes}encoding: gzip\n", data[..3000]);
        Assert.That(error.Message, Does.Contain("damaged").Or.Contain("ends after"));
    }

    [Test]
    public void Read_MoreCompressedDataThanPromised_IsRefused() =>
        Assert.That(Fault($"type: uchar\ndimension: 3\nsizes: 2 1 1\nspace: LPS\n{Axes}encoding: gzip\n", GZip([1, 2, 3])).Message, Does.Contain("more than the 2 values"));

    [Test]
    public void Read_BZip2_SaysHowToConvert() =>
        Assert.That(
            () => Read($"type: uchar\ndimension: 3\nsizes: 2 1 1\nspace: LPS\n{Axes}encoding: bzip2\n", [1, 2]),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("unu save -f nrrd -e gzip"));

    [Test]
    public void Read_NoneAxisFirst_IsAComponentAxis()
    {
        var volume = (Volume<byte>)Read(
            "type: uchar\ndimension: 4\nsizes: 2 3 1 1\nspace: LPS\nspace directions: none (2,0,0) (0,3,0) (0,0,4)\nspace origin: (0,0,0)\nkinds: list domain domain domain\nencoding: raw\n",
            [1, 10, 2, 20, 3, 30]);

        Assert.That(volume.Components, Is.EqualTo(2));
        Assert.That(volume.ComponentAxis, Is.EqualTo(VolumeComponentAxis.List));
        Assert.That(volume.Voxels.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3, 10, 20, 30 }));
        Assert.That(() => volume.RequireSingleComponent("A label map"), Throws.TypeOf<ConversionException>().With.Message.Contains("list axis"));
    }

    [Test]
    public void Read_ComponentAxisInTheMiddle_IsPutLast()
    {
        var volume = (Volume<byte>)Read(
            "type: uchar\ndimension: 4\nsizes: 2 3 2 1\nspace: LPS\nspace directions: (2,0,0) none (0,3,0) (0,0,4)\nspace origin: (0,0,0)\nkinds: domain RGB-color domain domain\nencoding: raw\n",
            [0, 1, 10, 11, 20, 21, 2, 3, 12, 13, 22, 23]);
        Assert.That(volume.ComponentAxis, Is.EqualTo(VolumeComponentAxis.Color));
        Assert.That(volume.Voxels.ToArray(), Is.EqualTo(new byte[] { 0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23 }));
    }

    [Test]
    public void Read_TwoComponentAxes_AreRefusedByNumber() =>
        Assert.That(
            () => Read("type: uchar\ndimension: 5\nsizes: 2 3 1 1 1\nspace: LPS\nspace directions: none none (2,0,0) (0,3,0) (0,0,4)\nencoding: raw\n", new byte[6]),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("axes 1 and 2"));

    [Test]
    public void Read_SpacingsOnly_FallsBackOnThem()
    {
        Volume volume = Read("type: uchar\ndimension: 3\nsizes: 1 1 2\nspacings: 0.5 0.6 0.7\naxis mins: 1 2 3\ncenters: node node cell\nencoding: raw\n", [1, 2]);

        Assert.That(volume.Geometry.SpacingMm, Is.EqualTo(new Vector3d(0.5, 0.6, 0.7)));
        Assert.That(volume.Geometry.OriginMm, Is.EqualTo(new Vector3d(1, 2, 3.35)));
        Assert.That(volume.Warnings, Has.One.Contains("no space directions"));
    }

    [Test]
    public void Read_AxisRange_GivesSpacing()
    {
        // Node-centred: 3 samples from 0 to 4 lie 2 apart. Cell-centred: 4 cells from 0 to 4 are 1 wide.
        Volume volume = Read("type: uchar\ndimension: 3\nsizes: 3 4 1\naxismins: 0 0 0\naxismaxs: 4 4 1\ncenterings: node cell cell\nencoding: raw\n", new byte[12]);
        Assert.That(volume.Geometry.SpacingMm, Is.EqualTo(new Vector3d(2, 1, 1)));
        Assert.That(volume.Geometry.OriginMm, Is.EqualTo(new Vector3d(0, 0.5, 0.5)));
    }

    [TestCase("\"m\" \"m\" \"m\"", 1000)]
    [TestCase("\"cm\" \"cm\" \"cm\"", 10)]
    [TestCase("\"mm\" \"mm\" \"mm\"", 1)]
    [TestCase("\"um\" \"um\" \"um\"", 0.001)]
    public void Read_SpaceUnits_AreConverted(string units, double factor)
    {
        Volume volume = Read($"type: uchar\ndimension: 3\nsizes: 1 1 1\nspace: LPS\nspace units: {units}\n{Axes}encoding: raw\n", [1]);
        Assert.That(volume.Geometry.SpacingMm.X, Is.EqualTo(2 * factor).Within(1e-12));
        Assert.That(volume.Geometry.OriginMm.Z, Is.EqualTo(30 * factor).Within(1e-9));
        Assert.That(volume.Warnings, factor == 1 ? Is.Empty : Has.One.Contains("converted"));
    }

    [Test]
    public void Read_LineAndByteSkip_AreDoneInThatOrder()
    {
        Volume volume = Read($"type: uchar\ndimension: 3\nsizes: 2 1 1\nspace: LPS\n{Axes}line skip: 2\nbyteskip: 3\nencoding: raw\n", [.. "a\nbc\nxyz"u8, 7, 8]);
        Assert.That(((Volume<byte>)volume).Voxels.ToArray(), Is.EqualTo(new byte[] { 7, 8 }));
    }

    [Test]
    public void Read_ByteSkipMinusOne_TakesTheEnd()
    {
        Volume volume = Read($"type: uchar\ndimension: 3\nsizes: 2 1 1\nspace: LPS\n{Axes}byte skip: -1\nencoding: raw\n", [1, 2, 3, 4, 7, 8]);
        Assert.That(((Volume<byte>)volume).Voxels.ToArray(), Is.EqualTo(new byte[] { 7, 8 }));
    }

    [Test]
    public void Read_ByteSkipBehindCompression_CountsInflatedBytes()
    {
        Volume volume = Read($"type: uchar\ndimension: 3\nsizes: 2 1 1\nspace: LPS\n{Axes}byte skip: 3\nencoding: gzip\n", GZip([1, 2, 3, 7, 8]));
        Assert.That(((Volume<byte>)volume).Voxels.ToArray(), Is.EqualTo(new byte[] { 7, 8 }));
    }

    [Test]
    public void Read_PropertiesCommentsAndFrame_AreTakenIn()
    {
        Volume volume = Read($"# made by hand\ntype: uchar\ndimension: 3\nsizes: 1 1 1\nspace: LPS\n{Axes}measurement frame: (1,0,0) (0,1,0) (0,0,1)\nencoding: raw\nSegment0_Name:=liver\\nleft: half\n", [1]);
        Assert.That(volume.Comments, Is.EqualTo(new[] { "made by hand" }));
        Assert.That(volume.Properties["Segment0_Name"], Is.EqualTo("liver\nleft: half"));
        Assert.That(volume.Warnings, Is.Empty);
    }

    [Test]
    public void Read_WindowsLineEnds_AreTolerated()
    {
        string header = $"NRRD0004\ntype: uchar\ndimension: 3\nsizes: 1 1 1\nspace: LPS\n{Axes}encoding: raw\n\n".Replace("\n", "\r\n", StringComparison.Ordinal);
        Volume volume = VolumeFile.Read(new MemoryStream([.. Encoding.ASCII.GetBytes(header), 9]));
        Assert.That(((Volume<byte>)volume)[0, 0, 0], Is.EqualTo(9));
    }

    [TestCase("type: uchar\ndimension: 3\nsizes: 2 2 2\nencoding: raw\n", "sizes")]
    [TestCase("type: uchar\ndimension: 3\nsizes: 0 2 2\nencoding: raw\n", "sizes")]
    [TestCase("type: uchar\ndimension: 3\nsizes: -2 2 2\nencoding: raw\n", "sizes")]
    [TestCase("type: uchar\ndimension: 3\nsizes: 2 2\nencoding: raw\n", "sizes")]
    [TestCase("type: uchar\ndimension: 3\nsizes: 2000000000 2000000000 2000000000\nencoding: raw\n", "sizes")]
    [TestCase("type: uchar\ndimension: 3\nsizes: 99999999999999999999 1 1\nencoding: raw\n", "sizes")]
    [TestCase("type: uchar\ndimension: 3\nsizes: 1000 1000 1000\nencoding: gzip\n", "sizes")]
    [TestCase("type: uchar\ndimension: 17\nsizes: 2\nencoding: raw\n", "dimension")]
    [TestCase("type: uchar\nsizes: 1 1 1\nencoding: raw\n", "dimension")]
    [TestCase("type: quark\ndimension: 3\nsizes: 1 1 1\nencoding: raw\n", "type")]
    [TestCase("type: short\ndimension: 3\nsizes: 1 1 1\nencoding: raw\n", "endian")]
    [TestCase("type: short\ndimension: 3\nsizes: 1 1 1\nendian: middle\nencoding: raw\n", "endian")]
    [TestCase("type: uchar\ndimension: 3\nsizes: 1 1 1\nencoding: rot13\n", "encoding")]
    [TestCase("type: uchar\ntype: uchar\ndimension: 3\nsizes: 1 1 1\nencoding: raw\n", "type")]
    [TestCase("type: uchar\ndimension: 3\nsizes: 1 1 1\nspacings: 0 1 1\nencoding: raw\n", "spacings")]
    [TestCase("type: uchar\ndimension: 3\nsizes: 1 1 1\nspacings: nan 1 1\nencoding: raw\n", "spacings")]
    [TestCase("type: uchar\ndimension: 3\nsizes: 1 1 1\nspace: LPS\nspace directions: (1,0,0) (0,1,0) (1,1,0)\nencoding: raw\n", "space directions")]
    [TestCase("type: uchar\ndimension: 3\nsizes: 1 1 1\nspace: LPS\nspace directions: (1,0,0) (0,1,0) (0,0,inf)\nencoding: raw\n", "space directions")]
    [TestCase("type: uchar\ndimension: 3\nsizes: 1 1 1\nspace: LPS\nspace directions: (1,0) (0,1,0) (0,0,1)\nencoding: raw\n", "space directions")]
    [TestCase("type: uchar\ndimension: 3\nsizes: 1 1 1\nspace: LPS\nspace directions: (1,0,0) (0,1,0) (0,0,1)\nspace origin: (nan,0,0)\nencoding: raw\n", "space origin")]
    [TestCase("type: uchar\ndimension: 3\nsizes: 1 1 1\nspace: Hilbert\nencoding: raw\n", "space")]
    [TestCase("type: uchar\ndimension: 3\nsizes: 1 1 1\nencoding: raw\nbyte skip: -2\n", "byte skip")]
    [TestCase("type: uchar\ndimension: 3\nsizes: 1 1 1\nencoding: raw\ndata file: x.raw\n", "data file")]
    public void Read_LyingHeader_NamesTheField(string header, string field)
    {
        VolumeFormatException error = Fault(header, [1]);
        Assert.That(error.Field, Is.EqualTo(field));
        Assert.That(error.Message, Does.Contain(field));
    }

    [Test]
    public void Read_NotNrrd_Throws()
    {
        Assert.That(() => VolumeFile.Read(new MemoryStream("NRRD0009\n\n"u8.ToArray())), Throws.TypeOf<VolumeFormatException>());
        Assert.That(() => VolumeFile.Read(new MemoryStream("NRRDxxxx\n\n"u8.ToArray())), Throws.TypeOf<VolumeFormatException>());
        Assert.That(() => VolumeFile.Read(new MemoryStream([])), Throws.TypeOf<VolumeFormatException>());
        Assert.That(() => VolumeFile.Read(new MemoryStream([1, 2, 3])), Throws.TypeOf<VolumeFormatException>());
    }

    private static byte[] GZip(byte[] data)
    {
        var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
            stream.Write(data);
        return packed.ToArray();
    }

    private static Volume Read(string header, byte[] data) =>
        VolumeFile.Read(new MemoryStream([.. Encoding.UTF8.GetBytes("NRRD0005\n" + header + "\n"), .. data]));

    private static VolumeFormatException Fault(string header, byte[] data) =>
        Assert.Throws<VolumeFormatException>(() => Read(header, data))!;
}
