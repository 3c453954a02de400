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

    private static bool IsNearInteger(Vector3d vector, int steps) =>
        IsNearInteger(vector.X, steps) && IsNearInteger(vector.Y, steps) && IsNearInteger(vector.Z, steps);

    private static bool IsNearInteger(double value, int steps) => Math.Abs(value - Math.Round(value)) * steps <= CoincidenceTolerance;
}
