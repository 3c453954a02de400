using System.Globalization;
using Dcmqi.Segmentations;
using Dcmqi.Volumes;

namespace Dcmqi;

/// <summary>How many voxels of a label map have each label.</summary>
/// <example>
/// <code>
/// foreach ((long label, long voxels) in LabelCounts.Of("labels.nii.gz")[0].Voxels)
///     Console.WriteLine($"{label}: {voxels}");
/// </code>
/// </example>
public sealed class LabelCounts
{
    internal LabelCounts(IReadOnlyDictionary<long, long> voxels, string? fault)
    {
        Voxels = voxels;
        Fault = fault;
    }

    /// <summary>Gets the number of voxels by label, ascending. 0 is background and left out.</summary>
    public IReadOnlyDictionary<long, long> Voxels { get; }

    /// <summary>Gets what is wrong with the first voxel that is not a whole number, behind which nothing was counted; <see langword="null"/> where all are.</summary>
    public string? Fault { get; }

    /// <summary>Counts the labels of a file to its end. No more of it is in memory than is read at once, however large its slices are.</summary>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads.</param>
    /// <param name="progress">Receives progress: values read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The labels of each label map: several values per voxel are as many.</returns>
    /// <exception cref="VolumeFormatException">The file cannot be read.</exception>
    /// <exception cref="NotSupportedException">The file uses what is not supported; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<LabelCounts> Of(string path, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using VolumeReader reader = VolumeReader.Open(path);
        return Of(reader, Path.GetFileName(path), progress, cancellationToken);
    }

    /// <summary>Counts the labels of a file that was opened. It is read to its end, so that all of it is checked.</summary>
    /// <param name="reader">The file, of which no slice was read.</param>
    /// <param name="progress">Receives progress: values read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ArgumentException">Slices of it were read before.</exception>
    /// <inheritdoc cref="Of(string, IProgress{ConversionProgress}, CancellationToken)"/>
    public static IReadOnlyList<LabelCounts> Of(VolumeReader reader, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (reader.IsBegun)
            throw new ArgumentException("Slices were read already, and cannot be read again; open the file anew.", nameof(reader));
        return Of(reader, NameOf(reader.Name, 1), progress, cancellationToken);
    }

    /// <summary>Counts the labels of a volume.</summary>
    /// <param name="volume">The volume.</param>
    /// <returns>The labels of each label map: several values per voxel are as many.</returns>
    public static IReadOnlyList<LabelCounts> Of(Volume volume)
    {
        ArgumentNullException.ThrowIfNull(volume);
        return Of(volume, NameOf(volume.Name, 1));
    }

    /// <summary>Counts the labels of a file of which nothing was read, by the name that it was given.</summary>
    internal static IReadOnlyList<LabelCounts> Of(VolumeReader reader, string name, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken) =>
        LabelCounter.Of(reader.ValueType, name, reader.Geometry.Size, reader.Components).Count(reader, new VolumeReading(progress, cancellationToken));

    /// <inheritdoc cref="Of(Volume)"/>
    /// <param name="volume">The volume.</param>
    /// <param name="name">What messages call it.</param>
    internal static IReadOnlyList<LabelCounts> Of(Volume volume, string name) =>
        LabelCounter.Of(ScalarTypes.Of(volume.VoxelType), name, volume.Geometry.Size, volume.Components).Count(volume);

    /// <summary>Those of all points in time together.</summary>
    internal static LabelCounts OfTimes(IReadOnlyList<LabelCounts> times)
    {
        var voxels = new SortedDictionary<long, long>();
        string? fault = null;
        for (int time = 0; time < times.Count; time++)
        {
            fault ??= times[time].Fault is { } its ? $"At point in time {time + 1}: {its}" : null;
            foreach ((long label, long count) in times[time].Voxels)
                voxels[label] = voxels.GetValueOrDefault(label) + count;
        }

        return new LabelCounts(voxels, fault);
    }

    /// <summary>What messages call an input.</summary>
    /// <param name="path">Its file, if it has one.</param>
    /// <param name="number">Which of the inputs, from 1.</param>
    internal static string NameOf(string? path, int number) => path is null ? string.Create(CultureInfo.InvariantCulture, $"label map {number}") : Path.GetFileName(path);

    /// <summary>Returns how many labels there are, such as <c>LabelCounts: 3 labels from 1 to 7</c>.</summary>
    public override string ToString() => "LabelCounts: " + (Voxels.Count == 0 ? "no label" : string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(Voxels.Count, "label")} from {Voxels.Keys.First()} to {Voxels.Keys.Last()}"));
}
