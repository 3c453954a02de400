namespace Dcmqi.Tests.Support;

/// <summary>A torso with organs, on any grid: what a scanner would have seen and what a reader would have drawn.</summary>
/// <param name="geometry">The grid; the torso fills it, whatever way it is turned.</param>
internal sealed class PhantomTorso(VolumeGeometry geometry)
{
    private const short Air = -1000;
    private const short Fat = -90;

    /// <summary>The organs; their labels are 1, 2, 3 in this order. Where two share a voxel it is the first one's.</summary>
    public static IReadOnlyList<PhantomOrgan> Organs { get; } =
    [
        new("Heart", new("80891009", "SCT", "Heart"), new(206, 110, 84), 45, new(0.12, -0.25, 0.62), new(0.24, 0.28, 0.26)),
        new("Aorta", new("15825003", "SCT", "Aorta"), new(224, 97, 76), 160, new(0.08, 0.34, 0.0), new(0.06, 0.09, 0.95)),
        new("Vertebral column", new("421060004", "SCT", "Vertebral column"), new(226, 202, 134), 300, new(0.0, 0.62, 0.0), new(0.12, 0.16, 1.2)),
        new("Liver", new("10200004", "SCT", "Liver"), new(221, 130, 101), 60, new(-0.36, -0.12, -0.05), new(0.42, 0.5, 0.38)),
        new("Spleen", new("78961009", "SCT", "Spleen"), new(157, 108, 162), 50, new(0.58, 0.2, 0.05), new(0.16, 0.26, 0.24)),
        new("Right kidney", new("9846003", "SCT", "Right kidney"), new(185, 102, 83), 35, new(-0.34, 0.46, -0.5), new(0.13, 0.17, 0.26)),
        new("Left kidney", new("18639004", "SCT", "Left kidney"), new(185, 102, 83), 35, new(0.36, 0.46, -0.45), new(0.13, 0.17, 0.26)),
        new("Stomach", new("69695003", "SCT", "Stomach"), new(216, 132, 105), 20, new(0.34, -0.3, 0.0), new(0.26, 0.26, 0.22)),
        new("Right lung", new("3341006", "SCT", "Right lung"), new(197, 165, 145), -850, new(-0.42, 0.0, 0.75), new(0.32, 0.55, 0.45)),
        new("Left lung", new("44029006", "SCT", "Left lung"), new(197, 165, 145), -850, new(0.46, 0.05, 0.75), new(0.3, 0.52, 0.45)),
    ];

    /// <summary>An oblique grid with pixels that are not square: what goes wrong in practice. The pixels of a frame fill whole bytes, as some viewers need it (docs/viewers.md).</summary>
    public static VolumeGeometry Grid { get; } = MakeGrid();

    /// <summary>The labels, x fastest: 0 is background.</summary>
    public byte[] Labels()
    {
        VolumeSize size = geometry.Size;
        byte[] labels = new byte[checked((int)size.VoxelCount)];
        for (int z = 0, index = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                for (int x = 0; x < size.X; x++)
                    labels[index++] = (byte)LabelAt(x, y, z);
            }
        }

        return labels;
    }

    /// <summary>The Hounsfield values of one slice, row by row, with a little noise that is the same every time.</summary>
    public short[] Slice(int z)
    {
        var random = new Random(4711 + z);
        short[] values = new short[geometry.Size.X * geometry.Size.Y];
        for (int index = 0; index < values.Length; index++)
        {
            int x = index % geometry.Size.X;
            int y = index / geometry.Size.X;
            int label = LabelAt(x, y, z);
            short value = label > 0 ? Organs[label - 1].Value : IsBody(x, y) ? Fat : Air;
            values[index] = (short)(value + random.Next(-12, 13));
        }

        return values;
    }

    /// <summary>What the labels mean, as metadata for one input.</summary>
    public static SegmentationMetadata Metadata() => new()
    {
        ContentCreatorName = "Phantom^Drawer",
        ContentLabel = "TORSO",
        ContentDescription = "Organs of a phantom torso",
        SeriesDescription = "Torso segmentation",
        SeriesNumber = "300",
        SegmentAttributes = [[.. Organs.Select(Attributes)]],
    };

    private static VolumeGeometry MakeGrid()
    {
        const double Turn = 0.21, Tilt = 0.13;
        var x = new Vector3d(Math.Cos(Turn), Math.Sin(Turn), 0);
        var y = new Vector3d(-Math.Sin(Turn) * Math.Cos(Tilt), Math.Cos(Turn) * Math.Cos(Tilt), Math.Sin(Tilt));
        return new VolumeGeometry(new VolumeSize(212, 158, 60), new Vector3d(-172.5, -96.25, -1204.75), new Vector3d(1.625, 1.5, 5), x, y, x.Cross(y));
    }

    private static SegmentAttributes Attributes(PhantomOrgan organ, int index) => new()
    {
        LabelId = index + 1,
        SegmentLabel = organ.Name,
        SegmentDescription = $"{organ.Name} of the phantom",
        SegmentedPropertyCategory = new CodedConcept("123037004", "SCT", "Anatomical Structure"),
        SegmentedPropertyType = organ.Type,
        AlgorithmType = SegmentAlgorithmType.Automatic,
        AlgorithmName = "Phantom generator",
        RecommendedDisplayRgb = organ.Color,
    };

    private int LabelAt(int x, int y, int z)
    {
        (double left, double back) = InPlane(x, y);
        double head = geometry.Size.Z == 1 ? 0 : (2.0 * z / (geometry.Size.Z - 1)) - 1;
        for (int organ = 0; organ < Organs.Count; organ++)
        {
            if (Organs[organ].Holds(left, back, head))
                return organ + 1;
        }

        return 0;
    }

    private bool IsBody(int x, int y)
    {
        (double left, double back) = InPlane(x, y);
        return (left * left / 0.92) + (back * back / 0.92) <= 1;
    }

    private (double Left, double Back) InPlane(int x, int y) =>
        ((2.0 * (x + 0.5) / geometry.Size.X) - 1, (2.0 * (y + 0.5) / geometry.Size.Y) - 1);
}
