namespace Dcmqi.Terminology;

/// <summary>What the order of terms depends on: a byte of the generated table for each term.</summary>
[Flags]
internal enum TermTraits : byte
{
    None = 0,

    /// <summary>The tables have a left and a right one.</summary>
    Paired = 1,

    /// <summary>The tables have it, always without side.</summary>
    Single = 2,

    /// <summary>The edition of the standard has it.</summary>
    Current = 4,

    /// <summary>The standard names it for segmentations of a part of the body (CID 7140, 7152 to 7171).</summary>
    Specific = 8,

    /// <summary>Its category is Morphologically Abnormal Structure.</summary>
    Abnormal = 16,

    /// <summary>Its category is Anatomical Structure.</summary>
    Anatomical = 32,
}
