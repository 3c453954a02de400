using System.Globalization;

namespace Dcmqi;

/// <summary>A vector or point with three components; as a point in patient space: LPS, in mm.</summary>
/// <param name="X">Towards the patient's left.</param>
/// <param name="Y">Towards the patient's back (posterior).</param>
/// <param name="Z">Towards the patient's head (superior).</param>
public readonly record struct Vector3d(double X, double Y, double Z)
{
    /// <summary>Gets the vector without length.</summary>
    public static Vector3d Zero => default;

    /// <summary>(1, 0, 0).</summary>
    public static Vector3d UnitX => new(1, 0, 0);

    /// <summary>(0, 1, 0).</summary>
    public static Vector3d UnitY => new(0, 1, 0);

    /// <summary>(0, 0, 1).</summary>
    public static Vector3d UnitZ => new(0, 0, 1);

    /// <summary>Gets the euclidean length.</summary>
    public double Length => Math.Sqrt(Dot(this));

    /// <summary>Gets whether no component is infinite or not a number.</summary>
    public bool IsFinite => double.IsFinite(X) && double.IsFinite(Y) && double.IsFinite(Z);

    /// <summary>Sum of two vectors.</summary>
    /// <param name="left">First vector.</param>
    /// <param name="right">Second vector.</param>
    public static Vector3d operator +(Vector3d left, Vector3d right) =>
        new(left.X + right.X, left.Y + right.Y, left.Z + right.Z);

    /// <summary>Difference of two vectors.</summary>
    /// <param name="left">First vector.</param>
    /// <param name="right">Vector taken away.</param>
    public static Vector3d operator -(Vector3d left, Vector3d right) =>
        new(left.X - right.X, left.Y - right.Y, left.Z - right.Z);

    /// <summary>The opposite vector.</summary>
    /// <param name="vector">A vector.</param>
    public static Vector3d operator -(Vector3d vector) => new(-vector.X, -vector.Y, -vector.Z);

    /// <summary>A vector scaled.</summary>
    /// <param name="vector">A vector.</param>
    /// <param name="factor">The factor on every component.</param>
    public static Vector3d operator *(Vector3d vector, double factor) =>
        new(vector.X * factor, vector.Y * factor, vector.Z * factor);

    /// <summary>A vector scaled.</summary>
    /// <param name="factor">The factor on every component.</param>
    /// <param name="vector">A vector.</param>
    public static Vector3d operator *(double factor, Vector3d vector) => vector * factor;

    /// <summary>Inner product.</summary>
    /// <param name="other">The other vector.</param>
    public double Dot(Vector3d other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);

    /// <summary>Cross product, this vector first.</summary>
    /// <param name="other">The second vector.</param>
    public Vector3d Cross(Vector3d other) => new(
        (Y * other.Z) - (Z * other.Y),
        (Z * other.X) - (X * other.Z),
        (X * other.Y) - (Y * other.X));

    /// <summary>Returns the vector of length 1 in the same direction; components are not numbers where the length is 0.</summary>
    public Vector3d Normalize()
    {
        double length = Length;
        return new Vector3d(X / length, Y / length, Z / length);
    }

    /// <summary>Returns the components, such as <c>(0.5, -1, 20)</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"({X:0.######}, {Y:0.######}, {Z:0.######})");
}
