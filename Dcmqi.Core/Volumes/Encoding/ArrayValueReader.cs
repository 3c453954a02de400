namespace Dcmqi.Volumes;

/// <summary>Values that are already in memory.</summary>
internal sealed class ArrayValueReader<T>(T[] values) : ValueReader<T>
    where T : unmanaged
{
    private int _position;

    public override int Fill(Span<T> destination)
    {
        int count = Math.Min(destination.Length, values.Length - _position);
        values.AsSpan(_position, count).CopyTo(destination);
        _position += count;
        return count;
    }
}
