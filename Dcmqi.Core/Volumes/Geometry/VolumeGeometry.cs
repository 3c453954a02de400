using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace Dcmqi;

/// <summary>
/// Where the voxels of a volume lie in the patient: size, origin, spacing and directions, in LPS (x to the patient's left, y to the back,
/// z to the head) and mm. The index (0, 0, 0) is the centre of the first voxel. Immutable.
/// </summary>
public sealed class VolumeGeometry : IEquatable<VolumeGeometry>
{
    // Text formats hold directions to six digits or fewer: a length this far from 1 is rounding, farther is a mistake.
    private const double UnitLengthTolerance = 1e-3;

    // Three unit vectors that span less than this are as good as in one plane.
    private const double SmallestTripleProduct = 1e-6;

    private readonly Vector3d _inverseX;
    private readonly Vector3d _inverseY;
    private readonly Vector3d _inverseZ;

    /// <summary>Creates a geometry.</summary>
    /// <param name="size">Voxels along each axis; each at least 1.</param>
    /// <param name="originMm">Centre of the first voxel, LPS, mm.</param>
    /// <param name="spacingMm">Distance between voxel centres along each axis, mm; each above 0.</param>
    /// <param name="directionX">Direction in which the first index grows, LPS, length 1 (within 0.001; it is normalised).</param>
    /// <param name="directionY">Direction in which the second index grows.</param>
    /// <param name="directionZ">Direction in which the third index grows; need not be at right angles to the others.</param>
    /// <exception cref="ArgumentException">A size below 1, a number that is not finite, spacing not above 0, a direction not of length 1, or directions that lie in one plane.</exception>
    public VolumeGeometry(VolumeSize size, Vector3d originMm, Vector3d spacingMm, Vector3d directionX, Vector3d directionY, Vector3d directionZ)
    {
        if (size.X < 1 || size.Y < 1 || size.Z < 1)
            throw new ArgumentException($"A volume has at least one voxel along each axis; this size is {size}.", nameof(size));
        if (!originMm.IsFinite)
            throw new ArgumentException($"The origin {originMm} is not finite.", nameof(originMm));
        if (!spacingMm.IsFinite || !(spacingMm.X > 0 && spacingMm.Y > 0 && spacingMm.Z > 0))
            throw new ArgumentException($"Spacing is above 0 mm along each axis; this one is {spacingMm}.", nameof(spacingMm));

        Size = size;
        OriginMm = originMm;
        SpacingMm = spacingMm;
        DirectionX = UnitVector(directionX, nameof(directionX));
        DirectionY = UnitVector(directionY, nameof(directionY));
        DirectionZ = UnitVector(directionZ, nameof(directionZ));

        double determinant = DirectionX.Dot(DirectionY.Cross(DirectionZ));
        if (!(Math.Abs(determinant) > SmallestTripleProduct))
            throw new ArgumentException($"The directions {DirectionX}, {DirectionY}, {DirectionZ} lie in one plane.", nameof(directionZ));

        // Rows of the inverse of [DirectionX DirectionY DirectionZ] * diag(spacing), by Cramer's rule.
        _inverseX = DirectionY.Cross(DirectionZ) * (1 / (determinant * spacingMm.X));
        _inverseY = DirectionZ.Cross(DirectionX) * (1 / (determinant * spacingMm.Y));
        _inverseZ = DirectionX.Cross(DirectionY) * (1 / (determinant * spacingMm.Z));
        if (!_inverseX.IsFinite || !_inverseY.IsFinite || !_inverseZ.IsFinite || !double.IsFinite(VoxelVolumeMm3))
            throw new ArgumentException($"Spacing {spacingMm.X:R}, {spacingMm.Y:R}, {spacingMm.Z:R} mm is too small or too large to compute with.", nameof(spacingMm));
    }

    /// <summary>Gets the number of voxels along each axis.</summary>
    public VolumeSize Size { get; }

    /// <summary>Gets the centre of the first voxel, LPS, mm.</summary>
    public Vector3d OriginMm { get; }

    /// <summary>Gets the distance between voxel centres along each axis, mm.</summary>
    public Vector3d SpacingMm { get; }

    /// <summary>Gets the unit vector in which the first index grows, LPS.</summary>
    public Vector3d DirectionX { get; }

