using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Segmentations;

/// <summary>Items of the Segment Sequence (PS3.3 C.8.20.2, Table C.8.20-4), written and read.</summary>
internal static class SegmentItem
{
    private const int LongStringLength = 64; // PS3.5 6.2: LO.

    public static DataSet Of(int number, SegmentAttributes attributes, UidGenerator uids, List<string> warnings)
    {
        var item = new DataSet();
        item.Set(Tags.SegmentNumber, number);
        item.Set(Tags.SegmentLabel, Label(attributes, warnings));
        if (!string.IsNullOrWhiteSpace(attributes.SegmentDescription))
            item.Set(Tags.SegmentDescription, attributes.SegmentDescription);

        DataSet type = CodeItem.Of(attributes.SegmentedPropertyType);
        SegmentAnatomy.SetCodes(type, Tags.SegmentedPropertyTypeModifierCodeSequence, attributes.SegmentedPropertyTypeModifiers);
        item.SetItems(Tags.SegmentedPropertyCategoryCodeSequence, CodeItem.Of(attributes.SegmentedPropertyCategory));
        item.SetItems(Tags.SegmentedPropertyTypeCodeSequence, type);

        SegmentAnatomy.Set(item, number, attributes, warnings);
        SegmentAlgorithm.Set(item, attributes);
        SetTracking(item, number, attributes, uids, warnings);
        CieLabColor color = attributes.RecommendedDisplayCieLab ?? CieLabColor.FromRgb(attributes.RecommendedDisplayRgb ?? SegmentColors.For(attributes));
        item.Set(Tags.RecommendedDisplayCIELabValue, color.L, color.A, color.B);
        return item;
    }

    public static Segment Read(DataSet item, PaletteColors palette, int? frameCount, bool isBackground, List<string> warnings)
    {
        int number = item.GetInt32(Tags.SegmentNumber)
            ?? throw new DicomFormatException($"An item of {Tags.SegmentSequence.Describe()} lacks {Tags.SegmentNumber.Describe()}.", Tag.FromValue(Tags.SegmentSequence).ToString());
        if (number is < 0 or > ushort.MaxValue)
            throw new DicomFormatException($"An item of {Tags.SegmentSequence.Describe()} has {Tags.SegmentNumber.Describe()} {number}; 1 to {ushort.MaxValue} was expected.", Tag.FromValue(Tags.SegmentSequence).ToString());
        DataSet? typeItem = item.GetItem(Tags.SegmentedPropertyTypeCodeSequence);
        IReadOnlyList<AnatomicStructure> regions = SegmentAnatomy.ReadRegions(item);
        int[] lab = item.GetInt32s(Tags.RecommendedDisplayCIELabValue);
        return new Segment
        {
            Number = number,
            Label = item.GetString(Tags.SegmentLabel) ?? "",
            Description = item.GetText(Tags.SegmentDescription),
            AlgorithmType = SegmentAlgorithm.ReadType(item, number, warnings),
            AlgorithmName = item.GetString(Tags.SegmentAlgorithmName),
            AlgorithmIdentifications = SegmentAlgorithm.ReadIdentifications(item, number, warnings),
            PropertyCategory = item.GetItem(Tags.SegmentedPropertyCategoryCodeSequence) is { } category ? CodeItem.Read(category) : null,
            PropertyType = typeItem is null ? null : CodeItem.Read(typeItem),
            PropertyTypeModifiers = typeItem is null ? [] : CodeItem.ReadAll(typeItem, Tags.SegmentedPropertyTypeModifierCodeSequence),
            AnatomicRegion = regions.FirstOrDefault()?.Code,
            AnatomicRegionModifiers = regions.FirstOrDefault()?.Modifiers ?? [],
            AdditionalAnatomicRegions = [.. regions.Skip(1)],
            PrimaryAnatomicStructures = SegmentAnatomy.ReadPrimaryStructures(item),
            TrackingIdentifier = item.GetString(Tags.TrackingID),
            TrackingUid = item.GetString(Tags.TrackingUID),
            DisplayCieLab = lab.Length == 3 && lab.All(value => value is >= 0 and <= 65535)
                ? new CieLabColor((ushort)lab[0], (ushort)lab[1], (ushort)lab[2])
                : palette.Find(number) is { } color ? CieLabColor.FromRgb(color) : null,
            FrameCount = frameCount,
            IsBackground = isBackground,
        };
    }

    // dcmqi's order: the label, else the description, else what the segment is a segment of.
    private static string Label(SegmentAttributes attributes, List<string> warnings)
    {
        string label = new[] { attributes.SegmentLabel, attributes.SegmentDescription, attributes.SegmentedPropertyType.Meaning }
            .First(text => !string.IsNullOrWhiteSpace(text))!;

        // PS3.5 6.2: LO holds no backslash and no control characters.
        string legal = string.Concat(label.Select(character => character == '\\' ? '/' : char.IsControl(character) ? ' ' : character)).Trim();
        if (legal.Length > LongStringLength)
        {
            warnings.Add($"{Tags.SegmentLabel.Describe()} '{legal}' has {legal.Length} characters; it is cut to {LongStringLength}.");
            int length = char.IsHighSurrogate(legal[LongStringLength - 1]) ? LongStringLength - 1 : LongStringLength;
            legal = legal[..length].TrimEnd();
        }

        return legal;
    }

    // PS3.3 C.8.20.2: Tracking ID and Tracking UID are 1C, each required if the other is present.
    private static void SetTracking(DataSet item, int number, SegmentAttributes attributes, UidGenerator uids, List<string> warnings)
    {
        string? identifier = string.IsNullOrWhiteSpace(attributes.TrackingIdentifier) ? null : attributes.TrackingIdentifier;
        string? uid = string.IsNullOrWhiteSpace(attributes.TrackingUid) ? null : attributes.TrackingUid;
        if (identifier is null && uid is null)
            return;
        if (uid is null)
        {
            uid = uids.Next();
            warnings.Add($"Segment {number} has TrackingIdentifier '{identifier}' without TrackingUid, which it needs; {uid} was made for it.");
        }
        else if (identifier is null)
        {
            identifier = item.GetString(Tags.SegmentLabel)!;
            warnings.Add($"Segment {number} has TrackingUid {uid} without TrackingIdentifier, which it needs; the label '{identifier}' was taken.");
        }

        item.Set(Tags.TrackingID, identifier!);
        item.Set(Tags.TrackingUID, uid);
    }
}
