using System.Globalization;
using Dcmqi.Volumes;

namespace Dcmqi.Segmentations;

/// <summary>The slices of one input, each turned into runs when its voxels are there; slices may come in any order and from several threads.</summary>
/// <param name="name">The input, for messages.</param>
/// <param name="size">The size of its grid as it is in memory or in the file.</param>
/// <param name="geometry">Its grid in the order of the images.</param>
/// <param name="order">That order.</param>
/// <param name="target">What is looked for.</param>
internal sealed class LayerPlanes<T>(string name, VolumeSize size, VolumeGeometry geometry, GridOrder order, ScanTarget target)
    where T : unmanaged
{
    private readonly PlaneScanner<T> _scanner = target.ScannerOf<T>();
    private readonly LabelSlice[] _slices = new LabelSlice[geometry.Size.Z];
    private readonly byte[]?[]? _fractions = target.Maximum is null ? null : new byte[]?[geometry.Size.Z];
    private readonly string?[] _faults = new string?[geometry.Size.Z];

    public int Count => _slices.Length;

    /// <summary>Takes in one slice.</summary>
    /// <param name="z">The slice in the order of the images.</param>
    /// <param name="voxels">Its voxels in that order.</param>
    /// <param name="collector">Empty, and empty again after it.</param>
    public void Scan(int z, ReadOnlySpan<T> voxels, RunCollector collector)
    {
        int faulty = _scanner.Scan(voxels, collector, out byte[]? fractions);
        if (_fractions is not null)
            _fractions[z] = fractions;
        _slices[z] = collector.Take();
        if (faulty < 0)
            return;
        (int x, int y, int zInMemory) = order.ToMemory(size, faulty % geometry.Size.X, faulty / geometry.Size.X, z);
        _faults[z] = _scanner.FaultOf(name, string.Create(CultureInfo.InvariantCulture, $"({x}, {y}, {zInMemory})"), voxels[faulty]);
    }

    /// <summary>The input, when all its slices were taken in.</summary>
    public LabelLayer ToLayer() =>
        new(name, geometry, _slices, Array.Find(_faults, fault => fault is not null)) { HoldsOneSegment = target.HoldsOneSegment, Fractions = _fractions };
}
