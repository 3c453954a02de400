namespace Dcmqi.Sources;

/// <summary>The pixels of source images slice by slice, each decoded when it is asked for. Holds files open until it is disposed.</summary>
internal abstract class SourceSlices : IDisposable
{
    /// <summary>What was tolerated in the files that were read so far.</summary>
    public abstract IReadOnlyList<string> Warnings { get; }

    /// <summary>Refuses what does not hold the pixels that its header claims, or such as nothing decodes, by a look at the first image: before memory is made for them.</summary>
    public abstract void RequireDecoder();

    /// <summary>Reads all slices, several at a time.</summary>
    /// <exception cref="NotSupportedException">They are too many values for an array.</exception>
    public abstract Volume ToVolume(IProgress<ConversionProgress>? progress, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract void Dispose();
}
