using Dcmqi.Dicom;

namespace Dcmqi.Iods.ContentTree;

/// <summary>TEXT, DATE, TIME, DATETIME, UIDREF or PNAME: the value types whose value is one text (PS3.3 C.17.3.2).</summary>
internal sealed class TextItem(ContentValueType valueType, string text) : ContentItem
{
    public override ContentValueType ValueType { get; } = valueType;

    public string Text { get; } = text;

    /// <summary>The attribute that holds the value of a type.</summary>
    public static Tag TagOf(ContentValueType type) => type switch
    {
        ContentValueType.Text => Tags.TextValue,
        ContentValueType.Date => Tags.Date,
        ContentValueType.Time => Tags.Time,
        ContentValueType.DateTime => Tags.DateTime,
        ContentValueType.UidRef => Tags.UID,
        ContentValueType.PName => Tags.PersonName,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "It is no value type of text."),
    };

    public static TextItem Of(CodedConcept name, string text) => new(ContentValueType.Text, text) { Name = name };

    public static TextItem Of(ContentValueType type, CodedConcept name, string text) => new(type, text) { Name = name };

    public override void WriteValue(DataSet dataSet) => dataSet.Set(TagOf(ValueType), Text);

    public override string ValueText() => Text;
}
