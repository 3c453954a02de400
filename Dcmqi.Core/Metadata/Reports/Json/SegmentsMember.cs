using System.Text.Json;
using System.Text.Json.Nodes;
using Dcmqi.Dicom;
using Dcmqi.Json;

namespace Dcmqi.Metadata;

/// <summary>The segments of a group: dcmqi names segments of one segmentation by two keys (and we its class by a third); all else is a list of references.</summary>
internal sealed class SegmentsMember : JsonMember<MeasurementGroup>
{
    private const string Numbers = "ReferencedSegment", Instance = "segmentationSOPInstanceUID", SopClass = "segmentationSOPClassUID", ListKey = "referencedSegments";

    private static readonly JsonRule<IReadOnlyList<int>> NumbersRule = RegionKeys.Numbers(ushort.MaxValue);

    public override MeasurementGroup Read(JsonObjectReader from, MeasurementGroup into)
    {
        int faultsBefore = from.Faults.Count;
        string? uid = from.Optional(Instance, Rules.Uid);
        bool isMissing = uid is null && from.Faults.Count == faultsBefore;
        string? sopClass = from.Optional(SopClass, Rules.Uid);
        IReadOnlyList<int> numbers = from.Optional(Numbers, NumbersRule) ?? [];
        IReadOnlyList<ImageReference> references = from.Optional(ListKey, RegionKeys.References) ?? [];
        if (uid is not null && references.Count > 0)
            from.Refuse(ListKey, $"stands beside {Instance}; expected one of the two.");
        if (isMissing && (numbers.Count > 0 || sopClass is not null))
            from.Refuse(Instance, $"is missing; expected the UID of the segmentation, because {(numbers.Count > 0 ? Numbers : SopClass)} is given.");
        return into with
        {
            ReferencedSegments = uid is null ? references : [new ImageReference { SopInstanceUid = uid, SopClassUid = sopClass, SegmentNumbers = numbers }, .. references],
        };
    }

    // dcmqi's keys wherever they can say it: segments of one segmentation, whose class dcmqi takes for Segmentation Storage.
    public override void Write(Utf8JsonWriter json, MeasurementGroup value)
    {
        if (value.ReferencedSegments is not [{ FrameNumbers.Count: 0 } single])
        {
            if (!RegionKeys.References.IsGiven(value.ReferencedSegments))
                return;
            json.WritePropertyName(ListKey);
            RegionKeys.References.Write(json, value.ReferencedSegments);
            return;
        }

        if (single.SegmentNumbers.Count > 0)
        {
            json.WritePropertyName(Numbers);
            NumbersRule.Write(json, single.SegmentNumbers);
        }

        if (single.SopInstanceUid is { } uid)
            json.WriteString(Instance, uid);
        if (single.SopClassUid is { } sopClass && sopClass != Uids.SegmentationStorage)
            json.WriteString(SopClass, sopClass);
    }

    public override void Describe(JsonObject properties, JsonArray required, JsonSchemas schemas)
    {
        DescribeOptional(properties, Numbers, NumbersRule, schemas);
        DescribeOptional(properties, Instance, Rules.Uid, schemas);
        DescribeOptional(properties, SopClass, Rules.Uid, schemas);
        DescribeOptional(properties, ListKey, RegionKeys.References, schemas);
    }
}
