namespace Dcmqi.Tests.Support;

/// <summary>Grids that lie askew in the patient, with spacing that differs along every axis.</summary>
internal static class ObliqueGrid
{
    public static VolumeGeometry Of(int columns, int rows, int slices)
    {
        const double Turn = 0.37, Tilt = -0.22;
        var x = new Vector3d(Math.Cos(Turn), Math.Sin(Turn), 0);
        var y = new Vector3d(-Math.Sin(Turn) * Math.Cos(Tilt), Math.Cos(Turn) * Math.Cos(Tilt), Math.Sin(Tilt));
        return new VolumeGeometry(new VolumeSize(columns, rows, slices), new Vector3d(-101.25, 55.5, 812.75), new Vector3d(0.75, 1.125, 2.5), x, y, x.Cross(y));
    }
}
