using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Segmentations;

/// <summary>How a segment was made, in an item of the Segment Sequence (PS3.3 C.8.20.2, C.8.20.4 with 10.16, Algorithm Identification).</summary>
internal static class SegmentAlgorithm
{
    public static void Set(DataSet item, SegmentAttributes attributes)
    {
        item.Set(Tags.SegmentAlgorithmType, attributes.AlgorithmType switch
        {
            SegmentAlgorithmType.Automatic => "AUTOMATIC",
            SegmentAlgorithmType.SemiAutomatic => "SEMIAUTOMATIC",
            _ => "MANUAL",
        });

        // PS3.3 C.8.20.2: Type 1C, required if the type is not MANUAL; permitted otherwise.
        if (!string.IsNullOrWhiteSpace(attributes.AlgorithmName))
            item.Set(Tags.SegmentAlgorithmName, attributes.AlgorithmName);
        if (attributes.AlgorithmIdentifications.Count > 0)
            item.SetItems(Tags.SegmentationAlgorithmIdentificationSequence, [.. attributes.AlgorithmIdentifications.Select(Item)]);
    }

    public static SegmentAlgorithmType? ReadType(DataSet item, int number, List<string> warnings)
    {
        string? text = item.GetString(Tags.SegmentAlgorithmType);
        switch (text)
        {
            case "AUTOMATIC":
                return SegmentAlgorithmType.Automatic;
            case "SEMIAUTOMATIC":
                return SegmentAlgorithmType.SemiAutomatic;
            case "MANUAL":
                return SegmentAlgorithmType.Manual;
            default:
                warnings.Add($"Segment {number}: {Tags.SegmentAlgorithmType.Describe()} is {(text is null ? "missing" : $"'{text}'")}; AUTOMATIC, SEMIAUTOMATIC or MANUAL is expected.");
                return null;
        }
    }

    public static IReadOnlyList<SegmentAlgorithmIdentification> ReadIdentifications(DataSet item, int number, List<string> warnings)
    {
        var identifications = new List<SegmentAlgorithmIdentification>();
        foreach (DataSet algorithm in item.GetItems(Tags.SegmentationAlgorithmIdentificationSequence))
        {
            CodedConcept? family = CodeIn(algorithm, Tags.AlgorithmFamilyCodeSequence);
            string? name = algorithm.GetText(Tags.AlgorithmName), version = algorithm.GetText(Tags.AlgorithmVersion);
            if (family is null || string.IsNullOrEmpty(name) || string.IsNullOrEmpty(version))
            {
                // PS3.3 10.16: all three are Type 1.
                warnings.Add($"Segment {number}: an item of {Tags.SegmentationAlgorithmIdentificationSequence.Describe()} lacks family, name or version; it is not read.");
                continue;
            }

            identifications.Add(new SegmentAlgorithmIdentification
            {
                Family = family,
                Name = name,
                Version = version,
                NameCode = CodeIn(algorithm, Tags.AlgorithmNameCodeSequence),
                Parameters = algorithm.GetText(Tags.AlgorithmParameters),
                Source = algorithm.GetText(Tags.AlgorithmSource),
            });
        }

        return identifications;
    }

    private static CodedConcept? CodeIn(DataSet item, Tag sequence) => item.GetItem(sequence) is { } code ? CodeItem.Read(code) : null;

    private static DataSet Item(SegmentAlgorithmIdentification algorithm)
    {
        var item = new DataSet();
        item.SetItems(Tags.AlgorithmFamilyCodeSequence, CodeItem.Of(algorithm.Family));
        if (algorithm.NameCode is { } code)
            item.SetItems(Tags.AlgorithmNameCodeSequence, CodeItem.Of(code));
        item.Set(Tags.AlgorithmName, algorithm.Name);
        item.Set(Tags.AlgorithmVersion, algorithm.Version);
        if (algorithm.Parameters is not null)
            item.Set(Tags.AlgorithmParameters, algorithm.Parameters);
        if (algorithm.Source is not null)
            item.Set(Tags.AlgorithmSource, algorithm.Source);
        return item;
    }
}
