using Dcmqi.Tests.Support;
using Dcmqi.Volumes;

namespace Dcmqi.Tests.Volumes;

public class GridOrderTests
{
    private static readonly int[][] AxisOrders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

    [Test]
    public void Slice_AnyOrderAndDirection_PutsEachVoxelWhereItIsInThePatient([Values(0, 1, 2, 3, 4, 5)] int order, [Range(0, 7)] int flips)
    {
        VolumeGeometry target = Grids.Oblique(5, 4, 3);
        int[] axes = AxisOrders[order];
        var volume = new Volume<int>(Shuffled(target, axes, flips));
        for (int i = 0; i < volume.Voxels.Length; i++)
            volume.Voxels[i] = i;

        GridOrder found = GridOrder.Find(volume.Geometry, target.DirectionX, target.DirectionY, 1e-3)!.Value;
        VolumeGeometry geometry = found.Apply(volume.Geometry);
        Assert.That((geometry.DirectionX - target.DirectionX).Length + (geometry.DirectionY - target.DirectionY).Length, Is.LessThan(1e-9));
        Assert.That(geometry.DirectionX.Cross(geometry.DirectionY).Dot(geometry.DirectionZ), Is.GreaterThan(0.99));

        int[]? buffer = null;
        for (int z = 0; z < geometry.Size.Z; z++)
        {
            ReadOnlySpan<int> slice = found.Slice((ReadOnlySpan<int>)volume.Voxels, volume.Geometry.Size, z, ref buffer);
            for (int y = 0; y < geometry.Size.Y; y++)
            {
                for (int x = 0; x < geometry.Size.X; x++)
                {
                    Vector3d index = volume.Geometry.PatientToIndex(geometry.IndexToPatient(x, y, z));
                    (int X, int Y, int Z) memory = ((int)Math.Round(index.X), (int)Math.Round(index.Y), (int)Math.Round(index.Z));
                    Assert.That(slice[(y * geometry.Size.X) + x], Is.EqualTo(volume[memory.X, memory.Y, memory.Z]));
                    Assert.That(found.ToMemory(volume.Geometry.Size, x, y, z), Is.EqualTo(memory));
                }
            }
        }
    }

    [Test]
    public void Find_TiltedAxes_FindsNone() =>
        Assert.That(GridOrder.Find(Grids.Oblique(), Vector3d.UnitX, Vector3d.UnitY, 1e-3), Is.Null);

    private static VolumeGeometry Shuffled(VolumeGeometry geometry, int[] axes, int flips)
    {
        Vector3d[] directions = [geometry.DirectionX, geometry.DirectionY, geometry.DirectionZ];
        double[] spacings = [geometry.SpacingMm.X, geometry.SpacingMm.Y, geometry.SpacingMm.Z];
        int[] sizes = [geometry.Size.X, geometry.Size.Y, geometry.Size.Z];
        Vector3d origin = geometry.IndexToPatient(
            (flips & 1) != 0 ? sizes[0] - 1 : 0, (flips & 2) != 0 ? sizes[1] - 1 : 0, (flips & 4) != 0 ? sizes[2] - 1 : 0);
        Vector3d Direction(int axis) => (flips & (1 << axis)) != 0 ? -directions[axis] : directions[axis];
        return new VolumeGeometry(
            new VolumeSize(sizes[axes[0]], sizes[axes[1]], sizes[axes[2]]),
            origin,
            new Vector3d(spacings[axes[0]], spacings[axes[1]], spacings[axes[2]]),
            Direction(axes[0]),
            Direction(axes[1]),
            Direction(axes[2]));
    }
}