    /// <summary>Gets the unit vector in which the second index grows, LPS.</summary>
    public Vector3d DirectionY { get; }

    /// <summary>Gets the unit vector in which the third index grows, LPS.</summary>
    public Vector3d DirectionZ { get; }

    /// <summary>Gets the volume of one voxel in cubic mm.</summary>
    public double VoxelVolumeMm3 =>
        Math.Abs(DirectionX.Dot(DirectionY.Cross(DirectionZ))) * SpacingMm.X * SpacingMm.Y * SpacingMm.Z;

    /// <summary>
    /// Letters of the patient directions towards which the three indexes grow, such as <c>LPS</c>: L or R, A or P, S or I, the nearest
    /// ones where the axes are oblique.
    /// </summary>
    public string Orientation => NearestOrientation();

    /// <summary>Returns the point in patient space of a (fractional) index.</summary>
    /// <param name="x">First index; 0 is the centre of the first voxel.</param>
    /// <param name="y">Second index, from 0.</param>
    /// <param name="z">Third index, from 0.</param>
    /// <returns>LPS, mm.</returns>
    public Vector3d IndexToPatient(double x, double y, double z) =>
        OriginMm + (DirectionX * (x * SpacingMm.X)) + (DirectionY * (y * SpacingMm.Y)) + (DirectionZ * (z * SpacingMm.Z));

    /// <summary>Returns the fractional index of a point in patient space.</summary>
    /// <param name="pointMm">LPS, mm.</param>
    /// <returns>The index along the three axes; outside the volume where it is below 0 or beyond the size.</returns>
    public Vector3d PatientToIndex(Vector3d pointMm)
    {
        Vector3d offset = pointMm - OriginMm;
        return new Vector3d(_inverseX.Dot(offset), _inverseY.Dot(offset), _inverseZ.Dot(offset));
    }

    /// <summary>Returns the 4 x 4 matrix that takes the column (x, y, z, 1) of an index to patient space in LPS mm.</summary>
    public Matrix<double> ToAffine()
    {
        Vector3d x = DirectionX * SpacingMm.X, y = DirectionY * SpacingMm.Y, z = DirectionZ * SpacingMm.Z;
        return Matrix<double>.Build.Dense(4, 4,
        [
            x.X, x.Y, x.Z, 0,
            y.X, y.Y, y.Z, 0,
            z.X, z.Y, z.Z, 0,
            OriginMm.X, OriginMm.Y, OriginMm.Z, 1,
        ]);
    }

    /// <summary>Returns a geometry from the matrix that takes indexes to patient space.</summary>
    /// <param name="size">Voxels along each axis.</param>
    /// <param name="affine">4 x 4, LPS, mm; its last row is (0, 0, 0, 1).</param>
    /// <exception cref="ArgumentException">The matrix is not 4 x 4, not affine, not finite or singular.</exception>
    public static VolumeGeometry FromAffine(VolumeSize size, Matrix<double> affine)
    {
        ArgumentNullException.ThrowIfNull(affine);
        if (affine.RowCount != 4 || affine.ColumnCount != 4)
            throw new ArgumentException($"An affine matrix is 4 x 4; this one is {affine.RowCount} x {affine.ColumnCount}.", nameof(affine));
        if (affine[3, 0] != 0 || affine[3, 1] != 0 || affine[3, 2] != 0 || affine[3, 3] != 1)
            throw new ArgumentException("The last row of an affine matrix is (0, 0, 0, 1).", nameof(affine));
        return FromAxes(size, Column(affine, 3), Column(affine, 0), Column(affine, 1), Column(affine, 2));
    }

