using System.IO.Compression;
using System.Text;

namespace Dcmqi.Tests.Volumes;

public class MetaImageReaderTests
{
    private const string Plain = "ObjectType = Image\nNDims = 3\nDimSize = 2 1 1\nElementSpacing = 1 1 1\nOffset = 0 0 0\n";

    [Test]
    public void Read_TransformMatrix_RowsAreTheDirectionsOfTheAxes()
    {
        Volume volume = Read(
            "NDims = 3\nDimSize = 1 1 1\nTransformMatrix = 0 1 0 0 0 -1 1 0 0\nOffset = 10 20 30\nElementSpacing = 2 3 4\nAnatomicalOrientation = ASR\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n", [1]);

        Assert.That(volume.Geometry.DirectionX, Is.EqualTo(new Vector3d(0, 1, 0)));
        Assert.That(volume.Geometry.DirectionY, Is.EqualTo(new Vector3d(0, 0, -1)));
        Assert.That(volume.Geometry.DirectionZ, Is.EqualTo(new Vector3d(1, 0, 0)));
        Assert.That(volume.Geometry.OriginMm, Is.EqualTo(new Vector3d(10, 20, 30)));
        Assert.That(volume.Geometry.SpacingMm, Is.EqualTo(new Vector3d(2, 3, 4)));
        Assert.That(volume.Geometry.Orientation, Is.EqualTo("PIL"));
        Assert.That(volume.Warnings, Is.Empty);
    }

    [TestCase("Orientation", "Position", "ElementSize")]
    [TestCase("Rotation", "Origin", "ElementSpacing")]
    public void Read_OtherNamesOfFields_AreTheSame(string matrix, string offset, string spacing)
    {
        Volume volume = Read($"NDims = 3\nDimSize = 1 1 1\n{matrix} = -1 0 0 0 -1 0 0 0 1\n{offset} = 1 2 3\n{spacing} = 4 5 6\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n", [1]);
        Assert.That(volume.Geometry.DirectionX, Is.EqualTo(new Vector3d(-1, 0, 0)));
        Assert.That(volume.Geometry.OriginMm, Is.EqualTo(new Vector3d(1, 2, 3)));
        Assert.That(volume.Geometry.SpacingMm, Is.EqualTo(new Vector3d(4, 5, 6)));
    }

    [Test]
    public void Read_LettersAgainstMatrix_Warns()
    {
        Volume volume = Read(Plain + "TransformMatrix = 1 0 0 0 1 0 0 0 1\nAnatomicalOrientation = LAI\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n", [1, 2]);
        Assert.That(volume.Warnings, Has.One.Contains("LAI"));
    }

    [TestCase("MET_CHAR", typeof(sbyte), 1)]
    [TestCase("MET_UCHAR", typeof(byte), 1)]
    [TestCase("MET_SHORT", typeof(short), 2)]
    [TestCase("MET_USHORT", typeof(ushort), 2)]
    [TestCase("MET_INT", typeof(int), 4)]
    [TestCase("MET_UINT", typeof(uint), 4)]
    [TestCase("MET_LONG", typeof(int), 4)]
    [TestCase("MET_ULONG", typeof(uint), 4)]
    [TestCase("MET_LONG_LONG", typeof(long), 8)]
    [TestCase("MET_ULONG_LONG", typeof(ulong), 8)]
    [TestCase("MET_FLOAT", typeof(float), 4)]
    [TestCase("MET_DOUBLE", typeof(double), 8)]
    public void Read_ElementType_HasMetaIosWidth(string name, Type type, int bytes)
    {
        Volume volume = Read(Plain + $"ElementType = {name}\nElementDataFile = LOCAL\n", new byte[2 * bytes]);
        Assert.That(volume.VoxelType, Is.EqualTo(type));
        Assert.That(() => Read(Plain + $"ElementType = {name}\nElementDataFile = LOCAL\n", new byte[(2 * bytes) - 1]), Throws.TypeOf<VolumeFormatException>());
    }

    [TestCase("BinaryDataByteOrderMSB = True", 258)]
    [TestCase("ElementByteOrderMSB = True", 258)]
    [TestCase("BinaryDataByteOrderMSB = False", 513)]
    public void Read_ByteOrder(string order, int first)
    {
        var volume = (Volume<short>)Read(Plain + $"{order}\nElementType = MET_SHORT\nElementDataFile = LOCAL\n", [0x01, 0x02, 0, 0]);
        Assert.That(volume[0, 0, 0], Is.EqualTo(first));
    }

    [Test]
    public void Read_Text()
    {
        var volume = (Volume<float>)Read(Plain + "BinaryData = False\nElementType = MET_FLOAT\nElementDataFile = LOCAL\n", "1.5 -2\n"u8.ToArray());
        Assert.That(volume.Voxels.ToArray(), Is.EqualTo(new[] { 1.5f, -2f }));
    }

    [Test]
    public void Read_Compressed()
    {
        var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            stream.Write([7, 8]);
        var volume = (Volume<byte>)Read(Plain + "CompressedData = True\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n", packed.ToArray());
        Assert.That(volume.Voxels.ToArray(), Is.EqualTo(new byte[] { 7, 8 }));
    }

