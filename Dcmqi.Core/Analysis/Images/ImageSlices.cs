using System.Numerics;
using Dcmqi.Sources;
using Dcmqi.Volumes;

namespace Dcmqi.Analysis.Images;

/// <summary>An image that is measured: all of it in memory, or slices that are read when they are asked for, in any order and from several threads.</summary>
internal abstract class ImageSlices(VolumeGeometry geometry) : IDisposable
{
    public VolumeGeometry Geometry => geometry;

    /// <summary>Whether values are real numbers as they are stored.</summary>
    public abstract bool IsReal { get; }

    /// <summary>Bytes of a value.</summary>
    public abstract int ValueBytes { get; }

    /// <summary>What was tolerated in what was read so far.</summary>
    public abstract IReadOnlyList<string> Warnings { get; }

    /// <summary>The same image with its axes in another order or direction: voxels move, none is made. Dispose of it before this one.</summary>
    /// <param name="order">The order of its axes.</param>
    /// <param name="threads">How many threads read at once.</param>
    /// <param name="work">Who follows the reading, where all slices must be read before there is one of that order; they go into a temporary file then.</param>
    public abstract ImageSlices In(GridOrder order, int threads, VolumeReading work);

    /// <summary>Gives up what it holds beside the image.</summary>
    public abstract void Dispose();

    /// <summary>What goes through the slices.</summary>
    /// <param name="image">What the values mean.</param>
    /// <param name="reach">How many slices beside those that are measured are looked at.</param>
    /// <param name="stepBytes">How many bytes of them are measured at a time, where they are read.</param>
    public abstract ImageWindow NewWindow(MeasuredImage image, int reach, long stepBytes);

    /// <summary>An image in memory, with one value for each voxel.</summary>
    public static ImageSlices Of(Volume volume) => volume switch
    {
        Volume<byte> v => new ImageSlices<byte>(v),
        Volume<sbyte> v => new ImageSlices<sbyte>(v),
        Volume<ushort> v => new ImageSlices<ushort>(v),
        Volume<short> v => new ImageSlices<short>(v),
        Volume<uint> v => new ImageSlices<uint>(v),
        Volume<int> v => new ImageSlices<int>(v),
        Volume<ulong> v => new ImageSlices<ulong>(v),
        Volume<long> v => new ImageSlices<long>(v),
        Volume<float> v => new ImageSlices<float>(v),
        Volume<double> v => new ImageSlices<double>(v),
        _ => throw new NotSupportedException($"Values of type {volume.VoxelType.Name} cannot be measured."),
    };

    /// <summary>The pixels of source images.</summary>
    public static ImageSlices Of(SourceSlices pixels) => pixels switch
    {
        SourceSlices<byte> p => Of(p),
        SourceSlices<sbyte> p => Of(p),
        SourceSlices<ushort> p => Of(p),
        SourceSlices<short> p => Of(p),
        _ => Of((SourceSlices<float>)pixels),
    };

    /// <summary>A file of values, one for each voxel, that is opened when the first are asked for.</summary>
    public static ImageSlices Of(Lazy<ValueFile> file, VolumeReader reader) => ScalarTypes.Call(reader.ValueType, new FileSlices(file, reader));

    private static ImageSlices<T> Of<T>(SourceSlices<T> pixels)
        where T : unmanaged => new(pixels.Geometry, pixels.Read, () => pixels.Warnings);

    private sealed record FileSlices(Lazy<ValueFile> File, VolumeReader Reader) : IScalarWork<ImageSlices>
    {
        public ImageSlices Of<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new ImageSlices<T>(Reader.Geometry, (z, slice) => File.Value.Read(0, z, 0, slice), () => Reader.Warnings);
    }
}
