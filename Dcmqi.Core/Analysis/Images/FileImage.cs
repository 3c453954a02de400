using Dcmqi.Volumes;

namespace Dcmqi.Analysis.Images;

/// <summary>A file of values that is measured: its slices are read when they are asked for; a small one is held.</summary>
internal sealed class FileImage : IDisposable
{
    private readonly VolumeReader _reader;
    private readonly Lazy<ValueFile> _file;
    private IDisposable? _use;

    /// <param name="path">The file.</param>
    /// <param name="isRead">Whether values are looked at; else there is the header alone.</param>
    /// <param name="work">Who follows the decoding.</param>
    /// <exception cref="VolumeFormatException">It cannot be read, or a slice is more than an array holds.</exception>
    /// <exception cref="ConversionException">It has several values per voxel.</exception>
    public FileImage(string path, bool isRead, VolumeReading work)
    {
        _reader = VolumeReader.Open(path);
        _file = new Lazy<ValueFile>(() => Open(path, work));
        try
        {
            _reader.CheckSlicesFit();
            Volume.RequireSingleComponent("An image that is measured", $"'{Path.GetFileName(path)}'", _reader.Components, _reader.ComponentAxis);
            Slices = isRead && ValueFile.IsSmall(_reader) ? ImageSlices.Of(_reader.ReadAll(work)) : ImageSlices.Of(_file, _reader);
        }
        catch
        {
            _reader.Dispose();
            throw;
        }
    }

    public ImageSlices Slices { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _use?.Dispose();
        _reader.Dispose();
    }

    private ValueFile Open(string path, VolumeReading work)
    {
        var file = new ValueFile(path, _reader, (opened, reading) => PlaneFile.Of(opened, axis: 2, reading), work)
        {
            WhenOpened = "since measuring began",
            Advice = "Measure again, and leave it as it is until that is done; or measure on a Volume, which is held in memory.",
        };
        _use = ValueFile.Use([file]);
        return file;
    }
}
