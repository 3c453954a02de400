using Dcmqi.Volumes;

namespace Dcmqi.Segmentations;

/// <summary>One input as runs, on the grid whose rows and columns are those of the images.</summary>
internal sealed class LabelLayer
{
    /// <summary>The label of what a mask or a volume of fractions holds.</summary>
    public const int OnlyLabel = 1;

    private readonly Dictionary<long, List<(int Plane, ReadOnlyMemory<LabelRun> Runs)>> _runs;

    public LabelLayer(string name, VolumeGeometry geometry, LabelSlice[] slices, string? fault)
    {
        Name = name;
        Geometry = geometry;
        Slices = slices;
        Fault = fault;
        var counts = new SortedDictionary<long, long>();
        var runs = new Dictionary<long, List<(int Plane, ReadOnlyMemory<LabelRun> Runs)>>();
        for (int z = 0; z < slices.Length; z++)
        {
            LabelSlice slice = slices[z];
            for (int index = 0; index < slice.Labels.Length; index++)
            {
                long label = slice.Labels[index];
                ReadOnlyMemory<LabelRun> itsRuns = slice.Runs.AsMemory(slice.Starts[index]..slice.Starts[index + 1]);
                long voxels = 0;
                foreach (LabelRun run in itsRuns.Span)
                    voxels += run.Length;
                counts[label] = counts.GetValueOrDefault(label) + voxels;
                if (!runs.TryGetValue(label, out List<(int Plane, ReadOnlyMemory<LabelRun> Runs)>? planes))
                    runs.Add(label, planes = []);
                planes.Add((z, itsRuns));
            }
        }

        _runs = runs;
        VoxelCounts = counts;
    }

    /// <summary>The file the labels came from, for messages.</summary>
    public string Name { get; }

    public VolumeGeometry Geometry { get; }

    /// <summary>The slices, those of the first point in time first.</summary>
    public LabelSlice[] Slices { get; }

    public int TimePoints => Slices.Length / Geometry.Size.Z;

    /// <summary>Whether it is a mask or fractions: all that is set is one segment, whatever its value.</summary>
    public bool HoldsOneSegment { get; init; }

    /// <summary>For each slice the fractions, or <see langword="null"/> where all are 0; <see langword="null"/> altogether for labels.</summary>
    public byte[]?[]? Fractions { get; init; }

    /// <summary>Voxels of each label, by label.</summary>
    public IReadOnlyDictionary<long, long> VoxelCounts { get; }

    /// <summary>What keeps the volume from being what it was given as; <see langword="null"/> where nothing does.</summary>
    public string? Fault { get; }

    /// <summary>The runs of a label, for the slices that it is in.</summary>
    public PlaneMap<ReadOnlyMemory<LabelRun>> RunsOf(long label) =>
        _runs.TryGetValue(label, out List<(int Plane, ReadOnlyMemory<LabelRun> Runs)>? planes) ? PlaneMap<ReadOnlyMemory<LabelRun>>.Of(planes) : PlaneMap<ReadOnlyMemory<LabelRun>>.Empty;

    /// <summary>The fractions, for the slices where one is not 0; <see langword="null"/> for labels.</summary>
    public PlaneMap<byte[]>? FractionsByPlane() =>
        Fractions is null ? null : PlaneMap<byte[]>.Of([.. Fractions.Select((stored, plane) => (plane, stored)).Where(pair => pair.stored is not null).Select(pair => (pair.plane, pair.stored!))]);

    /// <summary>How much there is of each label.</summary>
    public LabelAmounts Amounts()
    {
        var amounts = new LabelAmounts(Geometry.VoxelVolumeMm3);
        for (int plane = 0; plane < Slices.Length; plane++)
            amounts.Add(Slices[plane], Fractions?[plane]);
        return amounts;
    }

    /// <summary>Puts points in time one behind the other.</summary>
    /// <param name="name">What messages call the whole.</param>
    /// <param name="times">One layer for each point in time, of one grid.</param>
    public static LabelLayer OfTimes(string name, IReadOnlyList<LabelLayer> times)
    {
        string? fault = null;
        for (int time = 0; time < times.Count && fault is null; time++)
            fault = times[time].Fault is { } its ? $"At point in time {time + 1}: {its}" : null;
        return new LabelLayer(name, times[0].Geometry, [.. times.SelectMany(time => time.Slices)], fault)
        {
            HoldsOneSegment = times[0].HoldsOneSegment,
            Fractions = times[0].Fractions is null ? null : [.. times.SelectMany(time => time.Fractions!)],
        };
    }

    /// <summary>Turns labels into runs; each voxel is touched once and not kept.</summary>
    public static LabelLayer Of(Volume volume, int component, string name, GridOrder order, Action? tell, CancellationToken cancellationToken) =>
        LayerScanner.Scan(volume, component, name, order, ScanTarget.Labels, tell, cancellationToken);

    /// <summary>Turns a mask into runs.</summary>
    public static LabelLayer OfMask(Volume volume, int component, string name, GridOrder order, Action? tell, CancellationToken cancellationToken) =>
        LayerScanner.Scan(volume, component, name, order, ScanTarget.Mask, tell, cancellationToken);
}
