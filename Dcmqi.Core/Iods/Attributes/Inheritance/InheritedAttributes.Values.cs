using System.Globalization;
using Dcmqi.Dicom;

namespace Dcmqi.Iods;

internal sealed partial class InheritedAttributes
{
    // The UIDs of Type 1 that were illegal: new ones stand in their place.
    private readonly HashSet<Tag> _replaced = [];

    private void CopyElement(DataSet source, DataSet target, ModuleAttribute attribute, string path, int depth)
    {
        DataElement element = source.Find(attribute.Tag)!;
        VR vr = attribute.VR;
        if (vr == VR.SQ && element.IsSequence)
        {
            CopySequence(element, target, attribute, path, depth);
        }
        else if (!element.IsSequence && element.IsEmpty)
        {
            CopyEmpty(target, attribute, path);
        }
        else if (vr == VR.SQ || element.IsSequence || element.Bulk is not null || element.Fragments is not null)
        {
            _faults.Add(_sourceName, $"{path} has VR {element.VR}; {vr} was expected", Removal(attribute));
            if (attribute.Type is AttributeType.Type2 or AttributeType.Type2C)
                target.SetEmpty(attribute.Tag);
        }
        else if (vr.IsText())
        {
            CopyText(source, element, target, attribute, path);
        }
        else
        {
            CopyBinary(source, element, target, attribute, path);
        }
    }

    private void CopyEmpty(DataSet target, ModuleAttribute attribute, string path)
    {
        if (attribute.Type is AttributeType.Type2 or AttributeType.Type2C)
            target.SetEmpty(attribute.Tag);
        else if (attribute.Type == AttributeType.Type1C)
            _faults.Add(_sourceName, $"{path} is empty", "Left out");
    }

    private void CopyText(DataSet source, DataElement element, DataSet target, ModuleAttribute attribute, string path)
    {
        VR vr = attribute.VR;
        if (TextOf(source, element, vr) is not { } text)
        {
            _faults.Add(_sourceName, $"{path} has VR {element.VR}; {vr} was expected", Removal(attribute));
            if (attribute.Type is AttributeType.Type2 or AttributeType.Type2C)
                target.SetEmpty(attribute.Tag);
            return;
        }

        string[] values = vr.IsSingleValuedText() ? [text] : text.Split('\\');
        for (int i = 0; i < values.Length; i++)
            values[i] = ValueRules.WithoutPadding(vr, values[i]);
        if (Array.TrueForAll(values, value => value.Length == 0))
        {
            CopyEmpty(target, attribute, path);
            return;
        }

        int before = _faultCount;
        values = Repair(source, element, attribute, values, path);
        if (Keeps)
        {
            KeepText(source, element, target, attribute, text);
            return;
        }

        bool isVerbatim = _faultCount == before && element.VR == vr && !text.Contains(vr == VR.UI ? ' ' : '\0');
        if (element.VR != vr && element.VR != VR.UN && values.Length > 0)
            Tell($"{path} has VR {element.VR}; {vr} was expected", $"Written as {vr}");
        if (isVerbatim)
            target.CopyFrom(source, attribute.Tag);
        else if (values.Length > 0)
            target.Set(attribute.Tag, vr, string.Join('\\', values));
        else if (attribute.Type is AttributeType.Type2 or AttributeType.Type2C)
            target.SetEmpty(attribute.Tag);
    }

    // A text in a VR that holds none is the one thing that cannot be kept.
    private static void KeepText(DataSet source, DataElement element, DataSet target, ModuleAttribute attribute, string text)
    {
        if (element.VR.IsText())
            target.CopyFrom(source, attribute.Tag);
        else
            target.Set(attribute.Tag, attribute.VR, text);
    }

    // Every value made legal, without those that cannot be.
    private string[] Repair(DataSet source, DataElement element, ModuleAttribute attribute, string[] values, string path)
    {
        values = RepairCount(attribute, RepairCharacters(source, element, values, path), path);
        List<string> sound = [];
        foreach (string value in values)
        {
            if (ValueRules.Check(attribute.VR, value) is not { } fault)
            {
                AddEnumerated(sound, attribute, value, value, null, path);
            }
            else if (fault.Repaired is { } repaired && !(fault.IsCut && IsIdentifier(attribute.Tag)))
            {
                AddEnumerated(sound, attribute, value, repaired, fault.Expected, path);
            }
            else
            {
                TellIllegal(attribute, value, fault.Expected, path);
            }
        }

        return [.. sound];
    }

    private void AddEnumerated(List<string> sound, ModuleAttribute attribute, string found, string value, string? expected, string path)
    {
        ValueFault? closed = EnumeratedValues.Check(attribute.Tag, value);
        if (closed is { Repaired: null } unknown)
        {
            TellIllegal(attribute, found, unknown.Expected, path);
            return;
        }

        string legal = closed?.Repaired ?? value;
        sound.Add(legal);
        if (legal != found)
            Tell($"{path} is {QuotedValue.Of(found)}; {closed?.Expected ?? expected} was expected", $"Written as {QuotedValue.Of(legal)}");
    }

