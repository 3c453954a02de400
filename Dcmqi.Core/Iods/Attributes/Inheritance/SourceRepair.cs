namespace Dcmqi;

/// <summary>What to do if a source image breaks the standard in attributes that the new object copies from it.</summary>
public enum SourceRepair
{
    /// <summary>Values are repaired or left out so that the new object is sound; each fault becomes a warning that names file and attribute.</summary>
    Warn,

    /// <summary>Values that break the standard are taken over as they are, each with a warning, so that nothing is lost; the new object is then no sounder than its source. What is missing altogether is completed as with <see cref="Warn"/>.</summary>
    Keep,

    /// <summary>Nothing is made; all faults are reported together in one <see cref="ConversionException"/>.</summary>
    Reject,
}
