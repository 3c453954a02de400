namespace Dcmqi.Dicom;

/// <summary>The tag of a Data Element (PS3.5 3.10).</summary>
internal readonly struct Tag : IEquatable<Tag>, IComparable<Tag>
{
    public Tag(ushort group, ushort element) => Value = ((uint)group << 16) | element;

    private Tag(uint value) => Value = value;

    /// <summary>Group in the upper, element in the lower 16 bits.</summary>
    public uint Value { get; }

    public ushort Group => (ushort)(Value >> 16);

    public ushort Element => (ushort)Value;

    /// <summary>Odd groups are private (PS3.5 7.8).</summary>
    public bool IsPrivate => (Value & 0x0001_0000) != 0;

    /// <summary>(gggg,0010) to (gggg,00FF) of an odd group hold Private Creators (PS3.5 7.8.1).</summary>
    public bool IsPrivateCreator => IsPrivate && Element is >= 0x0010 and <= 0x00FF;

    /// <summary>(gggg,0000) holds a Group Length (PS3.5 7.2).</summary>
    public bool IsGroupLength => Element == 0;

    public static bool operator ==(Tag left, Tag right) => left.Value == right.Value;

    public static bool operator !=(Tag left, Tag right) => left.Value != right.Value;

    public static bool operator <(Tag left, Tag right) => left.Value < right.Value;

    public static bool operator >(Tag left, Tag right) => left.Value > right.Value;

    public static bool operator <=(Tag left, Tag right) => left.Value <= right.Value;

    public static bool operator >=(Tag left, Tag right) => left.Value >= right.Value;

    /// <summary>The constants of <see cref="Tags"/> are tags.</summary>
    public static implicit operator Tag(uint value) => new(value);

    public static Tag FromValue(uint value) => new(value);

    public bool Equals(Tag other) => Value == other.Value;

    public override bool Equals(object? obj) => obj is Tag other && Equals(other);

    public override int GetHashCode() => (int)Value;

    public int CompareTo(Tag other) => Value.CompareTo(other.Value);

    /// <summary>The tag as the standard writes it: <c>(0008,0018)</c>.</summary>
    public override string ToString() => $"({Group:X4},{Element:X4})";

    /// <summary>Name, then tag, as messages have it: <c>SOP Instance UID (0008,0018)</c>.</summary>
    public string Describe() => $"{DicomDictionary.NameOf(this)} {this}";
}
