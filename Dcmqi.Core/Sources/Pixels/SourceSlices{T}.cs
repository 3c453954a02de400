using System.Buffers;
using Dcmqi.Binary;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Sources;

/// <summary><see cref="SourceSlices"/> of values of one type.</summary>
internal sealed class SourceSlices<T> : SourceSlices
    where T : unmanaged
{
    private readonly SourceImages _source;
    private readonly Filler _fill;
    private readonly IReadOnlyList<string> _more;
    private readonly Dictionary<SourceImage, OpenedImage> _images = [];

    /// <param name="source">The images; their frames are slices of one volume.</param>
    /// <param name="fill">Makes values of the pixels of a frame.</param>
    /// <param name="warnings">What is to be told beside what the files give rise to.</param>
    /// <exception cref="ConversionException">The frames make no single volume.</exception>
    public SourceSlices(SourceImages source, Filler fill, IReadOnlyList<string> warnings)
    {
        (_source, _fill, _more) = (source, fill, warnings);
        if (Geometry.Size.Z != source.Frames.Count)
            throw new ConversionException($"The {Counted.Of(source.Frames.Count, "frame", "lies", "lie")} at {Counted.Of(Geometry.Size.Z, "position")}. Choose one of the Volumes, or frames by Select.");
        foreach (IGrouping<SourceImage, SourceFrame> frames in source.Frames.GroupBy(frame => frame.Image))
            _images.Add(frames.Key, new OpenedImage(frames.Key, frames.Count()));
    }

    /// <summary>Makes values of pixels.</summary>
    /// <param name="format">What is stored.</param>
    /// <param name="isReal">Whether these are real numbers.</param>
    /// <param name="stored">The pixels; they may be overwritten.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="slice">Takes the values.</param>
    public delegate void Filler(FrameFormat format, bool isReal, Span<byte> stored, SourceFrame frame, Span<T> slice);

    public VolumeGeometry Geometry => _source.Geometry;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Warnings => [.. _images.Values.SelectMany(image => image.Warnings).Distinct(), .. _more];

    /// <inheritdoc/>
    public override void RequireDecoder() => _images[_source.Frames[0].Image].RequireDecoder();

    /// <summary>Reads a slice. Several threads may ask at once.</summary>
    /// <exception cref="ConversionException">The image changed since its header was read.</exception>
    /// <exception cref="DicomFormatException">Pixels are missing or malformed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void Read(int z, Span<T> slice)
    {
        SourceFrame frame = _source.Frames[z];
        OpenedImage image = _images[frame.Image];
        FrameReader reader = image.Open();
        try
        {
            byte[] buffer = ArrayPool<byte>.Shared.Rent(reader.Format.FrameBytes);
            Span<byte> stored = buffer.AsSpan(0, reader.Format.FrameBytes);
            reader.ReadFrame(frame.Number - 1, stored);
            _fill(reader.Format, image.IsReal, stored, frame, slice);
            ArrayPool<byte>.Shared.Return(buffer);
        }
        finally
        {
            image.Close();
        }
    }

    /// <inheritdoc/>
    public override Volume ToVolume(IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        if (Geometry.Size.VoxelCount > Array.MaxLength)
            throw new NotSupportedException($"A volume of {Geometry.Size} voxels has more than {Array.MaxLength} values.");
        RequireDecoder();
        T[] voxels = LargeArrays.Uninitialized<T>((int)Geometry.Size.VoxelCount);
        int length = (int)Geometry.Size.SliceVoxelCount, done = 0;
        ParallelLoop.Run(Geometry.Size.Z, z =>
        {
            Read(z, voxels.AsSpan(z * length, length));
            progress?.Report(new ConversionProgress("Reading images", Interlocked.Increment(ref done), Geometry.Size.Z));
        }, cancellationToken);
        return new Volume<T>(Geometry, voxels) { Warnings = Warnings };
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (OpenedImage image in _images.Values)
            image.Dispose();
    }
}
