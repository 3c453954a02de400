using Dcmqi.Volumes;
using Dcmqi.Volumes.MetaImage;
using Dcmqi.Volumes.Nifti;
using Dcmqi.Volumes.Nrrd;

namespace Dcmqi;

/// <summary>Reads a research image slice by slice, in the order of the file, so that no more than some slices are in memory. <see cref="VolumeFile.Read(string, VolumeReadOptions?, IProgress{ConversionProgress}?, CancellationToken)"/> reads all at once.</summary>
/// <remarks>For one thread at a time. What a file promises beyond its end, or a wrong checksum, is found where reading comes to it: who reads all slices has all checked.</remarks>
/// <example>
/// <code>
/// using VolumeReader reader = VolumeReader.Open("large.nii.gz");
/// var slice = new float[reader.SliceLength];
/// for (int z = 0; z &lt; reader.SliceCount; z++)
/// {
///     reader.ReadSlices&lt;float&gt;(z, 1, slice);
///     ...
/// }
/// </code>
/// </example>
public sealed class VolumeReader : IDisposable
{
    private readonly VolumeInput[] _inputs;
    private readonly VoxelData _data;
    private SliceStream? _slices;
    private int _next;
    private bool _isDisposed;

    private VolumeReader(VolumeInput[] inputs, VoxelData data)
    {
        _inputs = inputs;
        _data = data;
    }

    /// <summary>Gets where the voxels lie in the patient.</summary>
    public VolumeGeometry Geometry => _data.Layout.Geometry;

    /// <summary>Gets the .NET type of one value: an integer type of 8 to 64 bits, <see cref="float"/> or <see cref="double"/>.</summary>
    public Type VoxelType => ScalarTypes.TypeOf(ValueType);

    /// <summary>Gets the number of values per voxel; 1 for a plain 3-D volume.</summary>
    public int Components => _data.Layout.Components;

    /// <summary>Gets what the values of one voxel are; <see cref="VolumeComponentAxis.None"/> for a plain 3-D volume.</summary>
    public VolumeComponentAxis ComponentAxis => _data.Layout.ComponentAxis;

    /// <summary>Gets the number of volumes that lie in the file one behind the other: <see cref="Components"/> where all slices of one component come before those of the next, else 1.</summary>
    public int Volumes => _data.Layout.Volumes;

    /// <summary>Gets the number of slices in the file: those of <see cref="Geometry"/> times <see cref="Volumes"/>.</summary>
    public int SliceCount => checked(Geometry.Size.Z * Volumes);

    /// <summary>Gets the number of values of one slice: columns times rows, times <see cref="Components"/> where <see cref="Volumes"/> is 1. Planes of slides may have more than an array holds.</summary>
    public long SliceLength => _data.Layout.SliceValues;

    /// <summary>Gets the file; <see langword="null"/> for a stream without a name.</summary>
    public string? Name => _data.Layout.FileName;

    /// <summary>Gets what was tolerated or assumed so far, one sentence each.</summary>
    public IReadOnlyList<string> Warnings => _data.Layout.Warnings;

    /// <summary>Gets free key/value pairs of the file, as <see cref="Volume.Properties"/>.</summary>
    public IReadOnlyDictionary<string, string> Properties => _data.Layout.Properties;

    /// <summary>Gets the header extensions of a NIfTI file, as <see cref="Volume.NiftiExtensions"/>.</summary>
    public IReadOnlyList<NiftiExtension> NiftiExtensions => _data.Layout.NiftiExtensions;

    /// <summary>The values of one slice, for whoever takes slices into arrays.</summary>
    /// <exception cref="VolumeFormatException">They are more than an array holds.</exception>
    internal int SliceArrayLength
    {
        get
        {
            CheckSlicesFit();
            return (int)SliceLength;
        }
    }

    /// <summary>The type of the values that are given.</summary>
    internal ScalarType ValueType => _data.Layout.GivenType;

    /// <summary>Where the voxels lie, and as what.</summary>
    internal VoxelData Data => _data;

