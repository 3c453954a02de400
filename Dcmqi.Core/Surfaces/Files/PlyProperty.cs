namespace Dcmqi.Surfaces.Files;

/// <summary>A value of the elements of a PLY file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type; of a list, that of its items.</param>
/// <param name="CountType">The type of the number of items; <see langword="null"/> for a single value.</param>
internal sealed record PlyProperty(string Name, PlyType Type, PlyType? CountType)
{
    public bool IsReal => CountType is null && Type is PlyType.Float or PlyType.Double;
}
