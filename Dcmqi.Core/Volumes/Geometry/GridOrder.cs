namespace Dcmqi.Volumes;

/// <summary>A grid's axes taken in another order or direction: voxels move, none is interpolated.</summary>
internal readonly record struct GridOrder
{
    private GridOrder(int axisX, int signX, int axisY, int signY, int axisZ, int signZ)
    {
        (AxisX, SignX) = (axisX, signX);
        (AxisY, SignY) = (axisY, signY);
        (AxisZ, SignZ) = (axisZ, signZ);
    }

    /// <summary>The grid as it is.</summary>
    public static GridOrder Identity { get; } = new(0, 1, 1, 1, 2, 1);

    public bool IsIdentity => this == Identity;

    /// <summary>Whether slices lie in memory as they are.</summary>
    public bool KeepsSlices => AxisX == 0 && SignX == 1 && AxisY == 1 && SignY == 1;

    /// <summary>Whether slices are slices, in the same or the opposite order, however their rows and columns lie.</summary>
    public bool KeepsSliceAxis => AxisZ == 2;

    /// <summary>The axis of the grid as it is in memory along which slices in this order are counted.</summary>
    public int SliceAxis => AxisZ;

    /// <summary>This order, of a grid that was taken apart into planes across its <see cref="SliceAxis"/>, which are slices then (<see cref="SizeInPlanes"/>).</summary>
    public GridOrder InPlanes => new(InPlane(AxisX), SignX, InPlane(AxisY), SignY, 2, SignZ);

    private int AxisX { get; }

    private int SignX { get; }

    private int AxisY { get; }

    private int SignY { get; }

    private int AxisZ { get; }

    private int SignZ { get; }

    /// <summary>The order whose slices are the planes across an axis, as they are.</summary>
    public static GridOrder Across(int axis) => axis switch { 0 => new(1, 1, 2, 1, 0, 1), 1 => new(0, 1, 2, 1, 1, 1), _ => Identity };

    /// <summary>The order in which a grid's x runs along <paramref name="directionX"/>, its y along <paramref name="directionY"/> and its z along their cross product; <see langword="null"/> where its axes are not those, to the tolerance on direction cosines.</summary>
    public static GridOrder? Find(VolumeGeometry geometry, Vector3d directionX, Vector3d directionY, double tolerance)
    {
        if (Axis(geometry, directionX, tolerance) is not { } x || Axis(geometry, directionY, tolerance) is not { } y || x.Axis == y.Axis)
            return null;
        int axisZ = 3 - x.Axis - y.Axis;
        int signZ = Math.Sign(Direction(geometry, axisZ).Dot(directionX.Cross(directionY)));
        return signZ == 0 ? null : new GridOrder(x.Axis, x.Sign, y.Axis, y.Sign, axisZ, signZ);
    }

    /// <summary>The geometry of the grid in this order.</summary>
    public VolumeGeometry Apply(VolumeGeometry geometry)
    {
        if (IsIdentity)
            return geometry;
        Vector3d origin = geometry.IndexToPatient(First(geometry.Size, 0), First(geometry.Size, 1), First(geometry.Size, 2));
        return new VolumeGeometry(
            new VolumeSize(geometry.Size.Along(AxisX), geometry.Size.Along(AxisY), geometry.Size.Along(AxisZ)),
            origin,
            new Vector3d(Spacing(geometry, AxisX), Spacing(geometry, AxisY), Spacing(geometry, AxisZ)),
            Direction(geometry, AxisX) * SignX,
            Direction(geometry, AxisY) * SignY,
            Direction(geometry, AxisZ) * SignZ);
    }

    /// <summary>One slice of the grid in this order: the volume's own memory where that is possible, else gathered into <paramref name="buffer"/>.</summary>
    /// <param name="voxels">All voxels, x fastest.</param>
    /// <param name="size">The size of the grid as it is in memory.</param>
    /// <param name="z">The slice in this order.</param>
    /// <param name="buffer">Made or grown as needed; keep it for the next slice.</param>
    public ReadOnlySpan<T> Slice<T>(ReadOnlySpan<T> voxels, VolumeSize size, int z, ref T[]? buffer)
    {
        int columns = size.Along(AxisX);
        int rows = size.Along(AxisY);
        long start = Start(size, AxisX, SignX) + Start(size, AxisY, SignY) + Start(size, AxisZ, SignZ) + z * Stride(size, AxisZ, SignZ);
        if (KeepsSlices)
            return voxels.Slice(checked((int)start), rows * columns);

        if (buffer is null || buffer.Length < rows * columns)
            buffer = new T[rows * columns];
        long strideX = Stride(size, AxisX, SignX);
        long strideY = Stride(size, AxisY, SignY);
        Span<T> slice = buffer.AsSpan(0, rows * columns);
        if (AxisX == 0)
            CopyRows(voxels, start, strideY, slice, columns, SignX < 0);
        else
            Gather(voxels, start, strideX, strideY, slice, columns);
        return slice;
    }

    /// <summary>The size of a grid that was taken apart into planes across the <see cref="SliceAxis"/>: in a plane, the first of the two other axes runs fastest.</summary>
    public VolumeSize SizeInPlanes(VolumeSize size) => AxisZ switch { 0 => new(size.Y, size.Z, size.X), 1 => new(size.X, size.Z, size.Y), _ => size };

    /// <summary>The slice in this order that a slice of the grid as it is in memory becomes, where <see cref="KeepsSliceAxis"/>; and the other way round.</summary>
    public int SliceOf(VolumeSize size, int z) => SignZ > 0 ? z : size.Z - 1 - z;

    /// <summary>Where a voxel of the grid in this order stands in the grid as it is in memory.</summary>
    public (int X, int Y, int Z) ToMemory(VolumeSize size, int x, int y, int z)
    {
        Span<int> index = [First(size, 0), First(size, 1), First(size, 2)];
        index[AxisX] += SignX * x;
        index[AxisY] += SignY * y;
        index[AxisZ] += SignZ * z;
        return (index[0], index[1], index[2]);
    }

    private static void CopyRows<T>(ReadOnlySpan<T> voxels, long start, long strideY, Span<T> slice, int columns, bool isReversed)
    {
        for (; slice.Length > 0; slice = slice[columns..], start += strideY)
        {
            Span<T> row = slice[..columns];
            voxels.Slice((int)(isReversed ? start - columns + 1 : start), columns).CopyTo(row);
            if (isReversed)
                row.Reverse();
        }
    }

    // Neighbours in a row lie far apart in memory, and beside those of the next rows: some columns at a time, what lies together is still in the cache when its turn comes.
    private static void Gather<T>(ReadOnlySpan<T> voxels, long start, long strideX, long strideY, Span<T> slice, int columns)
    {
        const int Together = 32;
        for (int from = 0; from < columns; from += Together)
        {
            int count = Math.Min(Together, columns - from);
            long first = start + from * strideX;
            for (int to = from; to < slice.Length; to += columns, first += strideY)
            {
                long index = first;
                Span<T> some = slice.Slice(to, count);
                for (int column = 0; column < some.Length; column++, index += strideX)
                    some[column] = voxels[(int)index];
            }
        }
    }

    private static (int Axis, int Sign)? Axis(VolumeGeometry geometry, Vector3d wanted, double tolerance)
    {
        for (int axis = 0; axis < 3; axis++)
        {
            Vector3d direction = Direction(geometry, axis);
            if ((direction - wanted).Length <= tolerance * 2)
                return (axis, 1);
            if ((direction + wanted).Length <= tolerance * 2)
                return (axis, -1);
        }

        return null;
    }

    private static Vector3d Direction(VolumeGeometry geometry, int axis) =>
        axis switch { 0 => geometry.DirectionX, 1 => geometry.DirectionY, _ => geometry.DirectionZ };

    private static double Spacing(VolumeGeometry geometry, int axis) =>
        axis switch { 0 => geometry.SpacingMm.X, 1 => geometry.SpacingMm.Y, _ => geometry.SpacingMm.Z };

    private static long Stride(VolumeSize size, int axis, int sign) =>
        sign * axis switch { 0 => 1L, 1 => size.X, _ => (long)size.X * size.Y };

    private static long Start(VolumeSize size, int axis, int sign) => sign > 0 ? 0 : Stride(size, axis, 1) * (size.Along(axis) - 1);

    private int InPlane(int axis) => axis > AxisZ ? axis - 1 : axis;

    private int First(VolumeSize size, int axis)
    {
        int sign = axis == AxisX ? SignX : axis == AxisY ? SignY : SignZ;
        return sign > 0 ? 0 : size.Along(axis) - 1;
    }
}
