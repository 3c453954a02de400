namespace Dcmqi.Volumes;

/// <summary>The slices of a file, one behind the other as they lie there.</summary>
internal abstract class SliceStream : IDisposable
{
    public static SliceStream Of(VoxelData data, VolumeReading work)
    {
        return data.Layout.Type switch
        {
            ScalarType.Int8 => Of<sbyte>(),
            ScalarType.UInt8 => Of<byte>(),
            ScalarType.Int16 => Of<short>(),
            ScalarType.UInt16 => Of<ushort>(),
            ScalarType.Int32 => Of<int>(),
            ScalarType.UInt32 => Of<uint>(),
            ScalarType.Int64 => Of<long>(),
            ScalarType.UInt64 => Of<ulong>(),
            ScalarType.Float32 => Of<float>(),
            _ => Of<double>(),
        };

        SliceStream Of<T>()
            where T : unmanaged
        {
            (VoxelLayout layout, VoxelSource source) = data;
            var parts = new PartsReader<T>(layout, source, work);
            if (!layout.IsRescaled)
                return new SliceStream<T>(layout, parts, parts);
            return layout.GivenType == ScalarType.Float32
                ? new SliceStream<float>(layout, new ScaledValueReader<T, float>(parts, layout.Slope, layout.Intercept), parts)
                : new SliceStream<double>(layout, new ScaledValueReader<T, double>(parts, layout.Slope, layout.Intercept), parts);
        }
    }

    public abstract void Dispose();
}
