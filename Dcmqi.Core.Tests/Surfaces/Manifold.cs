namespace Dcmqi.Tests.Surfaces;

/// <summary>Counts edges and looks at vertices of a mesh, in other ways than the library does.</summary>
internal static class Manifold
{
    /// <summary>Every edge is gone once each way, and the triangles around each vertex make one ring.</summary>
    public static void AssertIsClosed(SurfaceMesh mesh, string what)
    {
        int[] triangles = mesh.Triangles.ToArray();
        var next = new Dictionary<(int, int), int>();
        for (int index = 0; index < triangles.Length; index += 3)
        {
            for (int k = 0; k < 3; k++)
            {
                // Around the first vertex, the edge to the second is followed by that to the third.
                (int a, int b, int c) = (triangles[index + k], triangles[index + ((k + 1) % 3)], triangles[index + ((k + 2) % 3)]);
                Assert.That(next.TryAdd((a, b), c), $"{what}: edge {a} to {b} is gone twice");
            }
        }

        Assert.That(next.Keys.All(edge => next.ContainsKey((edge.Item2, edge.Item1))), what + ": an edge has one side");
        foreach (IGrouping<int, (int From, int To)> vertex in next.Keys.GroupBy(edge => edge.Item1))
        {
            (int From, int To) first = vertex.First();
            int steps = 0, at = first.To;
            do
            {
                at = next[(first.From, at)];
                steps++;
            }
            while (at != first.To && steps <= 100);
            Assert.That(steps, Is.EqualTo(vertex.Count()), $"{what}: vertex {vertex.Key} has several rings");
        }

        Assert.That(triangles.Distinct().Count(), Is.EqualTo(mesh.VertexCount), what + ": a vertex is in no triangle");
        Assert.That(mesh.IsClosed, what);
    }

    /// <summary>Vertices - edges + triangles.</summary>
    public static int EulerCharacteristic(SurfaceMesh mesh) => mesh.VertexCount - (mesh.TriangleCount / 2);

    /// <summary>The Euler characteristic of a body whose voxels are joined by faces alone: voxels, less pairs, and squares, less cubes of them.</summary>
    /// <remarks>A cube that lacks two opposite corners is a ring of six voxels; its surface closes the ring, which counts as one square more.</remarks>
    public static int OfVoxels(Volume<byte> mask)
    {
        VolumeSize size = mask.Geometry.Size;
        bool Has(int x, int y, int z) => x >= 0 && y >= 0 && z >= 0 && x < size.X && y < size.Y && z < size.Z && mask[x, y, z] != 0;
        int sum = 0;
        for (int z = -1; z < size.Z; z++)
        {
            for (int y = -1; y < size.Y; y++)
            {
                for (int x = -1; x < size.X; x++)
                {
                    bool[] at = [.. Enumerable.Range(0, 8).Select(corner => Has(x + (corner & 1), y + ((corner >> 1) & 1), z + (corner >> 2)))];
                    sum += Count(at[0]) - Count(at[0] && at[1]) - Count(at[0] && at[2]) - Count(at[0] && at[4])
                        + Count(at[0] && at[1] && at[2] && at[3]) + Count(at[0] && at[1] && at[4] && at[5]) + Count(at[0] && at[2] && at[4] && at[6])
                        - Count(at.All(value => value))
                        + Count(at.Count(value => value) == 6 && Enumerable.Range(0, 4).Any(corner => !at[corner] && !at[7 - corner]));
                }
            }
        }

        return sum;
    }

    private static int Count(bool condition) => condition ? 1 : 0;
}
