using Dcmqi.RtStructures;

namespace Dcmqi;

public sealed partial class RtStructureSet
{
    /// <summary>Returns the voxels of a region on the grid of images: 1 inside, 0 outside.</summary>
    /// <param name="roi">The region, of this structure set.</param>
    /// <param name="source">The images, or those of one volume among them.</param>
    /// <param name="options">What becomes of gaps. Default: as <see cref="RtMaskOptions"/> says.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>A mask; its <see cref="Volume.Warnings"/> say which contours are not in it, or doubtful.</returns>
    /// <exception cref="ConversionException">The region lies in another frame of reference than the images, or these make no grid (<see cref="SourceImages.Geometry"/>).</exception>
    public Volume<byte> ToMask(RtRoi roi, SourceImages source, RtMaskOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(roi);
        ArgumentNullException.ThrowIfNull(source);
        if (OtherFrameOfReference(roi, source) is { } fault)
            throw new ConversionException(fault);
        return ToMask(roi, source.Geometry, options, cancellationToken);
    }

    /// <summary>Returns the voxels of a region on a grid: 1 inside, 0 outside. Frames of reference are not compared.</summary>
    /// <param name="roi">The region, of this structure set.</param>
    /// <param name="geometry">The grid, in the frame of reference of the region.</param>
    /// <param name="options">What becomes of gaps. Default: as <see cref="RtMaskOptions"/> says.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>A mask; its <see cref="Volume.Warnings"/> say which contours are not in it, or doubtful.</returns>
    /// <exception cref="ArgumentException">The region is not of this structure set.</exception>
    /// <exception cref="NotSupportedException">The grid has more than 2,147,483,591 voxels.</exception>
    public Volume<byte> ToMask(RtRoi roi, VolumeGeometry geometry, RtMaskOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(roi);
        ArgumentNullException.ThrowIfNull(geometry);
        CheckIsOwn(roi);
        return new RoiRasterizer(roi, new RoiGrid(geometry), (options ?? RtMaskOptions.Default).Gaps, cancellationToken).Run().ToMask(roi.Name, geometry);
    }

    private void CheckIsOwn(RtRoi roi)
    {
        if (!Rois.Contains(roi))
            throw new ArgumentException($"{roi.Described} is not of this structure set.", nameof(roi));
    }

    // A structure set may lack the frame of reference of a region; then it is taken on trust.
    private string? OtherFrameOfReference(RtRoi roi, SourceImages source)
    {
        if (!source.HasPatientCoordinates)
            return "The images have no patient coordinates, in which contours lie.";
        string? its = roi.FrameOfReferenceUid ?? FrameOfReferenceUid, images = source.Header.GetString(Dicom.Tags.FrameOfReferenceUID);
        return its is null || images is null || its == images
            ? null
            : $"{roi.Described} lies in frame of reference {its}, the images in {images}. Load the images that it was drawn on, or give ToMask their geometry where both are known to be registered.";
    }
}
