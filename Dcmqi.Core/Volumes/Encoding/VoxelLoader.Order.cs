using System.Buffers;

namespace Dcmqi.Volumes;

/// <content>Components that do not come last in the file.</content>
internal static partial class VoxelLoader
{
    private const int BlockValues = 1 << 16;

    /// <summary>Reads values of which those of one voxel lie close together, and takes them apart: all of the first component, then all of the next.</summary>
    /// <param name="reader">In file order: <paramref name="stride"/> values of component 0, as many of component 1, ..., then the next ones of component 0.</param>
    /// <param name="voxels">Filled.</param>
    /// <param name="components">Values per voxel.</param>
    /// <param name="stride">Values that come before the component index grows; divides those of one component.</param>
    internal static void Scatter<T>(ValueReader<T> reader, Span<T> voxels, int components, int stride)
        where T : unmanaged
    {
        int perComponent = voxels.Length / components;
        if (stride >= 1024)
        {
            for (int start = 0; start < perComponent; start += stride)
            {
                for (int component = 0; component < components; component++)
                    reader.Fill(voxels.Slice((component * perComponent) + start, stride));
            }

            return;
        }

        int groupsPerBlock = Math.Max(1, BlockValues / (stride * components));
        int groups = perComponent / stride;
        T[] block = ArrayPool<T>.Shared.Rent(Math.Min(groups, groupsPerBlock) * stride * components);
        for (int group = 0; group < groups; group += groupsPerBlock)
        {
            int count = Math.Min(groupsPerBlock, groups - group);
            Span<T> read = block.AsSpan(0, count * stride * components);
            reader.Fill(read);
            for (int component = 0; component < components; component++)
            {
                Span<T> target = voxels.Slice((component * perComponent) + (group * stride), count * stride);
                int from = component * stride;
                for (int to = 0; to < target.Length; from += (components - 1) * stride)
                {
                    for (int end = to + stride; to < end;)
                        target[to++] = read[from++];
                }
            }
        }

        ArrayPool<T>.Shared.Return(block);
    }
}
