using System.Numerics;
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
    public static LabelCounter Of(ScalarType type, string name, VolumeSize size, int components) =>
        ScalarTypes.Call(type, new Making(name, size, [.. Enumerable.Range(0, components).Select(_ => new LabelTally())]));

    /// <summary>Counts a file of which nothing was read, to its end.</summary>
    /// <exception cref="VolumeFormatException">The file is damaged, or changed.</exception>
    public abstract IReadOnlyList<LabelCounts> Count(VolumeReader reader, VolumeReading reading);

    /// <summary>Counts a volume.</summary>
    public abstract IReadOnlyList<LabelCounts> Count(Volume volume);

    protected IReadOnlyList<LabelCounts> Counts() => Array.ConvertAll(tallies, tally => tally.ToCounts());

    private sealed record Making(string Name, VolumeSize Size, LabelTally[] Tallies) : IScalarWork<LabelCounter>
    {
        public LabelCounter Of<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new LabelCounter<T>(Name, Size, Tallies);
    }
}
