using System.Collections.ObjectModel;
using System.Globalization;
using System.Text;
using Dcmqi.Volumes;

namespace Dcmqi;

/// <summary>
/// A research image: voxels on a regular grid in patient space. Its voxel type is known by <see cref="VoxelType"/>; a
/// <see cref="Volume{T}"/> of that type gives the voxels.
/// </summary>
public abstract class Volume
{
    internal static readonly IReadOnlyDictionary<string, string> NoProperties = new ReadOnlyDictionary<string, string>(new Dictionary<string, string>());

    private protected Volume(VolumeGeometry geometry, VolumeComponentAxis componentAxis, int components)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        ArgumentOutOfRangeException.ThrowIfLessThan(components, 1);
        if (!Enum.IsDefined(componentAxis) || (components > 1 && componentAxis == VolumeComponentAxis.None))
            throw new ArgumentException($"A volume with {components} values per voxel says what they are; '{componentAxis}' does not.", nameof(componentAxis));
        Geometry = geometry;
        Components = components;
        ComponentAxis = componentAxis;
    }

    /// <summary>Gets where the voxels lie in the patient.</summary>
    public VolumeGeometry Geometry { get; }

    /// <summary>Gets the .NET type of one value: an integer type of 8 to 64 bits, <see cref="float"/> or <see cref="double"/>.</summary>
    public abstract Type VoxelType { get; }

    /// <summary>Gets the number of values per voxel; 1 for a plain 3-D volume. All voxels of the first component come first, then those of the next.</summary>
    public int Components { get; }

    /// <summary>Gets what the values of one voxel are; <see cref="VolumeComponentAxis.None"/> for a plain 3-D volume.</summary>
    public VolumeComponentAxis ComponentAxis { get; }

    /// <summary>Gets the file the volume came from, or a name given by the caller; <see langword="null"/> if there is none.</summary>
    public string? Name { get; init; }

    /// <summary>Gets what was tolerated or assumed on reading, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Gets free key/value pairs of the file (NRRD key/value pairs, further MetaImage fields, NIfTI header texts). Never <see langword="null"/>.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = NoProperties;

    /// <summary>Gets the comment lines of the file, without their mark.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    /// <summary>Gets the header extensions of a NIfTI file, written back to NIfTI files.</summary>
    public IReadOnlyList<NiftiExtension> NiftiExtensions { get; init; } = [];

    /// <summary>Returns the values on another grid.</summary>
    /// <param name="geometry">The grid wanted. Where its voxels coincide with those here, also with axes in another order or direction, they are copies; otherwise <see cref="Warnings"/> says that they were resampled.</param>
    /// <param name="resampling">How values are found between voxels.</param>
    /// <param name="outside">The value of voxels that lie outside this volume, that is farther than half a voxel from its outermost centres.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>A volume of the same voxel type; this one where the grid is its own.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The voxel type cannot hold <paramref name="outside"/>, or labels are asked to be interpolated.</exception>
    /// <exception cref="NotSupportedException">The grid has more than 2,147,483,591 voxels.</exception>
    public abstract Volume ResampleTo(VolumeGeometry geometry, Resampling resampling, double outside = 0, CancellationToken cancellationToken = default);

    /// <summary>Returns size, type, spacing and orientation, such as <c>Volume: 512 x 512 x 400 UInt8, 0.81 x 0.81 x 1.25 mm, LPS</c>.</summary>
    public override string ToString() => Describe(TypeName, Geometry, Components, ComponentAxis, VoxelType);

    /// <summary>Type, size, type of values, spacing and orientation in one line.</summary>
    internal static string Describe(string typeName, VolumeGeometry geometry, int components, VolumeComponentAxis componentAxis, Type voxelType)
    {
        var text = new StringBuilder(typeName).Append(": ").Append(geometry.Size);
        if (components > 1)
            text.Append(CultureInfo.InvariantCulture, $" x {components} ({componentAxis})");
        Vector3d spacing = geometry.SpacingMm;
        text.Append(' ').Append(voxelType == typeof(byte) ? "UInt8" : voxelType == typeof(sbyte) ? "Int8" : voxelType.Name);
        text.Append(CultureInfo.InvariantCulture, $", {spacing.X:0.##} x {spacing.Y:0.##} x {spacing.Z:0.##} mm, {geometry.Orientation}");
        return text.ToString();
    }

    /// <summary>Says that values were resampled, where they were.</summary>
    /// <param name="described">What messages call the volume.</param>
    /// <param name="source">The grid that has values.</param>
    /// <param name="target">The grid that wants them.</param>
    /// <param name="resampling">How they are found.</param>
    internal static string[] ResamplingNotes(string described, VolumeGeometry source, VolumeGeometry target, Resampling resampling) => new GridSampling(source, target).Coincides ? [] :
    [
        resampling == Resampling.NearestNeighbor
            ? $"{described} was resampled from {source} to {target}; each voxel took the nearest value."
            : $"{described} was resampled from {source} to {target}; values between voxels were interpolated linearly.",
    ];

    /// <summary>A volume of the same grid and type with the same values in memory of its own.</summary>
    internal abstract Volume Copy();

    /// <summary>The volume's file name in quotation marks, or <c>The volume</c>, for messages.</summary>
    internal string Described => Name is null ? "The volume" : $"'{Path.GetFileName(Name)}'";

    /// <summary>Refuses a volume with several values per voxel, naming the axis that is too many.</summary>
    /// <param name="need">What needs one value per voxel, such as <c>A label map</c>.</param>
    /// <exception cref="ConversionException">The volume has several values per voxel.</exception>
    internal void RequireSingleComponent(string need) => RequireSingleComponent(need, Described, Components, ComponentAxis);

    /// <inheritdoc cref="RequireSingleComponent(string)"/>
    /// <param name="need">What needs one value per voxel, such as <c>A label map</c>.</param>
    /// <param name="described">What messages call the volume.</param>
    /// <param name="components">How many values it has.</param>
    /// <param name="axis">What they are.</param>
    internal static void RequireSingleComponent(string need, string described, int components, VolumeComponentAxis axis)
    {
        if (components > 1)
        {
            throw new ConversionException(
                $"{described} has {components} values per voxel on a {axis.ToString().ToLowerInvariant()} axis on top of x, y and z; {need.ToLowerInvariant()} has one. Save each as a volume of its own.");
        }
    }

    private protected virtual string TypeName => "Volume";
}
