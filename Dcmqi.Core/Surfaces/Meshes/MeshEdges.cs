namespace Dcmqi.Surfaces.Meshes;

/// <summary>Whether triangles join to a surface: each edge by two triangles that go round alike, and each vertex by one ring of them.</summary>
internal static class MeshEdges
{
    /// <summary>Counts the edges that are not gone exactly once each way.</summary>
    public static int CountOpen(ReadOnlySpan<int> triangles)
    {
        ulong[] edges = Sorted(triangles, null);
        int open = 0;
        for (int index = 0; index < edges.Length;)
        {
            int end = index + 1;
            while (end < edges.Length && edges[end] >> 1 == edges[index] >> 1)
                end++;
            if (end - index != 2 || edges[index] == edges[index + 1])
                open++;
            index = end;
        }

        return open;
    }

    /// <summary>Whether a closed mesh has one ring of triangles around each vertex.</summary>
    public static bool HasOneRingForEachVertex(ReadOnlySpan<int> triangles)
    {
        int[] corners = new int[triangles.Length], twins = new int[triangles.Length];
        ulong[] edges = Sorted(triangles, corners);
        for (int index = 0; index < edges.Length; index += 2)
            (twins[corners[index]], twins[corners[index + 1]]) = (corners[index + 1], corners[index]);
        bool[] isSeen = new bool[triangles.Length];
        int rings = 0;
        for (int first = 0; first < triangles.Length; first++)
        {
            if (isSeen[first])
                continue;
            rings++;

            // From an edge that leaves the vertex to the one before it in the triangle, which comes back to it, and over that to the next triangle.
            for (int corner = first; !isSeen[corner]; corner = twins[corner % 3 == 0 ? corner + 2 : corner - 1])
                isSeen[corner] = true;
        }

        int vertices = 0;
        bool[] isUsed = new bool[triangles.Length == 0 ? 0 : triangles.ToArray().Max() + 1];
        foreach (int vertex in triangles)
        {
            vertices += isUsed[vertex] ? 0 : 1;
            isUsed[vertex] = true;
        }

        return rings == vertices;
    }

    // The lower vertex, the upper one, and whether it is gone downwards: both ways of an edge lie side by side.
    private static ulong[] Sorted(ReadOnlySpan<int> triangles, int[]? corners)
    {
        ulong[] edges = new ulong[triangles.Length];
        for (int index = 0; index < edges.Length; index++)
        {
            uint from = (uint)triangles[index], to = (uint)triangles[index % 3 == 2 ? index - 2 : index + 1];
            edges[index] = ((ulong)Math.Min(from, to) << 32) | (Math.Max(from, to) << 1) | (from > to ? 1u : 0u);
            if (corners is not null)
                corners[index] = index;
        }

        if (corners is null)
            Array.Sort(edges);
        else
            Array.Sort(edges, corners);
        return edges;
    }
}
