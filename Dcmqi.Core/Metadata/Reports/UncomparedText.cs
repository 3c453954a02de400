namespace Dcmqi.Metadata;

/// <summary>A text that a record holds and that does not make it different from another.</summary>
internal readonly struct UncomparedText(string? text) : IEquatable<UncomparedText>
{
    public string? Text => text;

    public bool Equals(UncomparedText other) => true;

    public override bool Equals(object? obj) => obj is UncomparedText;

    public override int GetHashCode() => 0;
}
