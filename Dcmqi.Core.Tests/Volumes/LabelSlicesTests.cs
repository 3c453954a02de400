using Dcmqi.Volumes;

namespace Dcmqi.Tests.Volumes;

public class LabelSlicesTests
{
    [Test]
    public void Read_AnyTypeOfWholeNumbers_GivesThem([ValueSource(typeof(VolumeSamples), nameof(VolumeSamples.Types))] Type type)
    {
        // 61 voxels to a slice: more than a vector and a rest.
        VolumeGeometry geometry = VolumeSamples.Plain(61, 1, 3);
        int[] expected = [.. Enumerable.Range(0, 183).Select(i => i % 101)];
        LabelSlices labels = LabelSlices.Of(Volume(type, geometry, expected));

        var slice = new int[61];
        for (int z = 0; z < 3; z++)
        {
            Assert.That(labels.Read(z, slice), Is.EqualTo(-1));
            Assert.That(slice, Is.EqualTo(expected[(61 * z)..(61 * (z + 1))]));
        }

        Assert.That(labels.TryGetBytes(1, out ReadOnlySpan<byte> bytes), Is.EqualTo(type == typeof(byte)));
        Assert.That(bytes.Length, Is.EqualTo(type == typeof(byte) ? 61 : 0));
        Assert.That(labels.TryGetUInt16(1, out _), Is.EqualTo(type == typeof(ushort)));
    }

    [TestCase(0.5f)]
    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    [TestCase(2147483648f)]
    [TestCase(-2147483904f)]
    public void Read_RealThatIsNoLabel_NamesVoxelAndValue(float value)
    {
        var volume = new Volume<float>(VolumeSamples.Plain(4, 3, 2)) { Name = "/somewhere/seg.nii" };
        volume[2, 1, 1] = value;
        LabelSlices labels = LabelSlices.Of(volume);

        var slice = new int[12];
        Assert.That(labels.Read(0, slice), Is.EqualTo(-1));
        int index = labels.Read(1, slice);
        Assert.That(index, Is.EqualTo(6));
        Assert.That(labels.Fault(1, index).Message, Does.StartWith($"'seg.nii' holds {value.ToString(System.Globalization.CultureInfo.InvariantCulture)} at voxel (2, 1, 1)"));
    }

    [Test]
    public void Read_IntegersBeyond32Bits_AreNoLabels()
    {
        var slice = new int[1];
        Assert.That(LabelSlices.Of(new Volume<uint>(VolumeSamples.Plain(1, 1, 1), [uint.MaxValue])).Read(0, slice), Is.Zero);
        Assert.That(LabelSlices.Of(new Volume<long>(VolumeSamples.Plain(1, 1, 1), [long.MinValue])).Read(0, slice), Is.Zero);
        Assert.That(LabelSlices.Of(new Volume<ulong>(VolumeSamples.Plain(1, 1, 1), [1UL << 40])).Read(0, slice), Is.Zero);
        Assert.That(LabelSlices.Of(new Volume<double>(VolumeSamples.Plain(1, 1, 1), [1e300])).Read(0, slice), Is.Zero);
        Assert.That(LabelSlices.Of(new Volume<long>(VolumeSamples.Plain(1, 1, 1), [int.MinValue])).Read(0, slice), Is.EqualTo(-1));
    }

    [Test]
    public void Of_SeveralValuesPerVoxel_NamesTheAxis() =>
        Assert.That(
            () => LabelSlices.Of(new Volume<byte>(VolumeSamples.Plain(1, 1, 1), [1, 2], VolumeComponentAxis.Time, 2)),
            Throws.TypeOf<ConversionException>().With.Message.Contains("2 values per voxel on a time axis"));

    private static Volume Volume(Type type, VolumeGeometry geometry, int[] values)
    {
        if (type == typeof(sbyte))
            return new Volume<sbyte>(geometry, Array.ConvertAll(values, v => (sbyte)v));
        if (type == typeof(byte))
            return new Volume<byte>(geometry, Array.ConvertAll(values, v => (byte)v));
        if (type == typeof(short))
            return new Volume<short>(geometry, Array.ConvertAll(values, v => (short)v));
        if (type == typeof(ushort))
            return new Volume<ushort>(geometry, Array.ConvertAll(values, v => (ushort)v));
        if (type == typeof(int))
            return new Volume<int>(geometry, values);
        if (type == typeof(uint))
            return new Volume<uint>(geometry, Array.ConvertAll(values, v => (uint)v));
        if (type == typeof(long))
            return new Volume<long>(geometry, Array.ConvertAll(values, v => (long)v));
        if (type == typeof(ulong))
            return new Volume<ulong>(geometry, Array.ConvertAll(values, v => (ulong)v));
        return type == typeof(float)
            ? new Volume<float>(geometry, Array.ConvertAll(values, v => (float)v))
            : new Volume<double>(geometry, Array.ConvertAll(values, v => (double)v));
    }
}
