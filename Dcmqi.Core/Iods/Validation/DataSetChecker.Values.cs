using System.Globalization;
using Dcmqi.Dicom;

namespace Dcmqi.Iods;

internal sealed partial class DataSetChecker
{
    private void CheckElement(DataSet item, ModuleAttribute attribute, DataElement element)
    {
        VR vr = attribute.VR;
        if (!IsOfVr(element.VR, vr))
        {
            if (element.VR == VR.UN)
                _findings.Warning(attribute.Tag, $"has VR UN; {vr} was expected");
            else
                _findings.Error(attribute.Tag, $"has VR {element.VR}; {vr} was expected");
        }
        else if (element.IsSequence)
        {
            CheckItems(attribute, element);
        }
        else if (element.Bulk is null && element.Fragments is null && !element.IsEmpty)
        {
            if (vr.IsText())
                CheckText(item, attribute, element);
            else
                CheckBinary(item, attribute, element);
        }
    }

    private void CheckItems(ModuleAttribute attribute, DataElement element)
    {
        // The items of functional groups have rules of their own.
        if (attribute.Items is not { } list || attribute.Tag == Tags.SharedFunctionalGroupsSequence || attribute.Tag == Tags.PerFrameFunctionalGroupsSequence)
            return;
        IReadOnlyList<DataSet> items;
        try
        {
            items = element.Items;
        }
        catch (DicomFormatException exception)
        {
            _findings.Error(attribute.Tag, $"cannot be read: {exception.Message.TrimEnd('.')}");
            return;
        }

        for (int i = 0; i < items.Count; i++)
        {
            _findings.Enter(attribute.Tag, i);
            CheckList(items[i], list);
            _findings.Leave();
        }
    }

    private void CheckText(DataSet item, ModuleAttribute attribute, DataElement element)
    {
        VR vr = attribute.VR;
        string text = item.TextOf(element);
        string[] values = vr.IsSingleValuedText() ? [text] : text.Split('\\');
        if (!vr.IsSingleValuedText())
            CheckCount(attribute, values.Length);
        foreach (string padded in values)
        {
            string value = ValueRules.WithoutPadding(vr, padded);
            if (value.Contains('\uFFFD'))
                _findings.Error(attribute.Tag, $"holds bytes that its character set {item.CharacterSet.Name} does not have");
            if ((ValueRules.Check(vr, value) ?? EnumeratedValues.Check(attribute.Tag, value)) is { } fault)
                _findings.Error(attribute.Tag, $"is {QuotedValue.Of(value)}; {fault.Expected} was expected");
        }
    }

    private void CheckBinary(DataSet item, ModuleAttribute attribute, DataElement element)
    {
        if (attribute.VR is VR.OB or VR.OW or VR.OF or VR.OD or VR.OL or VR.OV or VR.UN)
            return;
        int size = element.VR.UnitSize() * (element.VR == VR.AT ? 2 : 1);
        if (element.Length % size != 0)
        {
            _findings.Error(attribute.Tag, string.Create(CultureInfo.InvariantCulture, $"has {element.Length} bytes; a multiple of {size} was expected"));
            return;
        }

        CheckCount(attribute, (int)(element.Length / size));
        if (EnumeratedValues.Of(attribute.Tag) is not null
            && EnumeratedValues.Check(attribute.Tag, item.GetInt64(attribute.Tag)?.ToString(CultureInfo.InvariantCulture) ?? "") is { } fault)
        {
            _findings.Error(attribute.Tag, string.Create(CultureInfo.InvariantCulture, $"is {item.GetInt64(attribute.Tag)}; {fault.Expected} was expected"));
        }
    }

    private void CheckCount(ModuleAttribute attribute, int count)
    {
        if (!attribute.Multiplicity.Allows(count))
            _findings.Error(attribute.Tag, string.Create(CultureInfo.InvariantCulture, $"has {count} values; {attribute.Multiplicity} {(attribute.Multiplicity == ValueMultiplicity.One ? "was" : "were")} expected"));
    }

    // PS3.6 leaves a choice for some: the dictionary says US and OW for those.
    private static bool IsOfVr(VR found, VR expected) => found == expected || (expected, found) switch
    {
        (VR.US, VR.SS) => true,
        (VR.OW, VR.OB or VR.US or VR.SS) => true,
        _ => false,
    };
}