    /// <summary>Opens a file and reads its header; its content decides the format, then its extension.</summary>
    /// <param name="path">The file; for formats of two files either of them.</param>
    /// <param name="options">How to read, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="VolumeFormatException">The file is damaged or in none of the known formats; the message names file and header field.</exception>
    /// <exception cref="NotSupportedException">The file is valid but holds what is not supported; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static VolumeReader Open(string path, VolumeReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Open(VolumeFileNames.OpenHeader(path, options?.Format), options ?? VolumeReadOptions.Default);
    }

    /// <summary>Reads the header of a stream, from its current position on. Formats of two files need a path.</summary>
    /// <param name="stream">A readable stream; left open, and used for nothing else while slices are read.</param>
    /// <param name="options">How to read, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="VolumeFormatException">The data is damaged or in none of the known formats.</exception>
    /// <exception cref="NotSupportedException">The data is valid but holds what is not supported.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static VolumeReader Open(Stream stream, VolumeReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead)
            throw new ArgumentException("The stream cannot be read.", nameof(stream));
        return Open(VolumeInput.Over(stream), options ?? VolumeReadOptions.Default);
    }

    /// <summary>Reads slices. They come in the order of the file: slices before <paramref name="first"/> that were not read are passed over, and cannot be read any more.</summary>
    /// <typeparam name="T">The type of the values: <see cref="VoxelType"/>.</typeparam>
    /// <param name="first">The first slice, from 0; not before the end of what was read.</param>
    /// <param name="count">How many slices.</param>
    /// <param name="voxels">Takes the values, <see cref="SliceLength"/> of each slice: x fastest, then y, then the component where a slice has several.</param>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the type of the values, or there is no room for them.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no such slices, or they were passed.</exception>
    /// <exception cref="VolumeFormatException">The data is damaged, ends too early, or was changed while it was read.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public void ReadSlices<T>(int first, int count, Span<T> voxels)
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (first < _next || first > SliceCount)
            throw new ArgumentOutOfRangeException(nameof(first), first, $"Slices come in the order of the file: the next is {_next} of {SliceCount}.");
        if (count < 0 || count > SliceCount - first)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"There are {SliceCount} slices; from {first} on {SliceCount - first}.");
        if (count > voxels.Length / SliceLength)
            throw new ArgumentException($"{count} slices of {SliceLength} values do not fit into {voxels.Length}{(SliceLength > Array.MaxLength ? ", nor does one into any array" : "")}.", nameof(voxels));
        SliceStream<T> slices = SlicesOf<T>(nameof(voxels));
        for (; _next < first; _next++)
            slices.Skip(SliceLength);
        if (count > 0)
            slices.Read(voxels[..(int)(count * SliceLength)]);
        _next += count;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _slices?.Dispose();
        Close(_inputs);
    }

    /// <summary>Returns size, type, spacing and orientation, such as <c>VolumeReader: 512 x 512 x 400 UInt8, 0.81 x 0.81 x 1.25 mm, LPS</c>.</summary>
    public override string ToString() => Volume.Describe("VolumeReader", Geometry, Components, ComponentAxis, VoxelType);

    /// <summary>Refuses slices of more values than an array holds.</summary>
    /// <exception cref="VolumeFormatException">They have more.</exception>
    internal void CheckSlicesFit()
    {
        if (SliceLength > Array.MaxLength)
            throw _data.Layout.MoreThanAnArray();
    }

    /// <summary>Reads all that no slice was read of before.</summary>
    internal Volume ReadAll(VolumeReading work) => VoxelLoader.Load(_data, work);

    /// <summary>Whether some of it was read.</summary>
    internal bool IsBegun => _slices is not null;

    /// <summary>The header's file and those of the data, for a reader of a path.</summary>
    internal string[] Files => [Name!, .. _data.Source.Files];

    /// <summary>Reads the next values of a file whose volumes lie one behind the other, wherever slices begin. Who reads so does not read slices.</summary>
    /// <param name="values">Filled: no more than are left.</param>
    /// <exception cref="VolumeFormatException">The data is damaged, ends too early, or was changed while it was read.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    internal void ReadValues<T>(Span<T> values)
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        SlicesOf<T>(nameof(values)).Read(values);
        _next = SliceCount;
    }

    private static VolumeReader Open(VolumeInput input, VolumeReadOptions options)
    {
        var inputs = new List<VolumeInput> { input };
        try
        {
            VolumeFormat format = options.Format ?? VolumeFileNames.FormatOf(input);
            if (format is VolumeFormat.Nifti or VolumeFormat.Analyze && VolumeFileNames.IsGZip(input.Peek(2)))
                inputs.Insert(0, input.Inflated());
            VoxelData data = format switch
            {
                VolumeFormat.Nrrd => NrrdReader.Read(input, options),
                VolumeFormat.MetaImage => MetaImageReader.Read(input, options),
                _ => NiftiReader.Read(inputs[0]),
            };
            VoxelLoader.CheckCapacity(data.Layout, data.Source);
            return new VolumeReader([.. inputs], data);
        }
        catch
        {
            Close(inputs);
            throw;
        }
    }

    private static void Close(IEnumerable<VolumeInput> inputs)
    {
        foreach (VolumeInput input in inputs)
            input.Dispose();
    }

    private SliceStream<T> SlicesOf<T>(string parameter)
        where T : unmanaged => (_slices ??= SliceStream.Of(_data, default)) as SliceStream<T>
            ?? throw new ArgumentException($"The values are of type {VoxelType.Name}, not {typeof(T).Name}.", parameter);
}
