namespace Dcmqi;

/// <summary>Which slices of a volume are shown. Whatever the direction of its axes, they are turned as radiologists look at them; voxels are shown as they are, never interpolated across slices.</summary>
public enum PicturePlane
{
    /// <summary>The planes that were acquired: columns and rows of the images or frames.</summary>
    Acquired,

    /// <summary>Seen from the feet: the patient's right at the left, front at the top.</summary>
    Axial,

    /// <summary>Seen from the front: the patient's right at the left, head at the top.</summary>
    Coronal,

    /// <summary>Seen from the patient's left: front at the left, head at the top.</summary>
    Sagittal,
}
