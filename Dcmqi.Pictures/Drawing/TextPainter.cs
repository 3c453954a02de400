using SkiaSharp;

namespace Dcmqi.Pictures;

/// <summary>Draws text in one font: that of a file, of the system, or <see cref="PlainFont"/>.</summary>
internal sealed class TextPainter : IDisposable
{
    // A capital is some seven tenths as high as its font.
    private const float CapitalShare = 0.7f;

    private static readonly string[] FontFiles = ["DejaVuSans.ttf", "LiberationSans-Regular.ttf", "NotoSans-Regular.ttf", "Arial.ttf", "arial.ttf", "FreeSans.ttf", "Lato-Regular.ttf", "OpenSans-Regular.ttf"];

    private static readonly string[] FontFolders =
    [
        "/usr/share/fonts", "/usr/local/share/fonts", Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".fonts"), Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local/share/fonts"),
    ];

    // Kept: what a font has drawn once it draws faster the next time.
    private static readonly Lazy<SKTypeface?> OfSystem = new(FindSystemFont);

    private readonly SKTypeface? _typeface;
    private readonly bool _isOwn;

    /// <param name="fontFile">A font file; <see langword="null"/> for a font of the system.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="NotSupportedException">It is not a font.</exception>
    public TextPainter(string? fontFile)
    {
        if (fontFile is not null)
        {
            if (!File.Exists(fontFile))
                throw new FileNotFoundException($"There is no font file '{fontFile}'.", fontFile);
            _typeface = SKTypeface.FromFile(fontFile) ?? throw new NotSupportedException($"'{fontFile}' is not a TrueType or OpenType font.");
            _isOwn = true;
            return;
        }

        _typeface = OfSystem.Value;
    }

    /// <summary>The width of a text, in pixels.</summary>
    public float WidthOf(string text, float size)
    {
        if (_typeface is null)
            return PlainFont.WidthOf(text, size * CapitalShare);
        using var font = new SKFont(_typeface, size);
        return font.MeasureText(text);
    }

    /// <summary>Draws a text whose left end stands on a line.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="text">The text.</param>
    /// <param name="x">Its left end.</param>
    /// <param name="baseline">The line.</param>
    /// <param name="size">The size of the font, in pixels.</param>
    /// <param name="color">Its colour.</param>
    /// <param name="hasHalo">Whether it has a dark edge, to be read on any ground.</param>
    public void Draw(SKCanvas canvas, string text, float x, float baseline, float size, SKColor color, bool hasHalo)
    {
        if (hasHalo)
        {
            using var dark = new SKPaint { Color = SKColors.Black, IsAntialias = true, IsStroke = true, StrokeWidth = Math.Max(2, size / 6), StrokeJoin = SKStrokeJoin.Round };
            Draw(canvas, text, x, baseline, size, dark);
        }

        using var paint = new SKPaint { Color = color, IsAntialias = true };
        Draw(canvas, text, x, baseline, size, paint);
    }

    /// <summary>The text, or its beginning with dots, so that it is no wider than given.</summary>
    public string Fit(string text, float size, float width)
    {
        if (WidthOf(text, size) <= width)
            return text;
        int length = text.Length;
        while (length > 1 && WidthOf(text[..length] + "...", size) > width)
            length--;
        return text[..length] + "...";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isOwn)
            _typeface!.Dispose();
    }

    private void Draw(SKCanvas canvas, string text, float x, float baseline, float size, SKPaint paint)
    {
        if (_typeface is null)
        {
            PlainFont.Draw(canvas, text, x, baseline, size * CapitalShare, paint);
            return;
        }

        using var font = new SKFont(_typeface, size);
        canvas.DrawText(text, x, baseline, SKTextAlign.Left, font, paint);
    }

    // Skia's own default has no glyphs where it was built without a font manager, as for Linux here.
    private static SKTypeface? FindSystemFont()
    {
        if (SKTypeface.Default is { GlyphCount: > 0 } known)
            return known;
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        string[] found = [.. FontFolders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.ttf", options))];
        return FontFiles.Select(name => Array.Find(found, path => Path.GetFileName(path) == name)).FirstOrDefault(path => path is not null) is { } file ? SKTypeface.FromFile(file) : null;
    }
}
