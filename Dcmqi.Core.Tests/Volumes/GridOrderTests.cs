using Dcmqi.Tests.Support;
using Dcmqi.Volumes;

namespace Dcmqi.Tests.Volumes;

public class GridOrderTests
{
    [Test]
    public void Slice_AnyOrderAndDirection_PutsEachVoxelWhereItIsInThePatient([Values(0, 1, 2, 3, 4, 5)] int order, [Range(0, 7)] int flips)
    {
        VolumeGeometry target = Grids.Oblique(5, 4, 3);
        int[] axes = Grids.AxisOrders[order];
        var volume = new Volume<int>(Grids.Shuffled(target, axes, flips));
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
}
