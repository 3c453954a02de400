using System.Numerics;
using System.Runtime.CompilerServices;
using Dcmqi.Binary;

namespace Dcmqi.Volumes;

/// <summary>Turns a layout and its data into a volume; the voxel type is decided here, once.</summary>
internal static partial class VoxelLoader
{
    // Where nothing is known of how much is to come, memory grows with what has come.
    private const int GrowingStart = 1 << 22;

    /// <summary>Reads all voxels.</summary>
    /// <exception cref="VolumeFormatException">The data is damaged or not what the header promises, or there are more values than an array holds.</exception>
    public static Volume Load(VoxelData data, VolumeReading work)
    {
        (VoxelLayout layout, VoxelSource source) = data;
        if (layout.ValueCount > Array.MaxLength)
            throw layout.MoreThanAnArray();
        return ScalarTypes.Call(layout.Type, new Loading(layout, source, work));
    }

    private sealed record Loading(VoxelLayout Layout, VoxelSource Source, VolumeReading Work) : IScalarWork<Volume>
    {
        public Volume Of<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => Load<T>(Layout, Source, Work);
    }

    private static Volume Load<T>(VoxelLayout layout, VoxelSource source, VolumeReading work)
        where T : unmanaged
    {
        using var reader = new PartsReader<T>(layout, source, work);
        int length = (int)layout.ValueCount;
        try
        {
            bool isBounded = source.CapacityOf(0) is not null || length <= GrowingStart;
            ValueReader<T> stored = isBounded || !(layout.IsRescaled || layout.HasScatteredComponents) ? reader : new ArrayValueReader<T>(FillGrowing(reader, length));
            if (layout.IsRescaled)
            {
                return layout.GivenType == ScalarType.Float32
                    ? Describe(layout, FillWhole(layout, new ScaledValueReader<T, float>(stored, layout.Slope, layout.Intercept), length))
                    : Describe(layout, FillWhole(layout, new ScaledValueReader<T, double>(stored, layout.Slope, layout.Intercept), length));
            }

            return Describe(layout, isBounded || layout.HasScatteredComponents ? FillWhole(layout, stored, length) : FillGrowing(reader, length));
        }
        catch (OutOfMemoryException failure)
        {
            throw layout.Fault(
                $"{layout.SizeField} asks for {layout.ValueCount} values of {Unsafe.SizeOf<T>()} bytes, more than memory can hold.", layout.SizeField, failure);
        }
    }

    private static Volume<T> Describe<T>(VoxelLayout layout, T[] voxels)
        where T : unmanaged =>
        new(layout.Geometry, voxels, layout.ComponentAxis, layout.Components)
        {
            Name = layout.FileName,
            Warnings = layout.Warnings,
            Comments = layout.Comments,
            Properties = layout.Properties,
            NiftiExtensions = layout.NiftiExtensions,
        };

    private static T[] FillWhole<T>(VoxelLayout layout, ValueReader<T> reader, int length)
        where T : unmanaged
    {
        T[] voxels = LargeArrays.Uninitialized<T>(length);
        if (layout.HasScatteredComponents)
            Scatter(reader, voxels, layout.Components, (int)layout.ComponentStride);
        else
            reader.Fill(voxels);
        return voxels;
    }

    private static T[] FillGrowing<T>(PartsReader<T> reader, int length)
        where T : unmanaged
    {
        T[] voxels = GC.AllocateUninitializedArray<T>(Math.Min(length, GrowingStart));
        for (int filled = 0; ;)
        {
            reader.Fill(voxels.AsSpan(filled));
            filled = voxels.Length;
            if (filled == length)
                return voxels;
            Array.Resize(ref voxels, (int)Math.Min(length, 2L * filled));
        }
    }

    /// <summary>Refuses what the data cannot hold, before memory is taken for it. The least and most bytes that the encodings can need for one byte of values are known: a header cannot ask for memory that its data cannot fill.</summary>
    /// <param name="layout">What the header promises.</param>
    /// <param name="source">The data.</param>
    /// <exception cref="VolumeFormatException">The data cannot hold what the header promises, or there are more slices than can be counted.</exception>
    public static void CheckCapacity(VoxelLayout layout, VoxelSource source)
    {
        if (layout.Geometry.Size.Z > int.MaxValue / layout.Volumes)
            throw layout.MoreThanAnArray();
        if (layout.ValueCount % source.Count != 0)
            throw layout.Fault($"{layout.ValueCount} values cannot be shared out evenly over {source.Count} data files.", source.Field ?? layout.SizeField);
        long values = layout.ValueCount / source.Count;
        long bytes = values * ScalarTypes.BytesOf(layout.Type);
        for (int part = 0; part < source.Count; part++)
        {
            if (source.CapacityOf(part) is not { } capacity)
                continue;
            long skipped = Math.Max(0, source.ByteSkip), left = Math.Max(0, capacity - skipped);
            long most = layout.Encoding switch
            {
                VoxelEncoding.GZip or VoxelEncoding.Zlib => CheckedInflater.MostInflated(capacity) - skipped,
                VoxelEncoding.Hex => left / 2,
                VoxelEncoding.Text => (left + 1) / 2 * ScalarTypes.BytesOf(layout.Type),
                _ => left,
            };
            if (most < bytes)
            {
                throw layout.Fault(
                    $"{layout.SizeField} and the voxel type promise {bytes} bytes of voxels{(source.Count > 1 ? " in each data file" : "")}; "
                        + $"the {capacity} bytes of data{(source.Count > 1 ? $" of file {part + 1}" : "")} can hold at most {Math.Max(0, most)}.",
                    layout.SizeField);
            }
        }
    }
}
