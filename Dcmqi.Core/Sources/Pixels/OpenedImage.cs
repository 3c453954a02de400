using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Sources;

/// <summary>A source image whose frames are read: its file is opened with the first and closed with the last. Several threads may use it at once.</summary>
/// <param name="image">The image.</param>
/// <param name="frames">How many of its frames will be read.</param>
internal sealed class OpenedImage(SourceImage image, int frames) : IDisposable
{
    private readonly object _gate = new();
    private readonly List<string> _warnings = [];
    private DicomFile? _file;
    private FrameReader? _reader;
    private int _users, _read;

    /// <summary>What was tolerated when it was opened.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            lock (_warnings)
                return [.. _warnings];
        }
    }

    /// <summary>Whether pixels are real numbers (Float or Double Float Pixel Data).</summary>
    public bool IsReal { get; private set; }

    /// <summary>Refuses what holds no pixels, or such as nothing decodes.</summary>
    public void RequireDecoder()
    {
        using DicomFile file = image.Reopen();
        OpenFrames(file, []).RequireDecoder();
    }

    /// <summary>Opens the file, unless it is open, for the reading of one frame; <see cref="Close"/> says that this is done.</summary>
    /// <exception cref="ConversionException">The image changed since its header was read.</exception>
    public FrameReader Open()
    {
        lock (_gate)
        {
            if (_reader is null)
            {
                DicomFile file = image.Reopen();
                try
                {
                    _reader = OpenFrames(file, _warnings);
                    IsReal = !file.DataSet.Contains(Tags.PixelData);
                    _file = file;
                }
                catch
                {
                    file.Dispose();
                    throw;
                }
            }

            _users++;
            return _reader;
        }
    }

    /// <summary>Says that a frame was read.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _read++;
            if (--_users == 0 && _read >= frames)
                Dispose();
        }
    }

    /// <summary>Closes the file, if it is open.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _file?.Dispose();
            (_file, _reader, _read) = (null, null, 0);
        }
    }

    private FrameReader OpenFrames(DicomFile file, List<string> warnings)
    {
        FrameReader reader = FrameReader.Of(file.DataSet, file.TransferSyntax, file.Decoders, warning =>
        {
            lock (warnings)
                warnings.Add($"{image.Name}: {warning}");
        });
        FrameFormat format = reader.Format;
        if (format.SamplesPerPixel != 1)
            throw new NotSupportedException($"{image.Name} is a colour image ({Tags.PhotometricInterpretation.Describe()} is {file.DataSet.GetString(Tags.PhotometricInterpretation)}, {Tags.SamplesPerPixel.Describe()} is {format.SamplesPerPixel}); images with one value per pixel can be read as a volume.");
        if (format.Rows != image.Rows || format.Columns != image.Columns || reader.FrameCount < image.Frames.Count)
            throw new ConversionException($"{image.Name} changed since its header was read.");
        if (format.BitsAllocated is not (8 or 16 or 32) && file.DataSet.Contains(Tags.PixelData))
            throw new NotSupportedException($"{image.Name}: {Tags.BitsAllocated.Describe()} is {format.BitsAllocated}; 8, 16 and 32 can be read as a volume.");
        return reader;
    }
}
