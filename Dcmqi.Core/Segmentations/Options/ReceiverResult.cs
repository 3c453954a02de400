namespace Dcmqi.Segmentations;

/// <summary>What a receiver makes of a form of segmentation; worse ones have higher values.</summary>
internal enum ReceiverResult
{
    /// <summary>It shows or reads it right.</summary>
    Right,

    /// <summary>It was not tried.</summary>
    NotTried,

    /// <summary>Right, but not in every version or by every way.</summary>
    Limited,

    /// <summary>Wrong, or not at all.</summary>
    Wrong,
}
