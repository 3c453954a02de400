namespace Dcmqi.Surfaces.Meshing;

/// <summary>Smooths a closed mesh by a low-pass filter on its vertices: a sinc with a Hamming window, as a Chebyshev polynomial of the umbrella operator (Taubin, Zhang and Golub 1996).</summary>
/// <remarks>Coefficients are divided by their sum, so that the mean of all positions is kept. Unlike repeated averaging it shrinks little; how much, is measured.</remarks>
internal static class WindowedSinc
{
    /// <returns>The vertices moved.</returns>
    public static double[] Smooth(double[] vertices, int[] triangles, SurfaceSmoothing smoothing, CancellationToken cancellationToken)
    {
        double[] weights = Weights(smoothing);
        (int[] starts, int[] neighbours) = Neighbours(vertices.Length / 3, triangles);

        // T(0) = 1, T(1) = s, T(n) = 2 s T(n - 1) - T(n - 2); s halves the way to the mean of the neighbours.
        double[] previous = vertices, current = new double[vertices.Length], next = new double[vertices.Length], sum = new double[vertices.Length];
        Step(previous, current, starts, neighbours);
        for (int index = 0; index < sum.Length; index++)
            sum[index] = (weights[0] * previous[index]) + (weights[1] * current[index]);
        for (int order = 2; order < weights.Length; order++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Step(current, next, starts, neighbours);
            for (int index = 0; index < sum.Length; index++)
            {
                next[index] = (2 * next[index]) - previous[index];
                sum[index] += weights[order] * next[index];
            }

            (previous, current, next) = (current, next, order == 2 ? new double[vertices.Length] : previous);
        }

        return sum;
    }

    private static double[] Weights(SurfaceSmoothing smoothing)
    {
        int last = smoothing.Iterations;
        double angle = Math.Acos(1 - (smoothing.PassBand / 2)), total = 0;
        double[] weights = new double[last + 1];
        for (int order = 0; order <= last; order++)
        {
            double window = 0.54 + (0.46 * Math.Cos(order * Math.PI / (last + 1)));
            weights[order] = window * (order == 0 ? angle / Math.PI : 2 * Math.Sin(order * angle) / (order * Math.PI));
            total += weights[order];
        }

        return Array.ConvertAll(weights, weight => weight / total);
    }

    // In a closed mesh each edge is gone once each way: the ends of those that leave a vertex are its neighbours.
    private static (int[] Starts, int[] Neighbours) Neighbours(int vertexCount, int[] triangles)
    {
        int[] starts = new int[vertexCount + 1];
        foreach (int vertex in triangles)
            starts[vertex + 1]++;
        for (int vertex = 0; vertex < vertexCount; vertex++)
            starts[vertex + 1] += starts[vertex];
        int[] neighbours = new int[triangles.Length], next = starts[..^1];
        for (int triangle = 0; triangle < triangles.Length; triangle += 3)
        {
            for (int k = 0; k < 3; k++)
                neighbours[next[triangles[triangle + k]]++] = triangles[triangle + ((k + 1) % 3)];
        }

        return (starts, neighbours);
    }

    private static void Step(double[] from, double[] to, int[] starts, int[] neighbours)
    {
        for (int vertex = 0; vertex + 1 < starts.Length; vertex++)
        {
            double x = 0, y = 0, z = 0;
            foreach (int neighbour in neighbours.AsSpan(starts[vertex]..starts[vertex + 1]))
            {
                x += from[3 * neighbour];
                y += from[(3 * neighbour) + 1];
                z += from[(3 * neighbour) + 2];
            }

            int count = starts[vertex + 1] - starts[vertex], at = 3 * vertex;
            to[at] = (from[at] + (x / count)) / 2;
            to[at + 1] = (from[at + 1] + (y / count)) / 2;
            to[at + 2] = (from[at + 2] + (z / count)) / 2;
        }
    }
}
