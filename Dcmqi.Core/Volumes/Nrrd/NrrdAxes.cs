namespace Dcmqi.Volumes.Nrrd;

/// <summary>Which axes of an NRRD array are space and which, if any, holds the components; and where the space lies in the patient.</summary>
internal sealed class NrrdAxes
{
    public required VolumeGeometry Geometry { get; init; }

    public int Components { get; private init; } = 1;

    public VolumeComponentAxis ComponentAxis { get; private init; }

    public long ComponentStride { get; private init; } = 1;

    public static NrrdAxes Of(NrrdHeader header, int[] sizes)
    {
        NrrdSpace? space = NrrdSpace.Of(header);
        string[]? kinds = NrrdValues.PerAxis(header, "kinds", sizes.Length);
        List<double[]?>? directions = Directions(header, space, sizes.Length);
        List<int> spatial = Spatial(header, sizes, kinds, directions);
        int component = ComponentIndex(header, sizes, spatial);
        VolumeGeometry geometry = NrrdGeometry.Of(header, space, directions, sizes, spatial);
        if (component < 0)
            return new NrrdAxes { Geometry = geometry };

        long stride = 1;
        for (int i = 0; i < component; i++)
            stride *= sizes[i];
        VolumeComponentAxis axis = AxisOf(kinds?[component], directions?[component] is not null);
        if (axis == VolumeComponentAxis.Vector && header.Find("measurement frame") is not null)
            header.Warnings.Add("The 'measurement frame' was not applied: vector components are as the file holds them.");
        return new NrrdAxes { Geometry = geometry, Components = sizes[component], ComponentAxis = axis, ComponentStride = stride };
    }

    private static List<double[]?>? Directions(NrrdHeader header, NrrdSpace? space, int axes)
    {
        if (header.Find("space directions") is not { } value)
            return null;
        if (space is null)
            throw header.Fault("'space directions' needs 'space' or 'space dimension' before it.", "space directions");
        List<double[]?> directions = NrrdValues.Vectors(header, "space directions", value, space.Dimension);
        return directions.Count == axes
            ? directions
            : throw header.Fault($"'space directions' has {directions.Count} entries; 'dimension' is {axes}.", "space directions");
    }

    private static List<int> Spatial(NrrdHeader header, int[] sizes, string[]? kinds, List<double[]?>? directions)
    {
        var spatial = new List<int>();
        for (int i = 0; i < sizes.Length; i++)
        {
            bool isSpatial = directions is not null
                ? directions[i] is { } vector && !IsTimeOnly(vector)
                : kinds is null || kinds[i].ToLowerInvariant() is "domain" or "space" or "none" or "???";
            if (isSpatial)
                spatial.Add(i);
        }

        if (spatial.Count == 4 && (directions is null || directions[3]!.Length == 4))
        {
            // Arrays that say nothing of their axes: the fourth is what changes from volume to volume.
            if (sizes[3] > 1)
                header.Warnings.Add("Nothing says what the fourth axis is; it was taken as a list of volumes.");
            spatial.RemoveAt(3);
        }

        if (spatial.Count is < 2 or > 3)
        {
            throw new NotSupportedException(
                $"{(header.FileName is { } file ? Path.GetFileName(file) + ": " : "")}the array has {spatial.Count} spatial axes (of {sizes.Length}); volumes of 2 or 3 spatial axes are supported.");
        }

        return spatial;
    }

    private static bool IsTimeOnly(double[] vector) =>
        vector.Length == 4 && vector[0] == 0 && vector[1] == 0 && vector[2] == 0 && vector[3] != 0;

    // At most one axis beyond space may have more than one value.
    private static int ComponentIndex(NrrdHeader header, int[] sizes, List<int> spatial)
    {
        int found = -1;
        for (int i = 0; i < sizes.Length; i++)
        {
            if (spatial.Contains(i) || sizes[i] == 1)
                continue;
            if (found >= 0)
            {
                throw new NotSupportedException(
                    $"{(header.FileName is { } file ? Path.GetFileName(file) + ": " : "")}axes {found + 1} and {i + 1} (sizes {sizes[found]} and {sizes[i]}) both come on top of space; one such axis is supported.");
            }

            found = i;
        }

        return found;
    }

    private static VolumeComponentAxis AxisOf(string? kind, bool hasTimeVector)
    {
        string name = kind?.ToLowerInvariant() ?? "";
        if (hasTimeVector || name == "time")
            return VolumeComponentAxis.Time;
        if (name.Contains("color", StringComparison.Ordinal))
            return VolumeComponentAxis.Color;
        if (name is "list" or "point" or "domain" or "space" or "none" or "???" or "")
            return VolumeComponentAxis.List;
        return VolumeComponentAxis.Vector;
    }
}
