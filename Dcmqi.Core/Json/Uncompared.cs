namespace Dcmqi.Json;

/// <summary>What a record holds that does not make it different from another: where it was read from, not what it says.</summary>
internal readonly struct Uncompared<T>(T value) : IEquatable<Uncompared<T>>
{
    public T Value => value;

    public bool Equals(Uncompared<T> other) => true;

    public override bool Equals(object? obj) => obj is Uncompared<T>;

    public override int GetHashCode() => 0;
}
