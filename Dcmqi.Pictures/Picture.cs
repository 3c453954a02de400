using Dcmqi.Pictures;
using SkiaSharp;

namespace Dcmqi;

/// <summary>A finished picture: of images, segments, a map or measurements.</summary>
/// <remarks>Patient name and identifiers are drawn only where <see cref="PictureOptions.ShowPatient"/> asks for them. Notebooks show <see cref="ToPng"/> or <see cref="ToHtml"/>.</remarks>
public sealed partial class Picture : IDisposable
{
    private readonly SKBitmap _bitmap;

    private Picture(SKBitmap bitmap, string description, IReadOnlyList<string> warnings)
    {
        _bitmap = bitmap;
        Description = description;
        Warnings = warnings;
    }

    /// <summary>Gets the number of pixels in a row.</summary>
    public int Width => _bitmap.Width;

    /// <summary>Gets the number of rows.</summary>
    public int Height => _bitmap.Height;

    /// <summary>Gets what is shown, such as <c>Axial slice 12 of 60 (from 0), z = -103.5 mm</c>.</summary>
    public string Description { get; }

    /// <summary>Gets what was chosen or left out.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Returns the picture as a PNG file.</summary>
    public byte[] ToPng() => Encode(SKEncodedImageFormat.Png, 100);

    /// <summary>Returns the picture as a JPEG file.</summary>
    /// <param name="quality">From 1 (small) to 100 (like the original).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quality"/> is outside its range.</exception>
    public byte[] ToJpeg(int quality = 90)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        return Encode(SKEncodedImageFormat.Jpeg, quality);
    }

    /// <summary>Returns a copy of the pixels, for drawing on.</summary>
    public SKBitmap ToBitmap() => _bitmap.Copy();

    /// <summary>Returns an HTML element that holds the picture itself.</summary>
    public string ToHtml() => $"<img alt=\"{System.Net.WebUtility.HtmlEncode(Description)}\" width=\"{Width}\" height=\"{Height}\" src=\"data:image/png;base64,{Convert.ToBase64String(ToPng())}\">";

    /// <summary>Writes the picture to a file, whole or not at all.</summary>
    /// <param name="path">The file: .png, .jpg or .jpeg; replaced if it exists.</param>
    /// <exception cref="ArgumentException">The extension is another.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] content = Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".PNG" => ToPng(),
            ".JPG" or ".JPEG" => ToJpeg(),
            string other => throw new ArgumentException($"A picture is written as .png, .jpg or .jpeg, not '{other}'.", nameof(path)),
        };
        WholePictureFile.Write(path, content);
    }

    /// <summary>Writes the picture to a stream.</summary>
    /// <param name="stream">A writable stream; left open.</param>
    /// <param name="format">The file format. Default: PNG.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Save(Stream stream, PictureFormat format = PictureFormat.Png)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(format == PictureFormat.Png ? ToPng() : ToJpeg());
    }

    /// <summary>Returns what is shown, and the size.</summary>
    public override string ToString() => FormattableString.Invariant($"Picture: {Description}, {Width} x {Height} pixels");

    /// <summary>Releases the pixels.</summary>
    public void Dispose() => _bitmap.Dispose();

    private byte[] Encode(SKEncodedImageFormat format, int quality)
    {
        using SKData data = _bitmap.Encode(format, quality) ?? throw new InvalidOperationException("The picture cannot be encoded.");
        return data.ToArray();
    }
}
