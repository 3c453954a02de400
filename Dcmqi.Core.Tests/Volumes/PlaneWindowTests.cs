using Dcmqi.Volumes;

namespace Dcmqi.Tests.Volumes;

/// <summary>Planes that several threads want at once are read once, while they are among those wanted last.</summary>
public sealed class PlaneWindowTests
{
    [Test]
    public void Take_PlanesInOrder_ReadsEachOnceAndKeepsFew()
    {
        int[] reads = new int[50];
        int held = 0, most = 0;
        var window = new PlaneWindow<int>(50, 3, 4, (index, values) =>
        {
            reads[index]++;
            values.Fill(index);
        });
        for (int first = 0; first < 48; first++)
        {
            int?[] planes = [.. window.Take(first, first + 3).Select(plane => plane?[2])];
            Assert.That(planes[first..(first + 3)], Is.EqualTo(new int?[] { first, first + 1, first + 2 }));
            held = planes.Count(plane => plane is not null);
            most = Math.Max(most, held);
            window.Release(first, first + 3);
        }

        Assert.That(reads, Is.All.EqualTo(1));
        Assert.That(most, Is.LessThanOrEqualTo(5));
        window.Take(0, 1);
        Assert.That(reads[0], Is.EqualTo(2), "one that was given up");
    }

    [Test]
    public void Take_ManyThreads_GivesEachItsPlanes()
    {
        var window = new PlaneWindow<int>(200, 100, 8, (index, values) => values.Fill(index));
        Parallel.For(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, step =>
        {
            int first = step * 7919 % 195;
            int[]?[] planes = window.Take(first, first + 5);
            for (int plane = first; plane < first + 5; plane++)
            {
                if (planes[plane]![0] != plane || planes[plane]![99] != plane)
                    throw new InvalidOperationException($"{plane}: {planes[plane]![0]}");
            }

            window.Release(first, first + 5);
        });
    }

    [Test]
    public void Take_PlaneThatCannotBeRead_ThrowsToAll()
    {
        var window = new PlaneWindow<int>(3, 1, 3, (index, _) => throw new IOException($"plane {index}"));
        for (int attempt = 0; attempt < 2; attempt++)
            Assert.That(() => window.Take(1, 2), Throws.TypeOf<IOException>().With.Message.EqualTo("plane 1"));
    }
}
