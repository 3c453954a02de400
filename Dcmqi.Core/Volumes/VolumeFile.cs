using System.IO.Compression;
using Dcmqi.Binary;
using Dcmqi.Volumes;
using Dcmqi.Volumes.MetaImage;
using Dcmqi.Volumes.Nifti;
using Dcmqi.Volumes.Nrrd;

namespace Dcmqi;

/// <summary>Reads and writes research images. The methods may be called from several threads at once.</summary>
public static class VolumeFile
{
    /// <summary>Reads a volume from a file; its content decides the format, then its extension.</summary>
    /// <param name="path">The file; for formats of two files either of them.</param>
    /// <param name="options">How to read, or <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Receives progress: values read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="VolumeFormatException">The file is damaged or in none of the known formats; the message names file and header field.</exception>
    /// <exception cref="NotSupportedException">The file is valid but holds what is not supported; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Volume Read(string path, VolumeReadOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using VolumeReader reader = VolumeReader.Open(path, options);
        return reader.ReadAll(new VolumeReading(progress, cancellationToken));
    }

    /// <summary>Reads a volume from a stream, from its current position on. Formats of two files need a path.</summary>
    /// <param name="stream">A readable stream; left open. One that can seek takes less memory.</param>
    /// <param name="options">How to read, or <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Receives progress: values read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="VolumeFormatException">The data is damaged or in none of the known formats.</exception>
    /// <exception cref="NotSupportedException">The data is valid but holds what is not supported.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static Volume Read(Stream stream, VolumeReadOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead)
            throw new ArgumentException("The stream cannot be read.", nameof(stream));
        using VolumeReader reader = VolumeReader.Open(stream, options);
        return reader.ReadAll(new VolumeReading(progress, cancellationToken));
    }

    /// <summary>
    /// Writes a volume to a file, whole or not at all; the extension decides the format. A second file, where the format needs one, is named after the
    /// first: .nhdr with .raw or .raw.gz, .mhd with .raw or .zraw, .hdr with .img.
    /// </summary>
    /// <param name="path">The file to write: .nrrd, .nhdr, .mha, .mhd, .nii, .nii.gz, .hdr, .img, .hdr.gz or .img.gz.</param>
    /// <param name="volume">The volume.</param>
    /// <param name="options">How to write, or <see langword="null"/> for the defaults.</param>
    /// <remarks>
    /// An existing file is replaced and keeps its permissions; a link is followed; a device or pipe is written to. If the format needs two files, neither is put in place before both are
    /// written, and an older header is removed first. So a header never stands beside the voxels of another volume, even if the process ends in between.
    /// </remarks>
    /// <exception cref="ArgumentException">The extension belongs to no format that can be written, compression is asked for that it does not allow, or a header cannot name the data file that it would have (<c>a%03d.mhd</c>, <c>LIST 2.mhd</c>).</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written.</exception>
    public static void Write(string path, Volume volume, VolumeWriteOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(volume);
        Write(path, VolumeContent.Of(volume), options);
    }

    /// <inheritdoc cref="Write(string, Volume, VolumeWriteOptions?)"/>
    internal static void Write(string path, VolumeContent volume, VolumeWriteOptions? options)
    {
        options = Checked(options);
        WrittenFile[] files = FilesOf(path, volume, options);
        WholeFile.WriteAll(Array.ConvertAll(files, file => file.Path), (index, stream) => files[index].Write(stream), options.Durable);
    }

    /// <summary>Writes a volume to a stream, header and voxels together.</summary>
    /// <param name="stream">A writable stream; left open.</param>
    /// <param name="format">NRRD, MetaImage or NIfTI; NIfTI is compressed where the options ask for it.</param>
    /// <param name="volume">The volume.</param>
    /// <param name="options">How to write, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="NotSupportedException">The format is Analyze, which has no form that fits in one stream.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(Stream stream, VolumeFormat format, Volume volume, VolumeWriteOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(volume);
        if (!stream.CanWrite)
            throw new ArgumentException("The stream cannot be written.", nameof(stream));
        options = Checked(options);
        VolumeContent content = VolumeContent.Of(volume);
        switch (format)
        {
            case VolumeFormat.Nrrd:
                NrrdWriter.WriteAttached(stream, content, options);
                break;
            case VolumeFormat.MetaImage:
                MetaImageWriter.WriteLocal(stream, content, options);
                break;
            case VolumeFormat.Nifti:
                NiftiWriter.WriteSingle(stream, content, options, options.Compression ?? CompressionLevel.NoCompression);
                break;
            default:
                throw new NotSupportedException($"{format} is not written to a stream: it is a pair of files. Write NIfTI, or give a path.");
        }
    }

    private static WrittenFile[] FilesOf(string path, VolumeContent volume, VolumeWriteOptions options)
    {
        switch (VolumeFileNames.ExtensionOf(path))
        {
            case ".nrrd":
                // 3D Slicer has the layers of a segmentation side by side.
                bool isSegmentation = path.EndsWith(".seg.nrrd", StringComparison.OrdinalIgnoreCase);
                return [new(path, stream => NrrdWriter.WriteAttached(stream, volume, options, componentsFirst: isSegmentation))];
            case ".nhdr":
                return NrrdWriter.Detached(path, volume, options);
            case ".mha":
                return [new(path, stream => MetaImageWriter.WriteLocal(stream, volume, options))];
            case ".mhd":
                return MetaImageWriter.Detached(path, volume, options);
            case ".nii":
                CompressionLevel plain = PlainLevel(path, options);
                return [new(path, stream => NiftiWriter.WriteSingle(stream, volume, options, plain))];
            case ".nii.gz":
                CompressionLevel packed = PackedLevel(path, options);
                return [new(path, stream => NiftiWriter.WriteSingle(stream, volume, options, packed))];
            case ".hdr" or ".img":
                return NiftiWriter.Pair(VolumeFileNames.WithEnd(path, ".hdr"), VolumeFileNames.WithEnd(path, ".img"), volume, options, PlainLevel(path, options));
            case ".hdr.gz" or ".img.gz":
                return NiftiWriter.Pair(VolumeFileNames.WithEnd(path, ".hdr.gz"), VolumeFileNames.WithEnd(path, ".img.gz"), volume, options, PackedLevel(path, options));
            default:
                throw new ArgumentException(
                    $"'{Path.GetFileName(path)}' ends in none of .nrrd, .nhdr, .mha, .mhd, .nii, .nii.gz, .hdr, .img, so its format is not known.", nameof(path));
        }
    }

    private static VolumeWriteOptions Checked(VolumeWriteOptions? options)
    {
        options ??= VolumeWriteOptions.Default;
        if (options.MaxDegreeOfParallelism < 1)
            throw new ArgumentException($"VolumeWriteOptions.MaxDegreeOfParallelism is {options.MaxDegreeOfParallelism}; it is at least 1.", nameof(options));
        if (options.NiftiVersion is not (1 or 2))
            throw new ArgumentException($"VolumeWriteOptions.NiftiVersion is {options.NiftiVersion}; it is 1 or 2.", nameof(options));
        return options;
    }

    private static CompressionLevel PlainLevel(string path, VolumeWriteOptions options) =>
        options.Compression is null or CompressionLevel.NoCompression
            ? CompressionLevel.NoCompression
            : throw new ArgumentException($"'{Path.GetFileName(path)}' names a file that is not compressed; name it .gz, or leave VolumeWriteOptions.Compression unset.", nameof(options));

    private static CompressionLevel PackedLevel(string path, VolumeWriteOptions options) =>
        options.Compression is not CompressionLevel.NoCompression
            ? options.Compression ?? VolumeWriteOptions.DefaultCompression
            : throw new ArgumentException($"'{Path.GetFileName(path)}' names a compressed file; leave .gz away to write it without compression.", nameof(options));
}
