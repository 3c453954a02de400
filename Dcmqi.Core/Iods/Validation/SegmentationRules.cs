using System.Globalization;
using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>The rules of PS3.3 A.51 and C.8.20 that tie values to one another.</summary>
internal sealed class SegmentationRules
{
    private const string ImageClause = "PS3.3 C.8.20.2";

    private readonly DataSet _root;
    private readonly FindingList _findings;
    private readonly string? _type;

    private SegmentationRules(DataSet root, FindingList findings) =>
        (_root, _findings, _type) = (root, findings, root.GetString(Tags.SegmentationType));

    /// <summary>Checks a Segmentation or Label Map Segmentation.</summary>
    public static void Check(DataSet dataSet, FindingList findings)
    {
        SegmentationRules rules = new(dataSet, findings);
        foreach (Action check in (ReadOnlySpan<Action>)[rules.CheckImage, rules.CheckSegments, rules.CheckFrames, () => FrameRules.Check(dataSet, findings), () => FramePlaceRules.Check(dataSet, findings), () => ConcatenationRules.Check(dataSet, findings)])
        {
            try
            {
                findings.Clause = ImageClause;
                check();
            }
            catch (DicomFormatException exception)
            {
                findings.Add(ValidationSeverity.Error, Tags.SegmentSequence, $"cannot be checked: {exception.Message.TrimEnd('.')}", ImageClause);
            }
        }
    }

    private void CheckImage()
    {
        bool isLabelMap = _type == "LABELMAP";
        Expect(Tags.SOPClassUID, "PS3.3 A.51.1", isLabelMap ? Uids.LabelMapSegmentationStorage : Uids.SegmentationStorage);
        Expect(Tags.Modality, "PS3.3 C.8.20.1", "SEG");
        if (_root.HasValue(Tags.ImageType) && _root.GetStrings(Tags.ImageType) is not ["DERIVED", "PRIMARY"])
            _findings.Error(Tags.ImageType, $"is {QuotedValue.Of(_root.GetText(Tags.ImageType) ?? "")}; DERIVED\\PRIMARY was expected");
        Expect(Tags.SamplesPerPixel, ImageClause, "1");
        Expect(Tags.PixelRepresentation, ImageClause, "0");
        if (isLabelMap)
            Expect(Tags.PhotometricInterpretation, ImageClause, "MONOCHROME2", "PALETTE COLOR");
        else
            Expect(Tags.PhotometricInterpretation, ImageClause, "MONOCHROME2");
        string[] bits = _type switch
        {
            "BINARY" => ["1"],
            "FRACTIONAL" => ["8"],
            _ => ["8", "16"],
        };
        Expect(Tags.BitsAllocated, ImageClause, bits);
        if (_root.GetInt32(Tags.BitsAllocated) is { } allocated)
        {
            Expect(Tags.BitsStored, ImageClause, Text(allocated));
            Expect(Tags.HighBit, ImageClause, Text(allocated - 1));
        }

        if (isLabelMap && _root.HasValue(Tags.SegmentsOverlap))
            Expect(Tags.SegmentsOverlap, ImageClause, "NO");
    }

    private void CheckSegments()
    {
        HashSet<int> numbers = [];
        IReadOnlyList<DataSet> segments = _root.GetItems(Tags.SegmentSequence);
        bool isPalette = _type == "LABELMAP" && _root.GetString(Tags.PhotometricInterpretation) == "PALETTE COLOR";
        for (int i = 0; i < segments.Count; i++)
        {
            _findings.Enter(Tags.SegmentSequence, i);
            DataSet segment = segments[i];
            if (segment.GetInt32(Tags.SegmentNumber) is { } number)
            {
                if (!numbers.Add(number))
                    _findings.Error(Tags.SegmentNumber, string.Create(CultureInfo.InvariantCulture, $"is {number}, as in an item before"));
                else if (_type != "LABELMAP" && number < 1)
                    _findings.Error(Tags.SegmentNumber, string.Create(CultureInfo.InvariantCulture, $"is {number}; numbers from 1 were expected"));
            }

            foreach (Tag single in (ReadOnlySpan<Tag>)[Tags.SegmentedPropertyCategoryCodeSequence, Tags.SegmentedPropertyTypeCodeSequence])
            {
                if (segment.GetItems(single).Count > 1)
                    _findings.Error(single, string.Create(CultureInfo.InvariantCulture, $"has {Counted.Of(segment.GetItems(single).Count, "item")}; 1 was expected"));
            }

            if (isPalette && segment.Contains(Tags.RecommendedDisplayCIELabValue))
                _findings.Error(Tags.RecommendedDisplayCIELabValue, "is present in a label map with a palette");
            _findings.Leave();
        }

        if (_type == "LABELMAP" && numbers.Contains(0) && !_root.HasValue(Tags.PixelPaddingValue))
            _findings.Warning(Tags.PixelPaddingValue, "is absent, though there is a Segment Number (0062,0004) 0: viewers do not know that it is the background");

        // PS3.3 C.8.20.2.4: but for label maps the numbers run from 1 by 1.
        if (_type != "LABELMAP" && numbers.Count > 0 && numbers.Max() != numbers.Count)
            _findings.Add(ValidationSeverity.Error, Tags.SegmentSequence, string.Create(CultureInfo.InvariantCulture, $"has {numbers.Count} Segment Numbers (0062,0004) up to {numbers.Max()}; they were expected to run from 1 by 1"), "PS3.3 C.8.20.2.4");
    }

    private void CheckFrames()
    {
        HashSet<int> segments = [.. _root.GetItems(Tags.SegmentSequence).Select(segment => segment.GetInt32(Tags.SegmentNumber) ?? -1)];
        foreach (Tag sequence in (ReadOnlySpan<Tag>)[Tags.SharedFunctionalGroupsSequence, Tags.PerFrameFunctionalGroupsSequence])
        {
            IReadOnlyList<DataSet> items = _root.GetItems(sequence);
            for (int i = 0; i < items.Count; i++)
            {
                _findings.Enter(sequence, i);
                CheckSegmentNumber(items[i], segments);
                _findings.Leave();
            }
        }
    }

    private void CheckSegmentNumber(DataSet group, HashSet<int> segments)
    {
        if (group.GetItem(Tags.SegmentIdentificationSequence)?.GetInt32(Tags.ReferencedSegmentNumber) is not { } number || segments.Contains(number))
            return;
        _findings.Enter(Tags.SegmentIdentificationSequence, 0);
        _findings.Add(ValidationSeverity.Error, Tags.ReferencedSegmentNumber, string.Create(CultureInfo.InvariantCulture, $"is {number}, which is no Segment Number (0062,0004)"), "PS3.3 C.8.20.3.1");
        _findings.Leave();
    }

    private void Expect(Tag tag, string clause, params string[] allowed) => _findings.Expect(_root, tag, clause, allowed);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
