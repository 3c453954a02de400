using Dcmqi.Iods.ContentTree;

namespace Dcmqi.Measurements;

/// <summary>One thing said of an image in the Image Library (PS3.16 TID 1602).</summary>
internal sealed record ImageDescriptor
{
    public required CodedConcept Name { get; init; }

    /// <summary>The value type; NUM has <see cref="Number"/> and <see cref="Unit"/>, CODE has <see cref="Code"/>, others have <see cref="Text"/>.</summary>
    public required ContentValueType Type { get; init; }

    public string? Text { get; init; }

    public CodedConcept? Code { get; init; }

    public double? Number { get; init; }

    public CodedConcept? Unit { get; init; }

    /// <summary>Codes that make <see cref="Code"/> more exact, under one name.</summary>
    public IReadOnlyList<MeasurementModifier> Modifiers { get; init => field = ValueList<MeasurementModifier>.Of(value); } = [];

    public ContentItem ToItem()
    {
        ContentItem item = Type switch
        {
            ContentValueType.Num => new NumericItem { Name = Name, Value = Number, Unit = Unit },
            ContentValueType.Code => CodedItem.Of(Name, Code!),
            _ => TextItem.Of(Type, Name, Text!),
        };
        foreach (MeasurementModifier modifier in Modifiers)
            item.Add(ContentRelationship.HasConceptMod, CodedItem.Of(modifier.Name, modifier.Value));
        return item;
    }
}
