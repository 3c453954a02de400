using System.Globalization;
using System.Numerics;
using Dcmqi.Volumes;

namespace Dcmqi.Segmentations;

/// <inheritdoc/>
internal sealed class LabelCounter<T>(string name, VolumeSize size, LabelTally[] tallies) : LabelCounter(tallies)
    where T : unmanaged, INumber<T>
{
    private readonly PlaneScanner<T> _scanner = ScanTarget.Labels.ScannerOf<T>();

    public override IReadOnlyList<LabelCounts> Count(VolumeReader reader, VolumeReading reading)
    {
        SliceBlocks.RunValues<T>(reader, Add, reading);
        return Counts();
    }

    public override IReadOnlyList<LabelCounts> Count(Volume volume)
    {
        ReadOnlySpan<T> voxels = ((Volume<T>)volume).Voxels;
        int length = (int)size.VoxelCount;
        for (int component = 0; component < Tallies.Length; component++)
            Add(component, 0, voxels.Slice(component * length, length));
        return Counts();
    }

    // Behind what is no label nothing is counted: values that are none may be as many as voxels.
    private void Add(int component, long first, ReadOnlySpan<T> voxels)
    {
        LabelTally tally = Tallies[component];
        if (tally.Fault is not null || _scanner.Scan(voxels, tally, out _) is not (>= 0 and var faulty))
            return;
        (long row, long x) = Math.DivRem(first + faulty, size.X);
        (long z, long y) = Math.DivRem(row, size.Y);
        tally.Fault = _scanner.FaultOf(name, string.Create(CultureInfo.InvariantCulture, $"({x}, {y}, {z})"), voxels[faulty]);
    }
}
