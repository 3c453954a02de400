using Dcmqi.Volumes;

namespace Dcmqi.Segmentations;

/// <summary>Counts the labels of a file or a volume, for each of its components; of a file no more is in memory than is read at once.</summary>
/// <param name="tallies">One for each component.</param>
internal abstract class LabelCounter(LabelTally[] tallies)
{
    protected LabelTally[] Tallies => tallies;

    /// <param name="type">The type of the voxels.</param>
    /// <param name="name">What messages call the input.</param>
    /// <param name="size">Its size.</param>
    /// <param name="components">Values per voxel.</param>
    public static LabelCounter Of(ScalarType type, string name, VolumeSize size, int components)
    {
        LabelTally[] tallies = [.. Enumerable.Range(0, components).Select(_ => new LabelTally())];
        return type switch
        {
            ScalarType.Int8 => new LabelCounter<sbyte>(name, size, tallies),
            ScalarType.UInt8 => new LabelCounter<byte>(name, size, tallies),
            ScalarType.Int16 => new LabelCounter<short>(name, size, tallies),
            ScalarType.UInt16 => new LabelCounter<ushort>(name, size, tallies),
            ScalarType.Int32 => new LabelCounter<int>(name, size, tallies),
            ScalarType.UInt32 => new LabelCounter<uint>(name, size, tallies),
            ScalarType.Int64 => new LabelCounter<long>(name, size, tallies),
            ScalarType.UInt64 => new LabelCounter<ulong>(name, size, tallies),
            ScalarType.Float32 => new LabelCounter<float>(name, size, tallies),
            _ => new LabelCounter<double>(name, size, tallies),
        };
    }

    /// <summary>Counts a file of which nothing was read, to its end.</summary>
    /// <exception cref="VolumeFormatException">The file is damaged, or changed.</exception>
    public abstract IReadOnlyList<LabelCounts> Count(VolumeReader reader, VolumeReading reading);

    /// <summary>Counts a volume.</summary>
    public abstract IReadOnlyList<LabelCounts> Count(Volume volume);

    protected IReadOnlyList<LabelCounts> Counts() => Array.ConvertAll(tallies, tally => tally.ToCounts());
}
