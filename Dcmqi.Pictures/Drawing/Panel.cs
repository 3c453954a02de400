using SkiaSharp;

namespace Dcmqi.Pictures;

/// <summary>The pixels of one slice in a picture, and what its letters and scale bar say.</summary>
internal sealed class Panel : IDisposable
{
    public Panel(int width, int height, RgbColor background)
    {
        Bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Bitmap.Erase(new SKColor(background.Red, background.Green, background.Blue));
    }

    public SKBitmap Bitmap { get; }

    /// <summary>Letters of the left, right, upper and lower side; <see langword="null"/> without a patient.</summary>
    public (string Left, string Right, string Top, string Bottom)? Letters { get; init; }

    /// <summary>Pixels of the picture in a millimetre; <see langword="null"/> where that is not known.</summary>
    public double? PixelsPerMm { get; init; }

    /// <summary>Lines at the upper left.</summary>
    public IReadOnlyList<string> Caption { get; init; } = [];

    public void Dispose() => Bitmap.Dispose();
}
