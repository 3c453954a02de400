namespace Dcmqi.Pictures;

/// <summary>How slices of a grid are looked at: which of its axes goes to the right, which down, and which from slice to slice.</summary>
internal sealed class SliceView
{
    private static readonly Vector3d[] PatientAxes = [Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ];

    // Right and down of axial, coronal and sagittal slices as they are looked at; the normal follows.
    private static readonly Dictionary<PicturePlane, (Vector3d Right, Vector3d Down)> Planes = new()
    {
        [PicturePlane.Axial] = (Vector3d.UnitX, Vector3d.UnitY),
        [PicturePlane.Coronal] = (Vector3d.UnitX, -Vector3d.UnitZ),
        [PicturePlane.Sagittal] = (Vector3d.UnitY, -Vector3d.UnitZ),
    };

    private readonly int _right;
    private readonly int _down;
    private readonly int _through;
    private readonly bool _isRightFlipped;
    private readonly bool _isDownFlipped;

    private SliceView(VolumeGeometry grid, bool isInPatient, int right, int down, int through, bool isRightFlipped, bool isDownFlipped)
    {
        Grid = grid;
        IsInPatient = isInPatient;
        (_right, _down, _through) = (right, down, through);
        (_isRightFlipped, _isDownFlipped) = (isRightFlipped, isDownFlipped);
    }

    /// <summary>The grid that is looked at.</summary>
    public VolumeGeometry Grid { get; }

    /// <summary>Whether it has a place in a patient, so that directions have letters.</summary>
    public bool IsInPatient { get; }

    public int Columns => Length(_right);

    public int Rows => Length(_down);

    public int Slices => Length(_through);

    /// <summary>Distance between pixels, in mm.</summary>
    public double ColumnSpacing => Part(Grid.SpacingMm, _right);

    public double RowSpacing => Part(Grid.SpacingMm, _down);

    /// <summary>Where the picture's right side is in the patient.</summary>
    public Vector3d Right => _isRightFlipped ? -Direction(_right) : Direction(_right);

    /// <summary>Where the picture's lower side is in the patient.</summary>
    public Vector3d Down => _isDownFlipped ? -Direction(_down) : Direction(_down);

    /// <summary>Whether slices are those of the grid, z.</summary>
    public bool IsAcquired => _through == 2;

    /// <summary>Chooses axes and directions.</summary>
    /// <exception cref="ConversionException">The grid has no place in the patient and an anatomic plane was asked for.</exception>
    public static SliceView Of(VolumeGeometry grid, PicturePlane plane, bool isInPatient)
    {
        if (!isInPatient)
        {
            return plane == PicturePlane.Acquired
                ? new SliceView(grid, false, 0, 1, 2, false, false)
                : throw new ConversionException($"The images have no place in the patient, so they have no {plane} slices; {nameof(PictureOptions.Plane)} must be {nameof(PicturePlane.Acquired)}.");
        }

        int[][] orders = plane == PicturePlane.Acquired ? [[0, 1, 2], [1, 0, 2]] : [[0, 1, 2], [1, 0, 2], [0, 2, 1], [2, 0, 1], [1, 2, 0], [2, 1, 0]];
        IEnumerable<(Vector3d Right, Vector3d Down)> looks = plane == PicturePlane.Acquired ? Planes.Values : [Planes[plane]];
        return looks.SelectMany(look => orders.Select(order => (Fit(grid, look, order), look, order)))
            .MaxBy(choice => choice.Item1) switch
        {
            (_, var look, var order) => new SliceView(grid, true, order[0], order[1], order[2], Direction(grid, order[0]).Dot(look.Right) < 0, Direction(grid, order[1]).Dot(look.Down) < 0),
        };
    }

    /// <summary>The index in the grid of a pixel, between voxels too.</summary>
    public Vector3d IndexOf(double column, double row, double slice)
    {
        Span<double> index = stackalloc double[3];
        index[_right] = _isRightFlipped ? Columns - 1 - column : column;
        index[_down] = _isDownFlipped ? Rows - 1 - row : row;
        index[_through] = slice;
        return new Vector3d(index[0], index[1], index[2]);
    }

