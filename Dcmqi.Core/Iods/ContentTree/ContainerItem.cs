using Dcmqi.Dicom;

namespace Dcmqi.Iods.ContentTree;

/// <summary>CONTAINER (PS3.3 C.18.8).</summary>
internal sealed class ContainerItem : ContentItem
{
    public override ContentValueType ValueType => ContentValueType.Container;

    /// <summary>The template that it follows, such as <c>1500</c>, or <see langword="null"/>.</summary>
    public string? TemplateIdentifier { get; init; }

    /// <summary>Who defined the template; DCMR is PS3.16.</summary>
    public string MappingResource { get; init; } = "DCMR";

    /// <summary>Its items are one text (CONTINUOUS), not each for itself (SEPARATE).</summary>
    public bool IsContinuous { get; init; }

    public override void WriteValue(DataSet dataSet)
    {
        dataSet.Set(Tags.ContinuityOfContent, IsContinuous ? "CONTINUOUS" : "SEPARATE");
        if (TemplateIdentifier is null)
            return;

        // PS3.3 C.18.8.1.2.
        var template = new DataSet();
        template.Set(Tags.MappingResource, MappingResource);
        template.Set(Tags.TemplateIdentifier, TemplateIdentifier);
        dataSet.SetItems(Tags.ContentTemplateSequence, template);
    }

    public override string ValueText() => "";
}