    // PS3.5 6.4: a delimiter in a single value of text is most often meant as a character.
    private string[] RepairCount(ModuleAttribute attribute, string[] values, string path)
    {
        ValueMultiplicity multiplicity = attribute.Multiplicity;
        if (attribute.VR.IsSingleValuedText() || multiplicity.Allows(values.Length))
            return values;
        string fault = string.Create(CultureInfo.InvariantCulture, $"{path} has {values.Length} values; {multiplicity} {(multiplicity == ValueMultiplicity.One ? "was" : "were")} expected");
        if (values.Length < multiplicity.Minimum || IsIdentifier(attribute.Tag) || attribute.VR == VR.UI || multiplicity.Maximum == int.MaxValue)
        {
            Tell(fault, Removal(attribute));
            return [];
        }

        bool isJoined = multiplicity.Maximum == 1 && attribute.VR is VR.LO or VR.SH or VR.UC;
        string[] kept = isJoined ? [string.Join('/', values)] : values[..multiplicity.Maximum];
        Tell(fault, isJoined ? $"Written as {QuotedValue.Of(kept[0])}" : $"The first {(kept.Length == 1 ? "was" : "were")} kept");
        return kept;
    }

    private string[] RepairCharacters(DataSet source, DataElement element, string[] values, string path)
    {
        if (!Array.Exists(values, value => value.Contains('\uFFFD')))
            return values;
        Tell($"{path} holds bytes that its character set {source.CharacterSet.Name} does not have", "Question marks stand in their place");
        return Array.ConvertAll(values, value => value.Replace('\uFFFD', '?'));
    }

    private void CopyBinary(DataSet source, DataElement element, DataSet target, ModuleAttribute attribute, string path)
    {
        VR vr = attribute.VR;
        int size = vr.UnitSize() * (vr == VR.AT ? 2 : 1);
        bool isOfVr = element.VR == vr || element.VR == VR.UN || (vr == VR.US && element.VR == VR.SS) || (vr == VR.OW && element.VR is VR.OB or VR.US or VR.SS);
        if (isOfVr && (element.Length % size != 0 || (vr != VR.OW && !attribute.Multiplicity.Allows((int)(element.Length / size)))))
        {
            Tell(string.Create(CultureInfo.InvariantCulture, $"{path} has {element.Length} bytes; {attribute.Multiplicity} values of {size} bytes each were expected"), Removal(attribute));
            if (Keeps)
            {
                target.SetBytes(attribute.Tag, element.VR, element.Value);
                return;
            }
        }
        else if (isOfVr)
        {
            target.SetBytes(attribute.Tag, element.VR == VR.UN ? vr : element.VR, element.Value);
            KeepEnumerated(target, attribute, path);
            return;
        }
        else if (TrySetNumbers(source, target, attribute))
        {
            Tell($"{path} has VR {element.VR}; {vr} was expected", $"Written as {vr}");
            KeepEnumerated(target, attribute, path);
            return;
        }
        else
        {
            _faults.Add(_sourceName, $"{path} has VR {element.VR}; {vr} was expected", Removal(attribute));
        }

        if (attribute.Type is AttributeType.Type2 or AttributeType.Type2C)
            target.SetEmpty(attribute.Tag);
    }

    private static bool TrySetNumbers(DataSet source, DataSet target, ModuleAttribute attribute)
    {
        try
        {
            double[] numbers = source.GetDoubles(attribute.Tag);
            if (!attribute.Multiplicity.Allows(numbers.Length))
                return false;
            target.Set(attribute.Tag, attribute.VR, numbers);
            return true;
        }
        catch (Exception exception) when (exception is DicomFormatException or ArgumentException)
        {
            return false;
        }
    }

    private void KeepEnumerated(DataSet target, ModuleAttribute attribute, string path)
    {
        if (EnumeratedValues.Of(attribute.Tag) is null)
            return;
        string value = target.GetInt64(attribute.Tag)?.ToString(CultureInfo.InvariantCulture) ?? "";
        if (EnumeratedValues.Check(attribute.Tag, value) is not { } fault)
            return;
        TellIllegal(attribute, value, fault.Expected, path);
        if (!Keeps)
            target.Remove(attribute.Tag);
    }

    private static string? TextOf(DataSet source, DataElement element, VR vr)
    {
        if (element.VR.IsText() || element.VR == VR.UN)
            return source.TextOf(new DataElement(element.Tag, vr, element.Value, null, element.IsUtf8));
        try
        {
            return string.Join('\\', source.GetDoubles(element.Tag).Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
        }
        catch (DicomFormatException)
        {
            return null;
        }
    }
}
