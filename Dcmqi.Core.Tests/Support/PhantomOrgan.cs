namespace Dcmqi.Tests.Support;

/// <summary>An ellipsoid in the phantom's torso.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Type">What it is, for the Segmented Property Type.</param>
/// <param name="Color">What it is drawn in.</param>
/// <param name="Value">Its Hounsfield value.</param>
/// <param name="Center">Its centre: x to the left, y to the back, z to the head; the torso reaches from -1 to 1 along each.</param>
/// <param name="Radius">Its half axes in the same measure.</param>
internal sealed record PhantomOrgan(string Name, CodedConcept Type, RgbColor Color, short Value, Vector3d Center, Vector3d Radius)
{
    /// <summary>Whether a point of the torso lies inside.</summary>
    public bool Holds(double x, double y, double z)
    {
        double dx = (x - Center.X) / Radius.X;
        double dy = (y - Center.Y) / Radius.Y;
        double dz = (z - Center.Z) / Radius.Z;
        return (dx * dx) + (dy * dy) + (dz * dz) <= 1;
    }
}
