using System.Globalization;
using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>The rules of PS3.3 A.75 and C.8.32 that tie values to one another.</summary>
internal sealed class ParametricMapRules
{
    private const string ImageClause = "PS3.3 C.8.32.2";
    private const string MappingClause = "PS3.3 C.7.6.16.2.11";

    private readonly DataSet _root;
    private readonly FindingList _findings;

    private ParametricMapRules(DataSet root, FindingList findings) => (_root, _findings) = (root, findings);

    private bool IsReal => !_root.Contains(Tags.PixelData);

    /// <summary>Checks a Parametric Map.</summary>
    public static void Check(DataSet dataSet, FindingList findings)
    {
        ParametricMapRules rules = new(dataSet, findings);
        foreach (Action check in (ReadOnlySpan<Action>)[rules.CheckImage, rules.CheckMappings, () => FrameRules.Check(dataSet, findings), () => FramePlaceRules.Check(dataSet, findings)])
        {
            try
            {
                findings.Clause = ImageClause;
                check();
            }
            catch (DicomFormatException exception)
            {
                findings.Add(ValidationSeverity.Error, Tags.PerFrameFunctionalGroupsSequence, $"cannot be checked: {exception.Message.TrimEnd('.')}", ImageClause);
            }
        }
    }

    private void CheckImage()
    {
        Expect(Tags.SOPClassUID, "PS3.3 A.75.1", Uids.ParametricMapStorage);
        CheckImageType(_root, Tags.ImageType);
        Expect(Tags.SamplesPerPixel, ImageClause, "1");
        Expect(Tags.PhotometricInterpretation, ImageClause, "MONOCHROME2");
        Expect(Tags.PresentationLUTShape, ImageClause, "IDENTITY");
        int kinds = new[] { Tags.PixelData, Tags.FloatPixelData, Tags.DoubleFloatPixelData }.Count(tag => _root.Contains(tag));
        if (kinds > 1)
            _findings.Error(Tags.PixelData, "stands beside Float or Double Float Pixel Data; one of them was expected");
        Expect(Tags.BitsAllocated, ImageClause, _root.Contains(Tags.FloatPixelData) ? "32" : _root.Contains(Tags.DoubleFloatPixelData) ? "64" : "16");
        if (!IsReal && _root.GetInt32(Tags.BitsStored) is { } stored)
            Expect(Tags.HighBit, ImageClause, (stored - 1).ToString(CultureInfo.InvariantCulture));
        foreach (DataSet group in Groups())
        {
            if (group.GetItem(Tags.ParametricMapFrameTypeSequence) is { } type)
                CheckImageType(type, Tags.FrameType);
        }
    }

    private void CheckImageType(DataSet item, Tag tag)
    {
        if (item.HasValue(tag) && item.GetStrings(tag) is not ["DERIVED", "PRIMARY", _, _, ..])
            _findings.Error(tag, $"is {QuotedValue.Of(item.GetText(tag) ?? "")}; DERIVED\\PRIMARY, flavor and derived pixel contrast were expected");
    }

    private void CheckMappings()
    {
        _findings.Clause = MappingClause;
        foreach (DataSet group in Groups())
        {
            IReadOnlyList<DataSet> items = group.GetItems(Tags.RealWorldValueMappingSequence);
            for (int index = 0; index < items.Count; index++)
            {
                _findings.Enter(Tags.RealWorldValueMappingSequence, index);
                CheckMapping(items[index]);
                _findings.Leave();
            }
        }
    }

    private void CheckMapping(DataSet item)
    {
        bool hasTable = item.HasValue(Tags.RealWorldValueLUTData);

        // Type 1C: the real ones are required where the whole ones are absent, and may not be there for whole pixels; the whole ones are for any pixels that they hold for.
        bool hasWhole = item.HasValue(Tags.RealWorldValueFirstValueMapped) && item.HasValue(Tags.RealWorldValueLastValueMapped);
        bool usesReal = IsReal && !hasWhole;
        Tag first = usesReal ? Tags.DoubleFloatRealWorldValueFirstValueMapped : Tags.RealWorldValueFirstValueMapped;
        Tag last = usesReal ? Tags.DoubleFloatRealWorldValueLastValueMapped : Tags.RealWorldValueLastValueMapped;
        foreach (Tag needed in (ReadOnlySpan<Tag>)[first, last])
        {
            if (!item.HasValue(needed))
                _findings.Error(needed, $"is absent, but required where pixels are {(IsReal ? "real numbers" : "whole numbers")} (Type 1C)");
        }

        foreach (Tag needed in (ReadOnlySpan<Tag>)[Tags.RealWorldValueSlope, Tags.RealWorldValueIntercept])
        {
            if (!hasTable && !item.HasValue(needed))
                _findings.Error(needed, "is absent, but required where there is no Real World Value LUT Data (0040,9212) (Type 1C)");
        }

        if (!item.HasValue(first) || !item.HasValue(last))
            return;
        double range = (item.GetDouble(last) ?? 0) - (item.GetDouble(first) ?? 0);
        if (range < 0)
            _findings.Error(last, "is below the first value mapped");
        int entries = hasTable ? item.GetDoubles(Tags.RealWorldValueLUTData).Length : 0;
        if (hasTable && entries != range + 1)
            _findings.Error(Tags.RealWorldValueLUTData, string.Create(CultureInfo.InvariantCulture, $"has {entries} values; {range + 1} were expected, one for each stored value from first to last"));
    }

    private IEnumerable<DataSet> Groups() =>
        _root.GetItems(Tags.SharedFunctionalGroupsSequence).Concat(_root.GetItems(Tags.PerFrameFunctionalGroupsSequence));

    private void Expect(Tag tag, string clause, params string[] allowed) => _findings.Expect(_root, tag, clause, allowed);
}