    [Test]
    public void Read_Channels_LieSideBySide()
    {
        var volume = (Volume<byte>)Read(Plain + "ElementNumberOfChannels = 3\nElementType = MET_UCHAR_ARRAY\nElementDataFile = LOCAL\n", [1, 2, 3, 11, 12, 13]);
        Assert.That(volume.Components, Is.EqualTo(3));
        Assert.That(volume.ComponentAxis, Is.EqualTo(VolumeComponentAxis.Vector));
        Assert.That(volume.Voxels.ToArray(), Is.EqualTo(new byte[] { 1, 11, 2, 12, 3, 13 }));
    }

    [Test]
    public void Read_FourDimensions_FourthIsTime()
    {
        Volume volume = Read("NDims = 4\nDimSize = 1 1 1 2\nElementSpacing = 1 2 3 1.5\nOffset = 4 5 6 0\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n", [1, 2]);
        Assert.That(volume.ComponentAxis, Is.EqualTo(VolumeComponentAxis.Time));
        Assert.That(volume.Geometry.OriginMm, Is.EqualTo(new Vector3d(4, 5, 6)));
        Assert.That(() => volume.RequireSingleComponent("A label map"), Throws.TypeOf<ConversionException>().With.Message.Contains("time axis"));
    }

    [Test]
    public void Read_TwoDimensions_IsOneSlice()
    {
        Volume volume = Read("NDims = 2\nDimSize = 2 1\nElementSpacing = 1 2\nOffset = 4 5\nTransformMatrix = 0 1 1 0\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n", [1, 2]);
        Assert.That(volume.Geometry.Size, Is.EqualTo(new VolumeSize(2, 1, 1)));
        Assert.That(volume.Geometry.DirectionX, Is.EqualTo(new Vector3d(0, 1, 0)));
    }

    [TestCase("um", 0.001)]
    [TestCase("cm", 10)]
    [TestCase("mm", 1)]
    public void Read_DistanceUnits(string unit, double factor)
    {
        Volume volume = Read(Plain + $"DistanceUnits = {unit}\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n", [1, 2]);
        Assert.That(volume.Geometry.SpacingMm.X, Is.EqualTo(factor).Within(1e-12));
    }

    [TestCase("NDims = 3\nDimSize = 2 2 2\nElementSpacing = 1 1 1\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n", "DimSize")]
    [TestCase("NDims = 3\nDimSize = 2 2 -2\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n", "DimSize")]
    [TestCase("NDims = 3\nDimSize = 2 2\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n", "DimSize")]
    [TestCase("NDims = 3\nDimSize = 2000000000 2000000000 2000000000\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n", "DimSize")]
    [TestCase("NDims = 99\nDimSize = 2\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n", "NDims")]
    [TestCase("NDims = three\nDimSize = 2\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n", "NDims")]
    [TestCase("DimSize = 2 1 1\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n", "NDims")]
    [TestCase("NDims = 3\nDimSize = 1 1 1\nElementType = MET_STRING\nElementDataFile = LOCAL\n", "ElementType")]
    [TestCase("NDims = 3\nDimSize = 1 1 1\nElementSpacing = 0 1 1\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n", "ElementSpacing")]
    [TestCase("NDims = 3\nDimSize = 1 1 1\nElementSpacing = nan 1 1\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n", "ElementSpacing")]
    [TestCase("NDims = 3\nDimSize = 1 1 1\nOffset = inf 1 1\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n", "Offset")]
    [TestCase("NDims = 3\nDimSize = 1 1 1\nTransformMatrix = 1 0 0 1 0 0 0 0 1\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n", "TransformMatrix")]
    [TestCase("NDims = 3\nDimSize = 1 1 1\nTransformMatrix = 1 0 0 0 1 0 0 0\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n", "TransformMatrix")]
    [TestCase("NDims = 3\nDimSize = 1 1 1\nElementNumberOfChannels = 0\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n", "ElementNumberOfChannels")]
    [TestCase("NDims = 3\nDimSize = 1 1 1\nElementType = MET_UCHAR\nElementDataFile = x.raw\n", "ElementDataFile")]
    [TestCase("NDims = 3\nNDims = 3\nDimSize = 1 1 1\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n", "NDims")]
    [TestCase("NDims = 3\nBinaryData = False\nCompressedData = True\nDimSize = 1 1 1\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n", "CompressedData")]
    public void Read_LyingHeader_NamesTheField(string header, string field)
    {
        VolumeFormatException error = Assert.Throws<VolumeFormatException>(() => Read(header, [1]))!;
        Assert.That(error.Field, Is.EqualTo(field));
        Assert.That(error.Message, Does.Contain(field));
    }

    [Test]
    public void Read_HeaderWithoutEnd_NamesTheField() =>
        Assert.That(
            () => Read("NDims = 3\nDimSize = 1 1 1\nElementType = MET_UCHAR\n", []),
            Throws.TypeOf<VolumeFormatException>().With.Property("Field").EqualTo("ElementDataFile"));

    [Test]
    public void Read_OtherObject_IsNotSupported() =>
        Assert.That(() => Read("ObjectType = Tube\nNDims = 3\nElementDataFile = LOCAL\n", []), Throws.TypeOf<NotSupportedException>().With.Message.Contains("Tube"));

    private static Volume Read(string header, byte[] data) =>
        VolumeFile.Read(new MemoryStream([.. Encoding.ASCII.GetBytes(header), .. data]));
}
