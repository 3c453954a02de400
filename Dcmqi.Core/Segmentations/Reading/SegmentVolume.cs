using Dcmqi.Volumes;

namespace Dcmqi.Segmentations;

/// <summary>Segments as a volume to be written.</summary>
/// <param name="Content">The volume.</param>
/// <param name="Warnings">What is to be told of it, once it was written: some of that shows only then.</param>
internal record SegmentVolume(VolumeContent Content, Func<IReadOnlyList<string>> Warnings) : IDisposable
{
    /// <summary>What is in files that are no more needed once it was written.</summary>
    public IDisposable? Temporary { get; init; }

    /// <summary>A volume that is in memory.</summary>
    public static SegmentVolume Of(Volume volume) => new(VolumeContent.Of(volume), () => volume.Warnings);

    public void Dispose() => Temporary?.Dispose();
}
