namespace Dcmqi.Volumes;

/// <summary>Gives the values of one data file in the order in which they lie there.</summary>
internal abstract class ValueReader<T>
    where T : unmanaged
{
    /// <summary>Fills a span with the next values; returns how many there were: fewer only where the data ends.</summary>
    public abstract int Fill(Span<T> destination);
}
