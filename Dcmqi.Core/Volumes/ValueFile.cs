using Dcmqi.Binary;

namespace Dcmqi.Volumes;

/// <summary>The values of a file that are too many to be held: planes of any component in any order, from several threads.</summary>
/// <remarks>
/// They are read where they lie, if they lie there as they are, and the file must stay as it is; that it does is looked at with every slice. Else they are decoded once, into a
/// temporary file that has no name (on Windows: that goes when it is closed). Whoever uses it says so; with the last user gone it is closed, and opened anew for the next.
/// </remarks>
internal sealed class ValueFile
{
    private readonly string _path;
    private readonly Func<VolumeReader, VolumeReading, PlaneFile> _open;
    private readonly string[] _files;
    private readonly FileStamp[] _stamps;
    private readonly object _gate = new();
    private PlaneFile? _planes;
    private int _users;

    /// <param name="path">The file that was opened.</param>
    /// <param name="reader">Its reader, of which nothing was read.</param>
    /// <param name="open">Makes of a reader what is read of.</param>
    /// <param name="work">Who follows the decoding.</param>
    /// <exception cref="VolumeFormatException">The file is damaged.</exception>
    /// <exception cref="IOException">A file cannot be read, or there is no room for what is decoded.</exception>
    public ValueFile(string path, VolumeReader reader, Func<VolumeReader, VolumeReading, PlaneFile> open, VolumeReading work)
    {
        _path = path;
        _open = open;
        _files = reader.Files;
        _stamps = Array.ConvertAll(_files, FileStamp.Of);
        _planes = open(reader, work);
    }

    /// <summary>Since when the file must not have changed, in words.</summary>
    public string WhenOpened { get; init; } = "since it was added";

    /// <summary>What is to be done where it did.</summary>
    public string Advice { get; init; } = "Add it to a new builder, and leave it as it is until what is built was saved; or give it as a Volume, which is held in memory.";

    /// <summary>The bytes of all values, decoded.</summary>
    public static long BytesOf(VolumeReader reader) => reader.Data.Layout.ValueCount * ScalarTypes.BytesOf(reader.ValueType);

    /// <summary>Whether the values are so few that they are better held: an open file less, of which a process has not many.</summary>
    public static bool IsSmall(VolumeReader reader) => BytesOf(reader) <= PlaneFile.MostInMemory;

    /// <summary>Says that it is used until the result is disposed of.</summary>
    /// <exception cref="ConversionException">It was closed meanwhile, and changed.</exception>
    public static IDisposable Use(IEnumerable<ValueFile> files)
    {
        var uses = new Uses();
        try
        {
            foreach (ValueFile file in files)
            {
                file.Acquire();
                uses.Add(file);
            }

            return uses;
        }
        catch
        {
            uses.Dispose();
            throw;
        }
    }

    /// <summary>Reads values of one plane of one component.</summary>
    /// <param name="component">The component.</param>
    /// <param name="plane">The plane.</param>
    /// <param name="from">The first value within the plane.</param>
    /// <param name="values">Takes them.</param>
    /// <exception cref="ConversionException">The file was written to since it was added.</exception>
    /// <exception cref="ObjectDisposedException">Nobody uses it any more.</exception>
    public void Read<T>(int component, int plane, int from, Span<T> values)
        where T : unmanaged =>
        (_planes ?? throw new ObjectDisposedException(Path.GetFileName(_path))).Read(component, plane, from, values, Changed);

    private ConversionException Changed(FileStamp was, FileStamp now) =>
        new($"'{Path.GetFileName(_path)}' changed {WhenOpened}: it was {was}, it is {now}. {Advice}");

    private void Acquire()
    {
        lock (_gate)
        {
            _planes ??= Reopened();
            _users++;
        }
    }

    private void Release()
    {
        lock (_gate)
        {
            if (--_users > 0)
                return;
            _planes?.Dispose();
            _planes = null;
        }
    }

    private PlaneFile Reopened()
    {
        for (int index = 0; index < _files.Length; index++)
        {
            if (FileStamp.Of(_files[index]) is var now && now != _stamps[index])
                throw Changed(_stamps[index], now);
        }

        using VolumeReader reader = VolumeReader.Open(_path);
        return _open(reader, default);
    }

    private sealed class Uses : IDisposable
    {
        private readonly List<ValueFile> _files = [];
        private int _isDisposed;

        public void Add(ValueFile file) => _files.Add(file);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
                _files.ForEach(file => file.Release());
        }
    }
}
