using Dcmqi.Dicom;

namespace Dcmqi.Iods.ContentTree;

/// <summary>CODE (PS3.3 C.17.3.2).</summary>
internal sealed class CodedItem(CodedConcept code) : ContentItem
{
    public override ContentValueType ValueType => ContentValueType.Code;

    public CodedConcept Code { get; } = code;

    public static CodedItem Of(CodedConcept name, CodedConcept code) => new(code) { Name = name };

    public override void WriteValue(DataSet dataSet) => dataSet.SetItems(Tags.ConceptCodeSequence, CodeItem.Of(Code));

    public override string ValueText() => Code.Meaning;
}
