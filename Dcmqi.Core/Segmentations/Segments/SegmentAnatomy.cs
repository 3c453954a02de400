using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Segmentations;

/// <summary>The parts of the body in an item of the Segment Sequence (PS3.3 C.8.20.4 with 10.5, General Anatomy): one or more regions and primary structures.</summary>
internal static class SegmentAnatomy
{
    public static void Set(DataSet item, int number, SegmentAttributes attributes, List<string> warnings)
    {
        if (attributes.AnatomicRegion is { } region)
        {
            AnatomicStructure[] regions = [new AnatomicStructure { Code = region, Modifiers = attributes.AnatomicRegionModifiers }, .. attributes.AdditionalAnatomicRegions];
            item.SetItems(Tags.AnatomicRegionSequence, Array.ConvertAll(regions, one => Item(one, Tags.AnatomicRegionModifierSequence)));
        }
        else if (attributes.AnatomicRegionModifiers.Count > 0)
        {
            warnings.Add($"Segment {number} has an anatomic region modifier but no anatomic region; the modifier is left out, for it stands within the region (PS3.3 10.5).");
        }

        if (attributes.PrimaryAnatomicStructures.Count > 0)
            item.SetItems(Tags.PrimaryAnatomicStructureSequence, [.. attributes.PrimaryAnatomicStructures.Select(one => Item(one, Tags.PrimaryAnatomicStructureModifierSequence))]);
    }

    public static IReadOnlyList<AnatomicStructure> ReadRegions(DataSet item) => Read(item, Tags.AnatomicRegionSequence, Tags.AnatomicRegionModifierSequence);

    public static IReadOnlyList<AnatomicStructure> ReadPrimaryStructures(DataSet item) => Read(item, Tags.PrimaryAnatomicStructureSequence, Tags.PrimaryAnatomicStructureModifierSequence);

    public static void SetCodes(DataSet item, Tag sequence, IReadOnlyList<CodedConcept> codes)
    {
        if (codes.Count > 0)
            item.SetItems(sequence, [.. codes.Select(CodeItem.Of)]);
    }

    private static DataSet Item(AnatomicStructure structure, Tag modifiers)
    {
        DataSet item = CodeItem.Of(structure.Code);
        SetCodes(item, modifiers, structure.Modifiers);
        return item;
    }

    // Items without a code are passed over, as everywhere.
    private static IReadOnlyList<AnatomicStructure> Read(DataSet item, Tag sequence, Tag modifiers) =>
    [
        .. from structure in item.GetItems(sequence)
           let code = CodeItem.Read(structure)
           where code is not null
           select new AnatomicStructure { Code = code, Modifiers = CodeItem.ReadAll(structure, modifiers) },
    ];
}
