using Dcmqi.Dicom;

namespace Dcmqi.Iods.ContentTree;

/// <summary>COMPOSITE, IMAGE or WAVEFORM: a reference to an instance (PS3.3 C.18.3, C.18.4, C.18.5).</summary>
internal sealed class InstanceItem(ContentValueType valueType, ImageReference reference) : ContentItem
{
    public override ContentValueType ValueType { get; } = valueType;

    public ImageReference Reference { get; } = reference;

    public override void WriteValue(DataSet dataSet)
    {
        var instance = new DataSet();
        instance.Set(Tags.ReferencedSOPClassUID, Reference.SopClassUid ?? "");
        instance.Set(Tags.ReferencedSOPInstanceUID, Reference.SopInstanceUid);
        if (Reference.FrameNumbers.Count > 0)
            instance.Set(Tags.ReferencedFrameNumber, [.. Reference.FrameNumbers]);
        if (Reference.SegmentNumbers.Count > 0)
            instance.Set(Tags.ReferencedSegmentNumber, [.. Reference.SegmentNumbers]);
        dataSet.SetItems(Tags.ReferencedSOPSequence, instance);
    }

    public override string ValueText() =>
        (Reference.SopClassUid is null ? "" : Uids.NameOf(Reference.SopClassUid) + " ") + Reference;
}
