namespace Dcmqi.Volumes.Nrrd;

/// <summary>Origin, spacing and directions of an NRRD array, from its space or, where it has none, from its axes.</summary>
internal static class NrrdGeometry
{
    public static VolumeGeometry Of(NrrdHeader header, NrrdSpace? space, List<double[]?>? directions, int[] sizes, List<int> spatial)
    {
        var size = new VolumeSize(sizes[spatial[0]], sizes[spatial[1]], spatial.Count > 2 ? sizes[spatial[2]] : 1);
        Span<Vector3d> steps = stackalloc Vector3d[3];
        Vector3d origin;
        if (space is not null && directions is not null)
        {
            ReadOnlySpan<double> unitMm = UnitsMm(header, space.Dimension);
            for (int i = 0; i < spatial.Count; i++)
                steps[i] = space.ToLps(directions[spatial[i]]!, unitMm);
            origin = SpaceOrigin(header, space, unitMm) ?? Vector3d.Zero;
        }
        else
        {
            origin = FromAxes(header, sizes, spatial, steps);
            if (space is not null)
                origin = SpaceOrigin(header, space, UnitsMm(header, space.Dimension)) ?? origin;
        }

        if (spatial.Count == 2)
            steps[2] = Normal(steps[0], steps[1]);
        string field = directions is not null ? "space directions" : "spacings";
        try
        {
            return VolumeGeometry.FromAxes(size, origin, steps[0], steps[1], steps[2]);
        }
        catch (ArgumentException refusal)
        {
            field = refusal.ParamName == "originMm" ? "space origin" : field;
            throw header.Fault($"'{field}' makes no geometry: {Refusals.Sentence(refusal)}", field, refusal);
        }
    }

    // A flat image gets a third axis of 1 mm at right angles to it.
    private static Vector3d Normal(Vector3d x, Vector3d y)
    {
        Vector3d normal = x.Cross(y);
        return normal.Length > 0 && normal.IsFinite ? normal.Normalize() : Vector3d.UnitZ;
    }

    private static Vector3d? SpaceOrigin(NrrdHeader header, NrrdSpace space, ReadOnlySpan<double> unitMm)
    {
        if (header.Find("space origin") is not { } value)
        {
            header.Warnings.Add("The header has no 'space origin'; (0, 0, 0) was taken.");
            return null;
        }

        List<double[]?> vectors = NrrdValues.Vectors(header, "space origin", value, space.Dimension);
        if (vectors.Count != 1 || vectors[0] is not { } origin)
            throw header.Fault($"'space origin' is '{value}'; one vector was expected.", "space origin");
        return space.ToLps(origin, unitMm);
    }

    private static double[] UnitsMm(NrrdHeader header, int dimension)
    {
        var factors = new double[dimension];
        Array.Fill(factors, 1);
        if (header.Find("space units") is not { } value)
            return factors;
        List<string> units = NrrdValues.Quoted(value);
        for (int i = 0; i < Math.Min(Math.Min(units.Count, dimension), 3); i++)
        {
            if (LengthUnits.TryGetMm(units[i], out factors[i]))
            {
                if (factors[i] != 1 && i == 0)
                    header.Warnings.Add($"'space units' is {value}; lengths were converted to mm.");
            }
            else
            {
                factors[i] = 1;
                header.Warnings.Add($"'space units' holds '{units[i]}', which is no known unit of length; mm was taken.");
            }
        }

        return factors;
    }

    // NRRD without a space: spacing and position along each axis on its own. Centering decides whether the
    // axis minimum is the middle of the first sample (node) or its edge (cell, also when unknown, as Teem has it).
    private static Vector3d FromAxes(NrrdHeader header, int[] sizes, List<int> spatial, Span<Vector3d> steps)
    {
        double[]? spacings = NrrdValues.NumberPerAxis(header, "spacings", sizes.Length);
        double[]? mins = NrrdValues.NumberPerAxis(header, "axis mins", sizes.Length);
        double[]? maxs = NrrdValues.NumberPerAxis(header, "axis maxs", sizes.Length);
        string[]? centers = NrrdValues.PerAxis(header, "centers", sizes.Length);
        Span<double> origin = stackalloc double[3];
        bool isAssumed = false;
        for (int i = 0; i < spatial.Count; i++)
        {
            int axis = spatial[i];
            bool isNode = centers?[axis] == "node";
            double spacing = spacings?[axis] ?? double.NaN;
            if (double.IsNaN(spacing) && mins is not null && maxs is not null)
                spacing = (maxs[axis] - mins[axis]) / (isNode ? Math.Max(1, sizes[axis] - 1) : sizes[axis]);
            if (double.IsNaN(spacing))
            {
                if (spacings is not null)
                    throw header.Fault($"'spacings' gives no spacing for the spatial axis {axis + 1}.", "spacings");
                spacing = 1;
                isAssumed = true;
            }

            steps[i] = (i switch { 0 => Vector3d.UnitX, 1 => Vector3d.UnitY, _ => Vector3d.UnitZ }) * spacing;
            double min = mins?[axis] ?? double.NaN;
            origin[i] = double.IsNaN(min) ? 0 : isNode ? min : min + (spacing / 2);
        }

        header.Warnings.Add(isAssumed
            ? "The header has neither space directions nor spacings for every axis; 1 mm, left-posterior-superior, was taken."
            : "The header has no space directions; its axes were taken as left-posterior-superior.");
        return new Vector3d(origin[0], origin[1], origin[2]);
    }
}