    /// <summary>Returns whether both have the same size and every corner of one lies within a tolerance of the same corner of the other.</summary>
    /// <param name="other">The other geometry.</param>
    /// <param name="toleranceMm">Largest distance of two corners, mm.</param>
    public bool IsCloseTo(VolumeGeometry other, double toleranceMm)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Size != other.Size)
            return false;
        for (int corner = 0; corner < 8; corner++)
        {
            double x = (corner & 1) * (Size.X - 1), y = ((corner >> 1) & 1) * (Size.Y - 1), z = (corner >> 2) * (Size.Z - 1);
            if (!((IndexToPatient(x, y, z) - other.IndexToPatient(x, y, z)).Length <= toleranceMm))
                return false;
        }

        // A single slice has no corner that shows where its third axis points.
        return (DirectionX - other.DirectionX).Length <= UnitLengthTolerance + toleranceMm
            && (DirectionY - other.DirectionY).Length <= UnitLengthTolerance + toleranceMm
            && (DirectionZ - other.DirectionZ).Length <= UnitLengthTolerance + toleranceMm
            && (SpacingMm - other.SpacingMm).Length <= UnitLengthTolerance + toleranceMm;
    }

    /// <inheritdoc/>
    public bool Equals(VolumeGeometry? other) =>
        other is not null
        && Size == other.Size && OriginMm == other.OriginMm && SpacingMm == other.SpacingMm
        && DirectionX == other.DirectionX && DirectionY == other.DirectionY && DirectionZ == other.DirectionZ;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VolumeGeometry);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Size, OriginMm, SpacingMm, DirectionX, DirectionY, DirectionZ);

    /// <summary>Returns size, spacing and orientation, such as <c>512 x 512 x 400, 0.81 x 0.81 x 1.25 mm, LPS</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Size}, {SpacingMm.X:0.####} x {SpacingMm.Y:0.####} x {SpacingMm.Z:0.####} mm, {Orientation}");

    // Axes are steps from one voxel to the next: direction times spacing, LPS, mm.
    internal static VolumeGeometry FromAxes(VolumeSize size, Vector3d originMm, Vector3d stepX, Vector3d stepY, Vector3d stepZ)
    {
        var spacing = new Vector3d(stepX.Length, stepY.Length, stepZ.Length);
        if (!stepX.IsFinite || !stepY.IsFinite || !stepZ.IsFinite || !(spacing.X > 0 && spacing.Y > 0 && spacing.Z > 0))
            throw new ArgumentException($"Spacing is above 0 mm along each axis; the axes {stepX}, {stepY}, {stepZ} have lengths {spacing}.", nameof(stepX));
        return new VolumeGeometry(
            size, originMm, spacing, stepX * (1 / spacing.X), stepY * (1 / spacing.Y), stepZ * (1 / spacing.Z));
    }

    private static Vector3d Column(Matrix<double> affine, int column) =>
        new(affine[0, column], affine[1, column], affine[2, column]);

    private static Vector3d UnitVector(Vector3d direction, string name)
    {
        double length = direction.Length;
        if (!direction.IsFinite || !(Math.Abs(length - 1) <= UnitLengthTolerance))
            throw new ArgumentException($"A direction has length 1; {direction} has {length.ToString("0.######", CultureInfo.InvariantCulture)}.", name);

        // A vector that is already as near to 1 as doubles get must not drift by being normalised again and again.
        return Math.Abs(length - 1) <= 4e-16 ? direction : direction.Normalize();
    }

    private string NearestOrientation()
    {
        ReadOnlySpan<byte> permutations = [0, 1, 2, 0, 2, 1, 1, 0, 2, 1, 2, 0, 2, 0, 1, 2, 1, 0];
        double best = double.NegativeInfinity;
        int found = 0;
        for (int p = 0; p < permutations.Length; p += 3)
        {
            double sum = Math.Abs(Component(DirectionX, permutations[p]))
                + Math.Abs(Component(DirectionY, permutations[p + 1])) + Math.Abs(Component(DirectionZ, permutations[p + 2]));
            if (sum > best + 1e-9)
            {
                best = sum;
                found = p;
            }
        }

        return string.Create(3, (this, found), static (letters, state) =>
        {
            ReadOnlySpan<byte> permutation = [0, 1, 2, 0, 2, 1, 1, 0, 2, 1, 2, 0, 2, 0, 1, 2, 1, 0];
            letters[0] = Letter(state.Item1.DirectionX, permutation[state.found]);
            letters[1] = Letter(state.Item1.DirectionY, permutation[state.found + 1]);
            letters[2] = Letter(state.Item1.DirectionZ, permutation[state.found + 2]);
        });
    }

    private static char Letter(Vector3d direction, int axis) =>
        Component(direction, axis) >= 0 ? "LPS"[axis] : "RAI"[axis];

    private static double Component(Vector3d vector, int axis) =>
        axis switch { 0 => vector.X, 1 => vector.Y, _ => vector.Z };
}
