using Dcmqi.Binary;

namespace Dcmqi;

/// <summary>
/// A volume whose voxels have the type <typeparamref name="T"/>. The voxels may be changed; several threads may read at once, and may write to
/// different voxels at once.
/// </summary>
/// <typeparam name="T">An integer type of 8 to 64 bits, <see cref="float"/> or <see cref="double"/>.</typeparam>
public partial class Volume<T> : Volume
    where T : unmanaged
{
    private readonly T[] _voxels;
    private readonly int _sliceLength;

    /// <summary>Creates a volume whose voxels are all 0.</summary>
    /// <param name="geometry">Where the voxels lie.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is not a voxel type, or the volume has more than 2,147,483,591 voxels.</exception>
    public Volume(VolumeGeometry geometry)
        : this(geometry, LargeArrays.Zeroed<T>(CheckedLength(geometry, 1)))
    {
    }

    /// <summary>Creates a volume over voxels; the array is kept, not copied.</summary>
    /// <param name="geometry">Where the voxels lie.</param>
    /// <param name="voxels">All voxels, x fastest, then y, then z.</param>
    /// <exception cref="ArgumentException">The array is not as long as the geometry has voxels.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is not a voxel type.</exception>
    public Volume(VolumeGeometry geometry, T[] voxels)
        : this(geometry, voxels, VolumeComponentAxis.None, 1)
    {
    }

    /// <summary>Creates a volume with several values per voxel; the array is kept, not copied.</summary>
    /// <param name="geometry">Where the voxels lie.</param>
    /// <param name="voxels">All voxels of the first component (x fastest, then y, then z), then all of the next.</param>
    /// <param name="componentAxis">What the components are.</param>
    /// <param name="components">Values per voxel, at least 1.</param>
    /// <exception cref="ArgumentException">The array is not as long as the geometry has voxels times components.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is not a voxel type.</exception>
    public Volume(VolumeGeometry geometry, T[] voxels, VolumeComponentAxis componentAxis, int components)
        : base(geometry, componentAxis, components)
    {
        ArgumentNullException.ThrowIfNull(voxels);
        int length = CheckedLength(geometry, components);
        if (voxels.Length != length)
            throw new ArgumentException($"A volume of {geometry.Size} voxels with {components} values each has {length} values; the array has {voxels.Length}.", nameof(voxels));
        _voxels = voxels;
        _sliceLength = (int)geometry.Size.SliceVoxelCount;
    }

    /// <inheritdoc/>
    public override Type VoxelType => typeof(T);

    /// <summary>Gets all values: x fastest, then y, then z, then the component.</summary>
    public Span<T> Voxels => _voxels;

    /// <summary>The array behind <see cref="Voxels"/>.</summary>
    internal T[] VoxelArray => _voxels;

    /// <summary>Gets one voxel (its first component).</summary>
    /// <param name="x">First index, from 0.</param>
    /// <param name="y">Second index, from 0.</param>
    /// <param name="z">Third index, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside the volume.</exception>
    public ref T this[int x, int y, int z] => ref this[x, y, z, 0];

    /// <summary>Gets one value of one voxel.</summary>
    /// <param name="x">First index, from 0.</param>
    /// <param name="y">Second index, from 0.</param>
    /// <param name="z">Third index, from 0.</param>
    /// <param name="component">The component, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside the volume.</exception>
    public ref T this[int x, int y, int z, int component]
    {
        get
        {
            VolumeSize size = Geometry.Size;
            ThrowIfOutside(x, size.X, nameof(x));
            ThrowIfOutside(y, size.Y, nameof(y));
            return ref Slice(z, component)[(y * size.X) + x];
        }
    }

    /// <summary>Returns the voxels of one slice (their first component): x fastest, then y.</summary>
    /// <param name="z">The slice, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The slice lies outside the volume.</exception>
    public Span<T> Slice(int z) => Slice(z, 0);

    /// <summary>Returns the voxels of one slice of one component: x fastest, then y.</summary>
    /// <param name="z">The slice, from 0.</param>
    /// <param name="component">The component, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The slice or the component lies outside the volume.</exception>
    public Span<T> Slice(int z, int component)
    {
        ThrowIfOutside(z, Geometry.Size.Z, nameof(z));
        ThrowIfOutside(component, Components, nameof(component));
        return _voxels.AsSpan(((component * Geometry.Size.Z) + z) * _sliceLength, _sliceLength);
    }

    internal override Volume Copy()
    {
        T[] voxels = LargeArrays.Uninitialized<T>(_voxels.Length);
        _voxels.CopyTo(voxels, 0);
        return new Volume<T>(Geometry, voxels, ComponentAxis, Components) { Name = Name, Warnings = Warnings };
    }

    internal static bool IsVoxelType =>
        typeof(T) == typeof(byte) || typeof(T) == typeof(sbyte) || typeof(T) == typeof(short) || typeof(T) == typeof(ushort)
        || typeof(T) == typeof(int) || typeof(T) == typeof(uint) || typeof(T) == typeof(long) || typeof(T) == typeof(ulong)
        || typeof(T) == typeof(float) || typeof(T) == typeof(double);

    private static void ThrowIfOutside(int index, int length, string name)
    {
        if ((uint)index >= (uint)length)
            throw new ArgumentOutOfRangeException(name, index, $"This index goes from 0 to {length - 1}.");
    }

    private protected static int CheckedLength(VolumeGeometry geometry, int components)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        if (!IsVoxelType)
            throw new NotSupportedException($"'{typeof(T).Name}' is not a voxel type; integers of 8 to 64 bits, Single and Double are.");
        ArgumentOutOfRangeException.ThrowIfLessThan(components, 1);
        Int128 length = (Int128)geometry.Size.X * geometry.Size.Y * geometry.Size.Z * components;
        return length <= Array.MaxLength
            ? (int)length
            : throw new NotSupportedException($"A volume of {geometry.Size} voxels with {components} values each has {length} values; at most {Array.MaxLength} are supported.");
    }
}
