using Dcmqi.Iods.ContentTree;
using Dcmqi.Json;

namespace Dcmqi.Measurements;

/// <summary>Numbers of the model as NUM items, and back.</summary>
internal static class NumericItems
{
    /// <summary>Puts a number into an item. NaN and infinities become their qualifiers (CID 42).</summary>
    public static NumericItem Add(
        ContentItem parent, ContentRelationship relationship, CodedConcept name, double? value, CodedConcept? unit, CodedConcept? qualifier)
    {
        CodedConcept? reason = value is null ? null : NumericQualifiers.OfNumber(value.Value);
        double? number = reason is null ? value : null;
        NumericItem item = parent.Add(relationship, new NumericItem { Name = name, Value = number, Unit = unit ?? Codes.Ucum.NoUnits, Qualifier = qualifier ?? reason });
        if (number is null && unit is not null)
            item.Add(ContentRelationship.HasConceptMod, CodedItem.Of(ReportCodes.Units, unit));
        return item;
    }

    public static NumericItem Add(ContentItem parent, ContentRelationship relationship, NumericProperty property) =>
        Add(parent, relationship, property.Name, property.Value, property.Unit, property.Qualifier);

    /// <summary>The unit of a number, from where it stands if there is one, else from the modifier that keeps it.</summary>
    public static CodedConcept? UnitOf(NumericItem item) =>
        item.Unit ?? (item.Value is null ? item.Find<CodedItem>(ReportCodes.Units)?.Code : null);

    public static NumericProperty Read(NumericItem item, CodedConcept name) => new()
    {
        Name = name,
        Value = item.Value,
        Unit = UnitOf(item),
        Qualifier = item.Qualifier,
    };
}
