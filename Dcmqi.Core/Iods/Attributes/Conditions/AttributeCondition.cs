using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>The condition of a Type 1C or 2C attribute, decided for one place.</summary>
/// <param name="IsMet">The attribute is required.</param>
/// <param name="Text">The condition as the end of "required where ...".</param>
/// <param name="Trigger">The attribute that makes this one required, 0 where none alone does: without it the condition is not met.</param>
/// <param name="IsExclusive">Where the condition is not met the attribute may not be present.</param>
internal readonly record struct AttributeCondition(bool IsMet, string Text, uint Trigger = 0, bool IsExclusive = false)
{
    /// <summary>The trigger as a tag; <see langword="null"/> where there is none.</summary>
    public Tag? TriggerTag => Trigger == 0 ? null : Tag.FromValue(Trigger);
}
