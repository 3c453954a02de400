using Dcmqi.RtStructures;

namespace Dcmqi;

public sealed partial class RtStructureSet
{
    /// <summary>Returns which share of each voxel a region covers, on the grid of images: 0 outside, 1 inside, the covered share of the area where an outline runs through.</summary>
    /// <param name="roi">The region, of this structure set.</param>
    /// <param name="source">The images, or those of one volume among them.</param>
    /// <param name="options">What becomes of gaps; interpolated slices have whole voxels. Default: as <see cref="RtMaskOptions"/> says.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>Shares from 0 to 1; the volume's <see cref="Volume.Warnings"/> say which contours are not in it, or doubtful.</returns>
    /// <remarks>
    /// <para>Areas are exact, but for the rounding of numbers: a voxel is the rectangle around its centre, and a contour is taken to go through the whole thickness of its slice.</para>
    /// <para>What lies inside is as for <see cref="ToMask(RtRoi, SourceImages, RtMaskOptions?, CancellationToken)"/>: even-odd, holes and islands, contours that cross are joined. A contour that encloses no centre counts too.</para>
    /// </remarks>
    /// <exception cref="ConversionException">The region lies in another frame of reference than the images, or these make no grid (<see cref="SourceImages.Geometry"/>).</exception>
    /// <exception cref="ArgumentException">The region is not of this structure set.</exception>
    public Volume<float> ToFractions(RtRoi roi, SourceImages source, RtMaskOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(roi);
        ArgumentNullException.ThrowIfNull(source);
        if (OtherFrameOfReference(roi, source) is { } fault)
            throw new ConversionException(fault);
        return ToFractions(roi, source.Geometry, options, cancellationToken);
    }

    /// <summary>Returns which share of each voxel a region covers, on a grid. Frames of reference are not compared.</summary>
    /// <param name="roi">The region, of this structure set.</param>
    /// <param name="geometry">The grid, in the frame of reference of the region.</param>
    /// <param name="options">What becomes of gaps; interpolated slices have whole voxels. Default: as <see cref="RtMaskOptions"/> says.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>Shares from 0 to 1; the volume's <see cref="Volume.Warnings"/> say which contours are not in it, or doubtful.</returns>
    /// <exception cref="ArgumentException">The region is not of this structure set.</exception>
    /// <exception cref="NotSupportedException">The grid has more than 2,147,483,591 voxels.</exception>
    public Volume<float> ToFractions(RtRoi roi, VolumeGeometry geometry, RtMaskOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(roi);
        ArgumentNullException.ThrowIfNull(geometry);
        CheckIsOwn(roi);
        return new RoiRasterizer(roi, new RoiGrid(geometry), (options ?? RtMaskOptions.Default).Gaps, cancellationToken).RunFractions().ToVolume(cancellationToken);
    }
}
