namespace Dcmqi.Analysis.Shape;

/// <summary>The smallest convex body around points: the triangles of its surface (quickhull).</summary>
/// <remarks>
/// Points lie on a grid, so that many are in one plane; each is moved by less than a ten-thousandth of a step, always in the same way, and so none are. What is
/// measured is the surface through the points where they were.
/// </remarks>
internal sealed class ConvexHull
{
    private const double Moved = 1e-4;

    private readonly Vector3d[] _points;
    private readonly List<Face> _faces = [];

    private ConvexHull(Vector3d[] points) => _points = points;

    /// <param name="points">At least four points, not all in one plane, with differences of some 1 to 100,000.</param>
    /// <returns>Triangles of indices of points, counter-clockwise as seen from outside.</returns>
    public static List<(int A, int B, int C)> Of(ReadOnlySpan<Vector3d> points)
    {
        var moved = new Vector3d[points.Length];
        for (int index = 0; index < points.Length; index++)
            moved[index] = points[index] + Offset(index);
        var hull = new ConvexHull(moved);
        hull.Begin();
        for (int face = 0; face < hull._faces.Count; face++)
        {
            if (hull._faces[face] is { IsGone: false, Outside.Count: > 0 })
                hull.Grow(hull._faces[face]);
        }

        return [.. hull._faces.Where(face => !face.IsGone).Select(face => (face.Corners[0], face.Corners[1], face.Corners[2]))];
    }

    private static Vector3d Offset(int index)
    {
        ulong state = ((ulong)index + 1) * 0x9E3779B97F4A7C15;
        double Next()
        {
            state ^= state >> 30;
            state *= 0xBF58476D1CE4E5B9;
            state ^= state >> 27;
            return Moved * ((state >> 11) / (double)(1UL << 53));
        }

        return new Vector3d(Next(), Next(), Next());
    }

    // A tetrahedron of points far apart.
    private void Begin()
    {
        int a = Farthest(point => -point.X), b = Farthest(point => (point - _points[a]).Length);
        Vector3d along = _points[b] - _points[a];
        int c = Farthest(point => along.Cross(point - _points[a]).Length);
        Vector3d normal = along.Cross(_points[c] - _points[a]);
        int d = Farthest(point => Math.Abs(normal.Dot(point - _points[a])));
        if (normal.Dot(_points[d] - _points[a]) > 0)
            (b, c) = (c, b);
        Face abc = Add(a, b, c), adb = Add(a, d, b), bdc = Add(b, d, c), cda = Add(c, d, a);
        (abc.Neighbors[0], abc.Neighbors[1], abc.Neighbors[2]) = (adb, bdc, cda);
        (adb.Neighbors[0], adb.Neighbors[1], adb.Neighbors[2]) = (cda, bdc, abc);
        (bdc.Neighbors[0], bdc.Neighbors[1], bdc.Neighbors[2]) = (adb, cda, abc);
        (cda.Neighbors[0], cda.Neighbors[1], cda.Neighbors[2]) = (bdc, adb, abc);
        Face[] first = [abc, adb, bdc, cda];
        for (int point = 0; point < _points.Length; point++)
            Assign(point, first);
    }

    private int Farthest(Func<Vector3d, double> distance)
    {
        int farthest = 0;
        for (int point = 1; point < _points.Length; point++)
        {
            if (distance(_points[point]) > distance(_points[farthest]))
                farthest = point;
        }

        return farthest;
    }

    // The farthest point beyond a face becomes a corner: what it sees is replaced by triangles from it to the edge of what it sees.
    private void Grow(Face face)
    {
        int point = face.Outside.MaxBy(index => Height(face, index));
        var seen = new List<Face> { face };
        var edge = new List<(int From, int To, Face Beyond)>();
        face.IsGone = true;
        for (int index = 0; index < seen.Count; index++)
        {
            for (int side = 0; side < 3; side++)
            {
                Face beyond = seen[index].Neighbors[side];
                if (beyond.IsGone)
                    continue;
                if (Height(beyond, point) > 0)
                {
                    beyond.IsGone = true;
                    seen.Add(beyond);
                }
            }
        }

        foreach (Face gone in seen)
        {
            for (int side = 0; side < 3; side++)
            {
                if (!gone.Neighbors[side].IsGone)
                    edge.Add((gone.Corners[side], gone.Corners[(side + 1) % 3], gone.Neighbors[side]));
            }
        }

        Dictionary<int, Face> byStart = edge.ToDictionary(side => side.From, side => Add(side.From, side.To, point));
        foreach ((int from, int to, Face beyond) in edge)
        {
            Face made = byStart[from], next = byStart[to];
            made.Neighbors[0] = beyond;
            made.Neighbors[1] = next;
            next.Neighbors[2] = made;
            beyond.Neighbors[Array.IndexOf(beyond.Corners, to)] = made;
        }

        foreach (int other in seen.SelectMany(gone => gone.Outside).Where(other => other != point))
            Assign(other, byStart.Values);
    }

    private void Assign(int point, IEnumerable<Face> faces)
    {
        foreach (Face face in faces)
        {
            if (!face.Corners.Contains(point) && Height(face, point) > 0)
            {
                face.Outside.Add(point);
                return;
            }
        }
    }

    private Face Add(int a, int b, int c)
    {
        var face = new Face([a, b, c], (_points[b] - _points[a]).Cross(_points[c] - _points[a]));
        _faces.Add(face);
        return face;
    }

    private double Height(Face face, int point) => face.Normal.Dot(_points[point] - _points[face.Corners[0]]);

    // Neighbors[k] lies beyond the side from Corners[k] to the next.
    private sealed class Face(int[] corners, Vector3d normal)
    {
        public int[] Corners => corners;

        public Vector3d Normal => normal;

        public Face[] Neighbors { get; } = new Face[3];

        public List<int> Outside { get; } = [];

        public bool IsGone { get; set; }
    }
}
