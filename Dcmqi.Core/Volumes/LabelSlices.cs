using System.Globalization;

namespace Dcmqi.Volumes;

/// <summary>
/// A volume of any voxel type seen as labels, slice by slice. Several threads may read different slices at once. Real values count as labels
/// where they are whole numbers: many tools store label maps as float.
/// </summary>
internal abstract class LabelSlices
{
    private protected LabelSlices(Volume volume)
    {
        Volume = volume;
        SliceLength = (int)volume.Geometry.Size.SliceVoxelCount;
    }

    public Volume Volume { get; }

    /// <summary>Voxels of one slice.</summary>
    public int SliceLength { get; }

    /// <summary>Number of slices.</summary>
    public int Count => Volume.Geometry.Size.Z;

    /// <summary>Sees a volume as labels.</summary>
    /// <param name="volume">A volume of any voxel type.</param>
    /// <exception cref="ConversionException">The volume has several values per voxel.</exception>
    public static LabelSlices Of(Volume volume)
    {
        volume.RequireSingleComponent("A label map");
        return volume switch
        {
            Volume<byte> v => new LabelSlices<byte>(v),
            Volume<sbyte> v => new LabelSlices<sbyte>(v),
            Volume<ushort> v => new LabelSlices<ushort>(v),
            Volume<short> v => new LabelSlices<short>(v),
            Volume<uint> v => new LabelSlices<uint>(v),
            Volume<int> v => new LabelSlices<int>(v),
            Volume<ulong> v => new LabelSlices<ulong>(v),
            Volume<long> v => new LabelSlices<long>(v),
            Volume<float> v => new LabelSlices<float>(v),
            _ => new LabelSlices<double>((Volume<double>)volume),
        };
    }

    /// <summary>Reads one slice as labels.</summary>
    /// <param name="z">The slice, from 0.</param>
    /// <param name="labels">At least <see cref="SliceLength"/> labels; x fastest.</param>
    /// <returns>-1, or the place in the slice of the first value that is no label; <see cref="Fault"/> tells of it.</returns>
    public abstract int Read(int z, Span<int> labels);

    /// <summary>The bytes of a slice where the volume has bytes: then nothing needs to be copied.</summary>
    public virtual bool TryGetBytes(int z, out ReadOnlySpan<byte> labels)
    {
        labels = default;
        return false;
    }

    /// <summary>The 16-bit labels of a slice where the volume has unsigned ones.</summary>
    public virtual bool TryGetUInt16(int z, out ReadOnlySpan<ushort> labels)
    {
        labels = default;
        return false;
    }

    /// <summary>The error that tells where a value is no label.</summary>
    /// <param name="z">The slice, from 0.</param>
    /// <param name="index">What <see cref="Read"/> returned.</param>
    public ConversionException Fault(int z, int index)
    {
        int width = Volume.Geometry.Size.X;
        return new ConversionException(string.Create(
            CultureInfo.InvariantCulture,
            $"{Volume.Described} holds {ValueAt(z, index)} at voxel ({index % width}, {index / width}, {z}); a label is a whole number from {int.MinValue} to {int.MaxValue}."));
    }

    private protected abstract string ValueAt(int z, int index);
}
