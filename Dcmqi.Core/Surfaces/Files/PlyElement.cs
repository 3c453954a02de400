namespace Dcmqi.Surfaces.Files;

/// <summary>A list of things that a PLY file holds.</summary>
/// <param name="Name">What they are, such as <c>vertex</c>.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Properties">The values of each, in their order.</param>
internal sealed record PlyElement(string Name, long Count, List<PlyProperty> Properties)
{
    public int Find(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            int index = Properties.FindIndex(property => property.Name == name);
            if (index >= 0)
                return index;
        }

        return -1;
    }
}
