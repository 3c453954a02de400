namespace Dcmqi.Terminology;

/// <summary>The side of the body that a name or question speaks of.</summary>
internal enum Side : byte
{
    None,
    Left,
    Right,
    Both,
}
