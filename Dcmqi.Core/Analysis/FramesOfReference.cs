using Dcmqi.Dicom;

namespace Dcmqi.Analysis;

/// <summary>Whether coordinates of two objects mean the same places.</summary>
internal static class FramesOfReference
{
    /// <summary>Refuses objects of two frames of reference: where one lies in the other nobody has said (PS3.3 C.7.4.1).</summary>
    /// <param name="segmentation">The segmentation.</param>
    /// <param name="image">The image that is to be measured.</param>
    /// <param name="name">What messages call the image.</param>
    /// <exception cref="ConversionException">Both name a frame of reference, and not the same.</exception>
    public static void Require(DataSet segmentation, DataSet image, string name)
    {
        string? ours = segmentation.GetString(Tags.FrameOfReferenceUID);
        string? theirs = image.GetString(Tags.FrameOfReferenceUID);
        if (ours is { Length: > 0 } && theirs is { Length: > 0 } && ours != theirs)
        {
            throw new ConversionException(
                $"{name} and the segmentation have different frames of reference ({Tags.FrameOfReferenceUID.Describe()} {theirs} and {ours}), so the segments' places on {name} are not known. "
                + "Give the images that were segmented; where both are known to be registered, measure on the volume of the images (ToVolume).");
        }
    }
}
