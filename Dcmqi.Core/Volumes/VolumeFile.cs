using Dcmqi.Binary;
using Dcmqi.Volumes;
using Dcmqi.Volumes.Nrrd;

namespace Dcmqi;

/// <summary>Reads and writes research images. The methods may be called from several threads at once.</summary>
public static class VolumeFile
{
    /// <summary>Reads a volume from a file; its content decides the format, then its extension.</summary>
    /// <param name="path">The file; for formats of two files either of them.</param>
    /// <param name="options">How to read, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="VolumeFormatException">The file is damaged or in none of the known formats; the message names file and header field.</exception>
    /// <exception cref="NotSupportedException">The file is valid but holds what is not supported; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Volume Read(string path, VolumeReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using VolumeInput input = VolumeInput.Open(path);
        return Read(input, options ?? VolumeReadOptions.Default);
    }

    /// <summary>Reads a volume from a stream, from its current position on. Formats of two files need a path.</summary>
    /// <param name="stream">A readable stream; left open. One that can seek takes less memory.</param>
    /// <param name="options">How to read, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="VolumeFormatException">The data is damaged or in none of the known formats.</exception>
    /// <exception cref="NotSupportedException">The data is valid but holds what is not supported.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static Volume Read(Stream stream, VolumeReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead)
            throw new ArgumentException("The stream cannot be read.", nameof(stream));
        using VolumeInput input = VolumeInput.Over(stream);
        return Read(input, options ?? VolumeReadOptions.Default);
    }

    /// <summary>Writes a volume to a file, whole or not at all; the extension decides the format.</summary>
    /// <param name="path">The file to write: .nrrd or .nhdr.</param>
    /// <param name="volume">The volume.</param>
    /// <param name="options">How to write, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">The extension belongs to no format that can be written.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Volume volume, VolumeWriteOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(volume);
        options ??= VolumeWriteOptions.Default;
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".nrrd":
                WholeFile.Write(path, stream => NrrdWriter.WriteAttached(stream, volume, options));
                break;
            case ".nhdr":
                NrrdWriter.WriteDetached(path, volume, options);
                break;
            default:
                throw new ArgumentException($"'{Path.GetFileName(path)}' ends in no extension that can be written.", nameof(path));
        }
    }

    /// <summary>Writes a volume to a stream, header and voxels together.</summary>
    /// <param name="stream">A writable stream; left open.</param>
    /// <param name="format">The format.</param>
    /// <param name="volume">The volume.</param>
    /// <param name="options">How to write, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="NotSupportedException">The format has no form that fits in one stream.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(Stream stream, VolumeFormat format, Volume volume, VolumeWriteOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(volume);
        options ??= VolumeWriteOptions.Default;
        if (format != VolumeFormat.Nrrd)
            throw new NotSupportedException($"{format} cannot be written to a stream.");
        NrrdWriter.WriteAttached(stream, volume, options);
    }

    private static Volume Read(VolumeInput input, VolumeReadOptions options)
    {
        if (NrrdHeaderReader.IsMagic(input.Peek(8)) || options.Format == VolumeFormat.Nrrd)
            return NrrdReader.Read(input, options);
        throw new VolumeFormatException("The file is in none of the known formats.", input.FileName);
    }
}
