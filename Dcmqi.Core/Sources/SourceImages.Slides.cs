using System.Globalization;

namespace Dcmqi;

public sealed partial class SourceImages
{
    /// <summary>Gets the images of a slide's specimen (VL Whole Slide Microscopy, Image Type VOLUME), the largest first: the levels of its pyramid. Empty where the images are of another kind.</summary>
    /// <remarks>Labels, overviews and thumbnails of the slide are not levels; <see cref="SourceImage.Slide"/> tells of them.</remarks>
    /// <exception cref="DicomFormatException">An image is malformed.</exception>
    public IReadOnlyList<SlideImage> SlideLevels =>
    [
        .. Images.Where(image => image.IsSlideVolume).Select(image => image.Slide!)
            .OrderByDescending(slide => (long)slide.Matrix.Columns * slide.Matrix.Rows)
            .ThenBy(slide => slide.Image.Name, StringComparer.Ordinal),
    ];

    /// <summary>One of the levels.</summary>
    /// <exception cref="ConversionException">There is no such level.</exception>
    internal SlideImage SlideLevel(int level)
    {
        IReadOnlyList<SlideImage> levels = SlideLevels;
        if (levels.Count == 0)
            throw new ConversionException($"{this} are no images of a slide: none is tiled and of Image Type VOLUME. For others there is SegmentationBuilder.");
        return level >= 0 && level < levels.Count
            ? levels[level]
            : throw new ConversionException(string.Create(CultureInfo.InvariantCulture, $"There is no level {level}; the levels are {string.Join(", ", levels.Select((slide, index) => $"{index} ({slide.Matrix.Columns} x {slide.Matrix.Rows})"))}."));
    }
}