    /// <summary>The pixel and slice of an index in the grid.</summary>
    public (double Column, double Row, double Slice) PixelOf(Vector3d index)
    {
        double right = Part(index, _right), down = Part(index, _down);
        return (_isRightFlipped ? Columns - 1 - right : right, _isDownFlipped ? Rows - 1 - down : down, Part(index, _through));
    }

    /// <summary>The point of a pixel's centre in the patient.</summary>
    public Vector3d PointOf(double column, double row, double slice)
    {
        Vector3d index = IndexOf(column, row, slice);
        return Grid.IndexToPatient(index.X, index.Y, index.Z);
    }

    /// <summary>One slice as a grid of its own: columns to the right, rows down.</summary>
    public VolumeGeometry GeometryOf(int slice) => new(
        new VolumeSize(Columns, Rows, 1), PointOf(0, 0, slice), new Vector3d(ColumnSpacing, RowSpacing, Part(Grid.SpacingMm, _through)), Right, Down, Direction(_through));

    /// <summary>The slice nearest to a place along the patient axis that is closest to the normal.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No slice lies there.</exception>
    public int SliceAt(double positionMm)
    {
        (double first, double last) = (PlaceOf(0), PlaceOf(Slices - 1));
        double step = Slices == 1 ? Math.Max(Part(Grid.SpacingMm, _through), 1) : (last - first) / (Slices - 1);
        double slice = (positionMm - first) / step;
        if (!(slice >= -0.5 && slice <= Slices - 0.5))
            throw new ArgumentOutOfRangeException(nameof(PictureOptions.PositionMm), positionMm, FormattableString.Invariant($"The slices lie from {Math.Min(first, last):0.##} to {Math.Max(first, last):0.##} mm along {AxisName}."));
        return Math.Clamp((int)Math.Round(slice), 0, Slices - 1);
    }

    /// <summary>The place of a slice's middle along the patient axis that is closest to the normal, in mm.</summary>
    public double PlaceOf(int slice) => Part(PointOf((Columns - 1) / 2.0, (Rows - 1) / 2.0, slice), NormalAxis);

    /// <summary>The patient axis that is closest to the normal: x, y or z.</summary>
    public string AxisName => NormalAxis switch { 0 => "x", 1 => "y", _ => "z" };

    /// <summary>Slices in the order in which a montage shows them: towards the left, the back or the head.</summary>
    public bool IsAscending => Slices < 2 || PlaceOf(Slices - 1) >= PlaceOf(0);

    /// <summary>Axial, Coronal or Sagittal, by the closest axis; Image where there is no patient.</summary>
    public string Name => !IsInPatient ? "Image" : NormalAxis switch { 0 => "Sagittal", 1 => "Coronal", _ => "Axial" };

    private int NormalAxis => Enumerable.Range(0, 3).MaxBy(axis => Math.Abs(Direction(_through).Dot(PatientAxes[axis])));

    private static double Fit(VolumeGeometry grid, (Vector3d Right, Vector3d Down) look, int[] order) =>
        Math.Abs(Direction(grid, order[0]).Dot(look.Right)) + Math.Abs(Direction(grid, order[1]).Dot(look.Down)) + Math.Abs(Direction(grid, order[2]).Dot(look.Right.Cross(look.Down)));

    private static Vector3d Direction(VolumeGeometry grid, int axis) => axis switch { 0 => grid.DirectionX, 1 => grid.DirectionY, _ => grid.DirectionZ };

    private static double Part(Vector3d vector, int axis) => axis switch { 0 => vector.X, 1 => vector.Y, _ => vector.Z };

    private Vector3d Direction(int axis) => Direction(Grid, axis);

    private int Length(int axis) => axis switch { 0 => Grid.Size.X, 1 => Grid.Size.Y, _ => Grid.Size.Z };
}
