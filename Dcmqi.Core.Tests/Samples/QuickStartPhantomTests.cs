using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Samples;

/// <summary>The phantom that the quick start makes: shown right by viewers of today, and telling where anything is turned, mirrored or exchanged.</summary>
public class QuickStartPhantomTests
{
    private static readonly VolumeGeometry Grid = PhantomTorso.Grid;

    // docs/viewers.md: readers that take every frame to begin at a byte.
    [Test]
    public void Grid_FramesFillWholeBytes() => Assert.That(Grid.Size.X * Grid.Size.Y % 8, Is.Zero);

    [Test]
    public void Grid_NoAxisIsLikeAnother()
    {
        Assert.That(new[] { Grid.Size.X, Grid.Size.Y, Grid.Size.Z }, Is.Unique);
        Assert.That(new[] { Grid.SpacingMm.X, Grid.SpacingMm.Y, Grid.SpacingMm.Z }, Is.Unique);
        foreach (Vector3d axis in (Vector3d[])[Grid.DirectionX, Grid.DirectionY, Grid.DirectionZ])
            Assert.That(new[] { axis.X, axis.Y, axis.Z }.Count(value => Math.Abs(value) > 0.01), Is.AtLeast(2), axis.ToString());
    }

    [Test]
    public void Labels_MirroredAlongAnyAxis_AreOthers()
    {
        byte[] labels = new PhantomTorso(Grid).Labels();
        (int x, int y, int z) = (Grid.Size.X, Grid.Size.Y, Grid.Size.Z);
        byte At(int column, int row, int slice) => labels[((slice * y) + row) * x + column];
        int[] differing = new int[3];
        for (int slice = 0; slice < z; slice++)
        {
            for (int row = 0; row < y; row++)
            {
                for (int column = 0; column < x; column++)
                {
                    byte label = At(column, row, slice);
                    differing[0] += label == At(x - 1 - column, row, slice) ? 0 : 1;
                    differing[1] += label == At(column, y - 1 - row, slice) ? 0 : 1;
                    differing[2] += label == At(column, row, z - 1 - slice) ? 0 : 1;
                }
            }
        }

        Assert.That(differing, Is.All.GreaterThan(labels.Length / 20));
        Assert.That(labels.Distinct().Count(), Is.EqualTo(PhantomTorso.Organs.Count + 1));
    }
}
