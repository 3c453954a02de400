using System.Numerics;

namespace Dcmqi.QuickStart;

/// <summary>Compares a label volume with what came back: Segment Numbers are 1, 2, 3 in order of label.</summary>
/// <param name="Voxels">Voxels compared.</param>
/// <param name="Differences">Voxels that differ.</param>
internal sealed record LabelComparison(long Voxels, long Differences)
{
    public static LabelComparison Of(Volume labels, LabelVolume back) => labels switch
    {
        Volume<byte> volume => Compare<byte>(volume.Voxels, back.Voxels),
        Volume<sbyte> volume => Compare<sbyte>(volume.Voxels, back.Voxels),
        Volume<ushort> volume => Compare<ushort>(volume.Voxels, back.Voxels),
        Volume<short> volume => Compare<short>(volume.Voxels, back.Voxels),
        Volume<uint> volume => Compare<uint>(volume.Voxels, back.Voxels),
        Volume<int> volume => Compare<int>(volume.Voxels, back.Voxels),
        Volume<ulong> volume => Compare<ulong>(volume.Voxels, back.Voxels),
        Volume<long> volume => Compare<long>(volume.Voxels, back.Voxels),
        Volume<float> volume => Compare<float>(volume.Voxels, back.Voxels),
        Volume<double> volume => Compare<double>(volume.Voxels, back.Voxels),
        _ => throw new NotSupportedException($"Voxels of type {labels.VoxelType.Name} are no labels."),
    };

    private static LabelComparison Compare<T>(ReadOnlySpan<T> labels, ReadOnlySpan<ushort> back)
        where T : unmanaged, INumber<T>
    {
        var present = new SortedSet<T>();
        foreach (T label in labels)
        {
            if (!T.IsZero(label))
                present.Add(label);
        }

        Dictionary<T, ushort> numbers = present.Select((label, index) => (label, index)).ToDictionary(pair => pair.label, pair => (ushort)(pair.index + 1));
        numbers[T.Zero] = 0;
        long differences = 0;
        for (int index = 0; index < labels.Length; index++)
        {
            if (back[index] != numbers[labels[index]])
                differences++;
        }

        return new LabelComparison(labels.Length, differences);
    }
}
