using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi;

/// <summary>The images that were segmented, mapped or measured: the headers of one series, in order of position.</summary>
/// <remarks>What is derived from them takes patient, study and frame of reference from their first image, and refers to them.</remarks>
public sealed partial class SourceImages
{
    private SourceImages(IReadOnlyList<SourceImage> images, IReadOnlyList<string> warnings)
    {
        Images = images;
        Warnings = warnings;
    }

    /// <summary>The images, in order of position along the normal of their planes (row direction x column direction).</summary>
    public IReadOnlyList<SourceImage> Images { get; }

    /// <summary>What was tolerated while reading: files left out, positions that occur twice, uneven gaps.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Series Instance UID (0020,000E) of the series.</summary>
    public string SeriesInstanceUid => Images[0].SeriesInstanceUid;

    /// <summary>Study Instance UID (0020,000D) of the series.</summary>
    public string StudyInstanceUid => Images[0].StudyInstanceUid;

    /// <summary>Modality (0008,0060) of the series, such as <c>CT</c>.</summary>
    public string Modality => Images[0].Header.GetString(Tags.Modality) ?? "";

    /// <summary>The grid of the images as a volume: columns, rows, positions; LPS, millimetres.</summary>
    /// <exception cref="ConversionException">The positions are not evenly spaced, or one occurs twice, so that no grid holds all images.</exception>
    public VolumeGeometry Geometry
    {
        get
        {
            PlaneStack stack = PlaneStack.Of([.. Images.Select(image => image.Plane)], null);
            if (stack.Positions.Count != Images.Count)
            {
                throw new ConversionException(
                    $"The {Images.Count} images lie at {stack.Positions.Count} positions, so they are not one volume. Load the images of one volume only; see Warnings for the positions that occur twice.");
            }

            return stack.Geometry(fillGaps: false);
        }
    }

    /// <summary>Number of images, modality and size.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"SourceImages: {Images.Count} {Modality} image{(Images.Count == 1 ? "" : "s")}, {Images[0].Columns} x {Images[0].Rows}");
}
