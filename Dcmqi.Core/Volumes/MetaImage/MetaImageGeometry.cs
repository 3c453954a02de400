namespace Dcmqi.Volumes.MetaImage;

/// <summary>Origin, spacing and directions of a MetaImage as ITK takes them: LPS, each row of the matrix the direction of one axis.</summary>
internal static class MetaImageGeometry
{
    private const string Matrix = "TransformMatrix";

    public static VolumeGeometry Of(MetaImageHeader header, int[] sizes)
    {
        int axes = sizes.Length, spatial = Math.Min(3, axes);
        double[]? matrix = header.Numbers(axes * axes, Matrix, "Orientation", "Rotation");
        double[]? offset = header.Numbers(axes, "Offset", "Position", "Origin");
        double[]? spacing = header.Numbers(axes, "ElementSpacing", "ElementSize");
        double unit = UnitMm(header);
        if (spacing is null)
            header.Warnings.Add("The header has neither ElementSpacing nor ElementSize; 1 mm was taken.");
        if (offset is null)
            header.Warnings.Add("The header has no Offset; (0, 0, 0) was taken.");

        Span<Vector3d> directions = [Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ];
        Span<double> spacingMm = [1, 1, 1];
        for (int axis = 0; axis < spatial; axis++)
        {
            spacingMm[axis] = (spacing?[axis] ?? 1) * unit;
            if (matrix is not null)
                directions[axis] = Direction(header, matrix, axis, axes);
        }

        if (spatial == 2)
            directions[2] = directions[0].Cross(directions[1]) is { Length: > 0 } normal ? normal.Normalize() : Vector3d.UnitZ;
        var origin = new Vector3d((offset?[0] ?? 0) * unit, (offset?[1] ?? 0) * unit, spatial > 2 ? (offset?[2] ?? 0) * unit : 0);
        var size = new VolumeSize(sizes[0], sizes[1], spatial > 2 ? sizes[2] : 1);
        VolumeGeometry geometry = Create(header, size, origin, new Vector3d(spacingMm[0], spacingMm[1], spacingMm[2]), directions);
        CheckLetters(header, geometry);
        return geometry;
    }

    private static VolumeGeometry Create(MetaImageHeader header, VolumeSize size, Vector3d origin, Vector3d spacing, Span<Vector3d> directions)
    {
        try
        {
            return new VolumeGeometry(size, origin, spacing, directions[0], directions[1], directions[2]);
        }
        catch (ArgumentException refusal)
        {
            string field = refusal.ParamName switch { "originMm" => "Offset", "spacingMm" => "ElementSpacing", _ => Matrix };
            throw header.Fault($"'{field}' makes no geometry: {Refusals.Sentence(refusal)}", field, refusal);
        }
    }

    private static Vector3d Direction(MetaImageHeader header, double[] matrix, int axis, int axes)
    {
        int row = axis * axes;
        var direction = new Vector3d(matrix[row], matrix[row + 1], axes > 2 ? matrix[row + 2] : 0);

        // ITK takes the rows as they are; one that is not of length 1 would be a second, hidden spacing.
        double length = direction.Length;
        if (length > 0 && Math.Abs(length - 1) > 1e-3 && direction.IsFinite)
        {
            header.Warnings.Add($"Row {axis + 1} of the {Matrix} has the length {length:0.######} instead of 1; it was normalised.");
            return direction.Normalize();
        }

        return direction;
    }

    private static double UnitMm(MetaImageHeader header)
    {
        if (header.Find("DistanceUnits") is not { } unit || unit == "?")
            return 1;
        if (!LengthUnits.TryGetMm(unit, out double factor))
        {
            header.Warnings.Add($"'DistanceUnits' is '{unit}', which is no known unit of length; mm was taken.");
            return 1;
        }

        if (factor != 1)
            header.Warnings.Add($"'DistanceUnits' is {unit}; lengths were converted to mm.");
        return factor;
    }

    // ITK writes where each axis comes from (RAI for the identity); others write where it goes to.
    private static void CheckLetters(MetaImageHeader header, VolumeGeometry geometry)
    {
        if (header.Find("AnatomicalOrientation") is not { Length: 3 } letters || letters.Contains('?', StringComparison.Ordinal))
            return;
        string towards = geometry.Orientation, from = Opposite(towards);
        if (!letters.Equals(from, StringComparison.OrdinalIgnoreCase) && !letters.Equals(towards, StringComparison.OrdinalIgnoreCase))
            header.Warnings.Add($"'AnatomicalOrientation' is {letters}, but the {Matrix} says {from}; the matrix was taken, as in ITK.");
    }

    /// <summary>The letters of where axes come from, for those of where they go to.</summary>
    public static string Opposite(string letters) => string.Create(letters.Length, letters, static (result, source) =>
    {
        for (int i = 0; i < result.Length; i++)
            result[i] = source[i] switch { 'L' => 'R', 'R' => 'L', 'P' => 'A', 'A' => 'P', 'S' => 'I', _ => 'S' };
    });
}
