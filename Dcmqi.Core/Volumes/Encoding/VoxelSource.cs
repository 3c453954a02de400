using Dcmqi.Binary;

namespace Dcmqi.Volumes;

/// <summary>Where the voxels lie: behind the header in the same input, or in one or more data files of equal share.</summary>
internal sealed class VoxelSource
{
    /// <summary>Skip that means: the voxels are the last bytes of the file.</summary>
    public const long FromEnd = -1;

    // Lines to be skipped are text that a person wrote; a file without line ends must not be read whole to find that out.
    private const int LongestSkippedText = 1 << 24;

    private readonly VolumeInput? _attached;
    private readonly long _offset;
    private readonly IReadOnlyList<string> _files = [];

    /// <summary>Voxels behind the header.</summary>
    public VoxelSource(VolumeInput attached, long offset)
    {
        _attached = attached;
        _offset = offset;
    }

    /// <summary>Voxels in files: full paths, already checked by <see cref="DataFileNames"/>.</summary>
    public VoxelSource(IReadOnlyList<string> files) => _files = files;

    /// <summary>The data files; none where the voxels lie behind the header.</summary>
    public IReadOnlyList<string> Files => _files;

    public int Count => _attached is null ? _files.Count : 1;

    public long LineSkip { get; init; }

    public long ByteSkip { get; init; }

    /// <summary>The header field that names the source, for messages.</summary>
    public string? Field { get; init; }

    /// <summary>Opens one part.</summary>
    public VolumeInput Open(int part) => _attached ?? VolumeInput.Open(_files[part]);

    public void Close(VolumeInput input)
    {
        if (_attached is null)
            input.Dispose();
    }

    /// <summary>The bytes a part has for voxels before decoding, at most; <see langword="null"/> where nothing is known.</summary>
    public long? CapacityOf(int part)
    {
        long? capacity = _attached is null ? Paths.TargetOf(_files[part]).Length : _attached.Capacity - _offset;
        return capacity is { } bytes ? Math.Max(0, bytes) : null;
    }

    /// <summary>The stream of a part, behind the lines and bytes to be skipped, not yet decoded.</summary>
    public Stream Start(VolumeInput input, long partBytes, bool isCompressed)
    {
        long offset = _offset + SkippedText(input, _offset);
        if (ByteSkip == FromEnd && !isCompressed)
        {
            // NRRD: "byte skip: -1" counts from the end whatever lines come before.
            long start = (input.IsSeekable ? input.Capacity!.Value : throw NeedsSeekable(input)) - partBytes;
            return input.DataFrom(Math.Max(0, start));
        }

        // NRRD: behind compression, bytes are skipped after inflating; the caller does that.
        return input.DataFrom(isCompressed ? offset : offset + Math.Max(0, ByteSkip));
    }

    /// <summary>Where all values lie in a file one behind the other, volume by volume, as they are; <see langword="null"/> where they do not.</summary>
    public (string Path, long Offset)? PlainValues(VoxelLayout layout)
    {
        if (layout.Encoding != VoxelEncoding.Raw || layout.IsRescaled || layout.HasScatteredComponents || Count > 1)
            return null;
        VolumeInput input = Open(0);
        try
        {
            if (!input.IsSeekable || input.FileName is not { } path)
                return null;
            return (path, Start(input, layout.ValueCount * ScalarTypes.BytesOf(layout.Type), isCompressed: false).Position);
        }
        finally
        {
            Close(input);
        }
    }

    private VolumeFormatException NeedsSeekable(VolumeInput input) =>
        new("A byte skip of -1 counts from the end of the file; this stream has no known end.", input.FileName, Field);

    private long SkippedText(VolumeInput input, long offset)
    {
        long position = offset;
        for (long line = 0; line < LineSkip; line++)
        {
            int end;
            for (int window = 4096; ; window *= 2)
            {
                ReadOnlySpan<byte> seen = input.Peek((int)Math.Min(position + window, LongestSkippedText));
                end = position < seen.Length ? seen[(int)position..].IndexOf((byte)'\n') : -1;
                if (end >= 0)
                    break;
                if (seen.Length < position + window)
                    throw new VolumeFormatException($"The data ends within the {LineSkip} lines to be skipped.", input.FileName, "line skip");
            }

            position += end + 1;
        }

        return position - offset;
    }
}
