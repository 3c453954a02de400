namespace Dcmqi.Volumes.Nrrd;

/// <summary>The space that a header's vectors are in, and how it becomes LPS in mm.</summary>
internal sealed class NrrdSpace
{
    private NrrdSpace(int dimension, double signX, double signY)
    {
        Dimension = dimension;
        SignX = signX;
        SignY = signY;
    }

    /// <summary>Components of a vector: 3, or 4 with time.</summary>
    public int Dimension { get; }

    private double SignX { get; }

    private double SignY { get; }

    /// <summary>The space of a header; <see langword="null"/> where it names none and axes have only spacings.</summary>
    public static NrrdSpace? Of(NrrdHeader header)
    {
        string? name = header.Find("space");
        string? dimension = header.Find("space dimension");
        if (name is not null && dimension is not null)
            throw header.Fault("The header gives both 'space' and 'space dimension'; only one is allowed.", "space dimension");
        if (name is not null)
            return Named(header, name);
        if (dimension is null)
            return null;
        int components = NrrdValues.Integer(header, "space dimension", dimension);
        if (components is < 2 or > 4)
            throw new NotSupportedException($"{FileOf(header)}'space dimension' is {components}; spaces of 2 to 4 dimensions are supported.");
        header.Warnings.Add("The header gives only 'space dimension', no 'space': its vectors were taken as left-posterior-superior.");
        return new NrrdSpace(components, 1, 1);
    }

    /// <summary>A vector of this space in LPS; millimetres per component given.</summary>
    public Vector3d ToLps(double[] vector, ReadOnlySpan<double> unitMm) => new(
        vector[0] * SignX * unitMm[0],
        vector[1] * SignY * unitMm[1],
        vector.Length > 2 ? vector[2] * unitMm[2] : 0);

    private static NrrdSpace Named(NrrdHeader header, string name)
    {
        switch (name.ToLowerInvariant())
        {
            case "left-posterior-superior" or "lps":
                return new NrrdSpace(3, 1, 1);
            case "right-anterior-superior" or "ras":
                return new NrrdSpace(3, -1, -1);
            case "left-anterior-superior" or "las":
                return new NrrdSpace(3, 1, -1);
            case "left-posterior-superior-time" or "lpst":
                return new NrrdSpace(4, 1, 1);
            case "right-anterior-superior-time" or "rast":
                return new NrrdSpace(4, -1, -1);
            case "left-anterior-superior-time" or "last":
                return new NrrdSpace(4, 1, -1);
            case "scanner-xyz" or "3d-right-handed" or "3d-left-handed":
                header.Warnings.Add(NotAnatomical(name));
                return new NrrdSpace(3, 1, 1);
            case "scanner-xyz-time" or "3d-right-handed-time" or "3d-left-handed-time":
                header.Warnings.Add(NotAnatomical(name));
                return new NrrdSpace(4, 1, 1);
            case "right-up" or "right-down":
                header.Warnings.Add(NotAnatomical(name));
                return new NrrdSpace(2, 1, 1);
            default:
                throw header.Fault($"'space' is '{name}', which is none of the NRRD spaces (left-posterior-superior, right-anterior-superior and so on).", "space");
        }
    }

    // ITK's NrrdImageIO takes vectors of these spaces as they are, so its users expect LPS.
    private static string NotAnatomical(string name) =>
        $"The space '{name}' says nothing about the patient; its vectors were taken as left-posterior-superior, as ITK does.";

    private static string FileOf(NrrdHeader header) => header.FileName is { } file ? Path.GetFileName(file) + ": " : "";
}
