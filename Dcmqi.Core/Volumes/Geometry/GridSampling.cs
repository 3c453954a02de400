namespace Dcmqi.Volumes;

/// <summary>Where the voxels of one grid lie among those of another, in indexes of the other.</summary>
internal readonly struct GridSampling
{
    // Grids coincide where no voxel's centre misses another's by more than this share of a voxel.
    private const double CoincidenceTolerance = 0.01;

    private readonly Vector3d _origin;
    private readonly Vector3d _stepY;
    private readonly Vector3d _stepZ;

    /// <param name="source">The grid that has values.</param>
    /// <param name="target">The grid that wants them.</param>
    public GridSampling(VolumeGeometry source, VolumeGeometry target)
    {
        VolumeSize size = target.Size;
        _origin = source.PatientToIndex(target.IndexToPatient(0, 0, 0));
        StepX = source.PatientToIndex(target.IndexToPatient(1, 0, 0)) - _origin;
        _stepY = source.PatientToIndex(target.IndexToPatient(0, 1, 0)) - _origin;
        _stepZ = source.PatientToIndex(target.IndexToPatient(0, 0, 1)) - _origin;
        Coincides = IsNearInteger(_origin, 1) && IsNearInteger(StepX, size.X - 1) && IsNearInteger(_stepY, size.Y - 1) && IsNearInteger(_stepZ, size.Z - 1);
        RowsCoincide = Coincides && Math.Round(StepX.X) == 1 && Math.Round(StepX.Y) == 0 && Math.Round(StepX.Z) == 0;
    }

    /// <summary>Whether every voxel wanted lies on a voxel, or outside.</summary>
    public bool Coincides { get; }

    /// <summary>Whether moreover neighbours in a row are neighbours in a row of the other.</summary>
    public bool RowsCoincide { get; }

    /// <summary>From one voxel of a row to the next.</summary>
    public Vector3d StepX { get; }

    /// <summary>The first voxel of a row.</summary>
    public Vector3d RowStart(int y, int z) => _origin + (_stepY * y) + (_stepZ * z);

    /// <summary>The planes across an axis of the other grid between which some slices lie.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="source">The size of that grid.</param>
    /// <param name="size">The size of the grid that wants values.</param>
    /// <param name="z">The first slice of it.</param>
    /// <param name="count">How many slices.</param>
    /// <returns>The first, and behind the last; both the same where there are none.</returns>
    public (int First, int End) Planes(int axis, VolumeSize source, VolumeSize size, int z, int count)
    {
        double least = double.PositiveInfinity, most = double.NegativeInfinity;
        for (int corner = 0; corner < 8; corner++)
        {
            Vector3d place = RowStart((corner & 1) * (size.Y - 1), z + ((corner >> 1 & 1) * (count - 1))) + (StepX * ((corner >> 2) * (size.X - 1)));
            double index = axis switch { 0 => place.X, 1 => place.Y, _ => place.Z };
            (least, most) = (Math.Min(least, index), Math.Max(most, index));
        }

        // The neighbours of what lies between planes, and one more for what is rounded.
        int planes = source.Along(axis);
        int first = (int)Math.Clamp(Math.Floor(least) - 1, 0, planes), end = (int)Math.Clamp(Math.Ceiling(most) + 2, 0, planes);
        return (Math.Min(first, end), end);
    }

    private static bool IsNearInteger(Vector3d vector, int steps) =>
        IsNearInteger(vector.X, steps) && IsNearInteger(vector.Y, steps) && IsNearInteger(vector.Z, steps);

    private static bool IsNearInteger(double value, int steps) => Math.Abs(value - Math.Round(value)) * steps <= CoincidenceTolerance;
}
