namespace Dcmqi;

/// <summary>What to do with a segmentation whose uncompressed pixels take more than the 4 GB that native Pixel Data can hold (PS3.5 7.1.2).</summary>
public enum LargeObjects
{
    /// <summary>It is refused before it is made, with the ways out named.</summary>
    Refuse,

    /// <summary>It is made, to be saved with <see cref="Segmentation.SaveConcatenation"/> or compressed frame by frame; saving it otherwise is refused before anything is written.</summary>
    Allow,
}
