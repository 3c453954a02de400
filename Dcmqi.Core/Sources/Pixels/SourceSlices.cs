namespace Dcmqi.Sources;

/// <summary>The pixels of source images slice by slice, each decoded when it is asked for. Holds files open until it is disposed.</summary>
internal abstract class SourceSlices : IDisposable
{
    /// <summary>What was tolerated in the files that were read so far.</summary>
    public abstract IReadOnlyList<string> Warnings { get; }

    /// <summary>Reads all slices, several at a time.</summary>
    /// <exception cref="NotSupportedException">They are too many values for an array.</exception>
    public abstract Volume ToVolume(IProgress<ConversionProgress>? progress, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract void Dispose();
}
