using System.Numerics;

namespace Dcmqi.Volumes;

/// <summary>The slices of a file, one behind the other as they lie there.</summary>
internal abstract class SliceStream : IDisposable
{
    public static SliceStream Of(VoxelData data, VolumeReading work) => ScalarTypes.Call(data.Layout.Type, new Making(data, work));

    public abstract void Dispose();

    private sealed record Making(VoxelData Data, VolumeReading Work) : IScalarWork<SliceStream>
    {
        public SliceStream Of<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            (VoxelLayout layout, VoxelSource source) = Data;
            var parts = new PartsReader<T>(layout, source, Work);
            if (!layout.IsRescaled)
                return new SliceStream<T>(layout, parts, parts);
            return layout.GivenType == ScalarType.Float32
                ? new SliceStream<float>(layout, new ScaledValueReader<T, float>(parts, layout.Slope, layout.Intercept), parts)
                : new SliceStream<double>(layout, new ScaledValueReader<T, double>(parts, layout.Slope, layout.Intercept), parts);
        }
    }
}
