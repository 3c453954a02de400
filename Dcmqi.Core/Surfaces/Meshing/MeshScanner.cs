namespace Dcmqi.Surfaces.Meshing;

/// <summary>Finds the voxels whose centres a mesh encloses: planes of voxels cut triangles into segments, rows of voxels cut segments, and even-odd tells inside from outside.</summary>
/// <remarks>
/// A plane or row at v cuts what has a lower end &lt;= v &lt; an upper end; where it cuts an edge is calculated from the lower end, and so is the same for both triangles of the edge.
/// A voxel at u lies inside from the first crossing &lt;= u to the next &gt; u. These are the rules of the contours of structure sets.
/// </remarks>
internal sealed class MeshScanner(SurfaceMesh mesh, VolumeGeometry geometry)
{
    private readonly Vector3d[] _points = [.. Enumerable.Range(0, mesh.VertexCount).Select(vertex => geometry.PatientToIndex(mesh.Point(vertex)))];
    private readonly List<(double LowX, double LowY, double HighX, double HighY)> _segments = [];
    private readonly IntervalSweep _rows = new();
    private readonly List<double> _crossings = [];

    /// <summary>Sets the voxels inside to 1.</summary>
    /// <returns>The number of rows that were crossed an odd number of times.</returns>
    public int Fill(Volume<byte> mask, CancellationToken cancellationToken)
    {
        var planes = new IntervalSweep();
        ReadOnlySpan<int> triangles = mesh.Triangles;
        for (int index = 0; index < triangles.Length; index += 3)
        {
            double a = _points[triangles[index]].Z, b = _points[triangles[index + 1]].Z, c = _points[triangles[index + 2]].Z;
            planes.Add(index, Math.Min(a, Math.Min(b, c)), Math.Max(a, Math.Max(b, c)), geometry.Size.Z);
        }

        int oddRows = 0;
        (int first, int end) = planes.Start();
        for (int z = first; z < end; z++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _segments.Clear();
            foreach ((int triangle, _, _) in planes.At(z))
                Cut(triangle, z);
            oddRows += FillPlane(mask.Slice(z));
        }

        return oddRows;
    }

    // A plane that passes between the lowest and the highest corner cuts two edges.
    private void Cut(int triangle, int z)
    {
        Span<(double X, double Y)> ends = stackalloc (double, double)[3];
        int count = 0;
        for (int k = 0; k < 3; k++)
        {
            Vector3d from = _points[mesh.Triangles[triangle + k]], to = _points[mesh.Triangles[triangle + ((k + 1) % 3)]];
            (Vector3d low, Vector3d high) = from.Z < to.Z ? (from, to) : (to, from);
            if (!(low.Z <= z && z < high.Z))
                continue;
            double share = (z - low.Z) / (high.Z - low.Z);
            ends[count++] = (low.X + (share * (high.X - low.X)), low.Y + (share * (high.Y - low.Y)));
        }

        if (count == 2)
            _segments.Add(ends[0].Y < ends[1].Y ? (ends[0].X, ends[0].Y, ends[1].X, ends[1].Y) : (ends[1].X, ends[1].Y, ends[0].X, ends[0].Y));
    }

    private int FillPlane(Span<byte> slice)
    {
        int width = geometry.Size.X, oddRows = 0;
        _rows.Clear();
        for (int index = 0; index < _segments.Count; index++)
            _rows.Add(index, _segments[index].LowY, _segments[index].HighY, geometry.Size.Y);
        (int first, int end) = _rows.Start();
        for (int y = first; y < end; y++)
        {
            _crossings.Clear();
            foreach ((int index, _, _) in _rows.At(y))
            {
                (double lowX, double lowY, double highX, double highY) = _segments[index];
                _crossings.Add(lowX + ((y - lowY) * ((highX - lowX) / (highY - lowY))));
            }

            _crossings.Sort();
            oddRows += _crossings.Count & 1;
            for (int index = 0; index + 1 < _crossings.Count; index += 2)
            {
                int start = IntervalSweep.Within(_crossings[index], width), stop = IntervalSweep.Within(_crossings[index + 1], width);
                if (stop > start)
                    slice.Slice((y * width) + start, stop - start).Fill(1);
            }
        }

        return oddRows;
    }
}
