namespace Dcmqi.Volumes;

/// <content>Components that do not come last in the file, and stored values with a factor.</content>
internal static partial class VoxelLoader
{
    private const int BlockValues = 1 << 16;

    // File order: ComponentStride values of component 0, as many of component 1, ..., then the next ones of component 0.
    private static T[] Scattered<T>(VoxelLayout layout, ValueReader<T> reader)
        where T : unmanaged
    {
        T[] voxels = GC.AllocateUninitializedArray<T>(layout.ValueCount);
        Scatter(layout, reader, voxels);
        return voxels;
    }

    private static void Scatter<T>(VoxelLayout layout, ValueReader<T> reader, T[] voxels)
        where T : unmanaged
    {
        int perComponent = (int)layout.Geometry.Size.VoxelCount;
        int stride = (int)layout.ComponentStride;
        int components = layout.Components;
        if (stride >= 1024)
        {
            for (int start = 0; start < perComponent; start += stride)
            {
                for (int component = 0; component < components; component++)
                    reader.Fill(voxels.AsSpan((component * perComponent) + start, stride));
            }

            return;
        }

        int groupsPerBlock = Math.Max(1, BlockValues / (stride * components));
        T[] block = new T[groupsPerBlock * stride * components];
        int groups = perComponent / stride;
        for (int group = 0; group < groups; group += groupsPerBlock)
        {
            int count = Math.Min(groupsPerBlock, groups - group);
            Span<T> read = block.AsSpan(0, count * stride * components);
            reader.Fill(read);
            for (int component = 0; component < components; component++)
            {
                Span<T> target = voxels.AsSpan((component * perComponent) + (group * stride), count * stride);
                int from = component * stride;
                for (int to = 0; to < target.Length; from += (components - 1) * stride)
                {
                    for (int end = to + stride; to < end;)
                        target[to++] = read[from++];
                }
            }
        }
    }

    // As ITK, scaled integers become real numbers; those of 32 bits and more become double, where ITK's float would lose digits.
    private static Volume Rescaled<T>(VoxelLayout layout, PartsReader<T> reader, bool isBounded)
        where T : unmanaged
    {
        ScalarType type = layout.Type;
        bool isSingle = type is ScalarType.Int8 or ScalarType.UInt8 or ScalarType.Int16 or ScalarType.UInt16 or ScalarType.Float32;
        double slope = layout.Slope, intercept = layout.Intercept;
        ValueReader<T> source = isBounded ? reader : new ArrayValueReader<T>(FillGrowing(reader, layout.ValueCount));
        return isSingle
            ? Describe(layout, Scattered(layout, new ScaledValueReader<T, float>(source, slope, intercept)))
            : Describe(layout, Scattered(layout, new ScaledValueReader<T, double>(source, slope, intercept)));
    }
}
