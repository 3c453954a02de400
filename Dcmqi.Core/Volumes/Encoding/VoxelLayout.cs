namespace Dcmqi.Volumes;

/// <summary>All that a header says of its voxels, in terms that every format shares.</summary>
internal sealed class VoxelLayout
{
    public required VolumeGeometry Geometry { get; init; }

    public required ScalarType Type { get; init; }

    public required VoxelEncoding Encoding { get; init; }

    public bool BigEndian { get; init; }

    public int Components { get; init; } = 1;

    public VolumeComponentAxis ComponentAxis { get; init; }

    /// <summary>Values that come before the component index grows: 1 where components lie side by side, all voxels where they lie one after the other.</summary>
    public long ComponentStride { get; init; } = 1;

    /// <summary>The header file, for messages; <see langword="null"/> for a stream without a name.</summary>
    public string? FileName { get; init; }

    /// <summary>The header field that decides how many values there are, for messages.</summary>
    public required string SizeField { get; init; }

    /// <summary>What that field says, for messages.</summary>
    public required string SizeText { get; init; }

    /// <summary>Factor on every stored value; 1 where there is none.</summary>
    public double Slope { get; init; } = 1;

    /// <summary>Added to every value after the factor.</summary>
    public double Intercept { get; init; }

    public bool IsRescaled => Slope != 1 || Intercept != 0;

    public List<string> Warnings { get; init; } = [];

    public IReadOnlyList<string> Comments { get; init; } = [];

    public IReadOnlyDictionary<string, string> Properties { get; init; } = Volume.NoProperties;

    public IReadOnlyList<NiftiExtension> NiftiExtensions { get; init; } = [];

    /// <summary>All values of all components.</summary>
    public long ValueCount => checked(Geometry.Size.VoxelCount * Components);

    /// <summary>How many volumes lie one behind the other: the components where these come last, else 1.</summary>
    public int Volumes => ComponentStride >= Geometry.Size.VoxelCount ? Components : 1;

    /// <summary>Whether components lie closer together than volumes.</summary>
    public bool HasScatteredComponents => Volumes < Components;

    /// <summary>The values of one slice of one volume in the file.</summary>
    public long SliceValues => Geometry.Size.SliceVoxelCount * (Components / Volumes);

    /// <summary>The type of the values as they are given: real where stored values have a factor.</summary>
    /// <remarks>As ITK, scaled integers become real numbers; those of 32 bits and more become double, where ITK's float would lose digits.</remarks>
    public ScalarType GivenType => !IsRescaled ? Type
        : Type is ScalarType.Int8 or ScalarType.UInt8 or ScalarType.Int16 or ScalarType.UInt16 or ScalarType.Float32 ? ScalarType.Float32
        : ScalarType.Float64;

    /// <summary>What is said where values are taken into an array that are more than it holds.</summary>
    public VolumeFormatException MoreThanAnArray() => new ValueCounter(FileName, SizeField, SizeText).Fault(Array.MaxLength);

    public VolumeFormatException Fault(string message, string? field, Exception? inner = null) => new(message, FileName, field, inner);
}
