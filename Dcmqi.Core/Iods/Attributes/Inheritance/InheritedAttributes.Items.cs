using System.Globalization;
using Dcmqi.Dicom;

namespace Dcmqi.Iods;

internal sealed partial class InheritedAttributes
{
    // Sequences whose items PS3.3 leaves open hold what they like, themselves among it.
    private const int DeepestOpenItem = 8;

    private void CopyList(DataSet source, DataSet target, AttributeList list, string path)
    {
        foreach (ModuleAttribute attribute in list.Attributes)
        {
            if (source.Contains(attribute.Tag) && !MoveLongCode(source, target, list, attribute, path))
                CopyElement(source, target, attribute, path + attribute.Tag.Describe(), 0);
        }
    }

    private void CopySequence(DataElement element, DataSet target, ModuleAttribute attribute, string path, int depth)
    {
        IReadOnlyList<DataSet> items;
        try
        {
            items = element.Items;
        }
        catch (DicomFormatException exception)
        {
            _faults.Add(_sourceName, $"{path} cannot be read: {exception.Message.TrimEnd('.')}", "Left out");
            return;
        }

        if (items.Count == 0)
        {
            CopyEmpty(target, attribute, path);
            return;
        }

        List<DataSet> copies = [];
        for (int i = 0; i < items.Count; i++)
        {
            string itemPath = string.Create(CultureInfo.InvariantCulture, $"{path} item {i + 1}");
            DataSet copy = new();
            bool isSound = attribute.Items is { } list
                ? CopyItem(items[i], copy, list, itemPath)
                : CopyOpenItem(items[i], copy, itemPath, depth + 1);
            if (isSound && copy.Count > 0)
                copies.Add(copy);
        }

        if (copies.Count > 0)
            target.SetItems(attribute.Tag, copies);
        else if (attribute.Type is AttributeType.Type2 or AttributeType.Type2C)
            target.SetEmpty(attribute.Tag);
    }

    private bool CopyItem(DataSet source, DataSet target, AttributeList list, string path)
    {
        CopyList(source, target, list, path + ", ");
        RemoveUnsupported(target, list, path);
        List<string> missing = MissingFrom(target, list);
        foreach (string attribute in missing)
            Tell($"{path} lacks {attribute}", "Left out");
        foreach (ModuleAttribute attribute in list.Attributes)
        {
            if (attribute.Type != AttributeType.Type2 || target.Contains(attribute.Tag) || missing.Count > 0)
                continue;
            _faults.Add(_sourceName, $"{path} lacks {attribute.Tag.Describe()}", "Written empty");
            target.SetEmpty(attribute.Tag);
        }

        return missing.Count == 0 || Keeps;
    }

    private bool CopyOpenItem(DataSet source, DataSet target, string path, int depth)
    {
        if (depth > DeepestOpenItem)
            return false;
        foreach (DataElement element in source)
        {
            if (element.Tag.IsPrivate || !DicomDictionary.TryFind(element.Tag, out _, out _))
                continue;
            ModuleAttribute attribute = new(element.Tag, AttributeType.Type3, new ValueMultiplicity(1, int.MaxValue, 1), -1);
            CopyElement(source, target, attribute, $"{path}, {element.Tag.Describe()}", depth);
        }

        return true;
    }

    // What is required of a module or item, and is not there.
    private static List<string> MissingFrom(DataSet target, AttributeList list)
    {
        List<string> missing = [];
        foreach (ModuleAttribute attribute in list.Attributes)
        {
            bool isRequired = attribute.Type == AttributeType.Type1
                || (attribute.Type == AttributeType.Type1C && Decide(attribute.Tag, target, list) is { IsMet: true });
            if (isRequired && !target.HasValue(attribute.Tag))
                missing.Add(attribute.Tag.Describe());
        }

        return missing;
    }

    // An attribute that may only stand beside another goes where the other is absent.
    private void RemoveUnsupported(DataSet target, AttributeList list, string path)
    {
        bool isChanged = !Keeps;
        while (isChanged)
        {
            isChanged = false;
            foreach (ModuleAttribute attribute in list.Attributes)
            {
                if (attribute.Type == AttributeType.Type1C && Decide(attribute.Tag, target, list) is { } condition)
                    isChanged |= RemoveUnsupported(target, attribute, condition, path);
            }
        }
    }

    private bool RemoveUnsupported(DataSet target, ModuleAttribute attribute, AttributeCondition condition, string path)
    {
        string name = attribute.Tag.Describe();
        bool isPresent = target.HasValue(attribute.Tag);
        if (isPresent && condition is { IsMet: false, IsExclusive: true })
        {
            _faults.Add(_sourceName, $"{(path.Length > 0 ? $"{path} has {name}" : $"{name} is present")}, allowed only where {condition.Text}", "Left out");
            return target.Remove(attribute.Tag);
        }

        if (isPresent || condition is not { IsMet: true, TriggerTag: { } trigger })
            return false;
        _faults.Add(_sourceName, $"{(path.Length > 0 ? $"{path} lacks {name}" : $"{name} is absent")}, required where {condition.Text}", $"{trigger.Describe()} was left out");
        return target.Remove(trigger);
    }

    private static AttributeCondition? Decide(Tag tag, DataSet target, AttributeList list) =>
        AttributeConditions.Decide(tag, new ConditionScope(target, list, target));

    // PS3.3 8.1: a code of more than 16 characters has an attribute of its own; a cut code would be another code.
    private bool MoveLongCode(DataSet source, DataSet target, AttributeList list, ModuleAttribute attribute, string path)
    {
        if (Keeps || attribute.Tag != Tags.CodeValue || !list.IsCode || source.HasValue(Tags.LongCodeValue) || source.HasValue(Tags.URNCodeValue)
            || source.GetText(attribute.Tag) is not { Length: > 16 } code || code.Contains('\\') || ValueRules.Check(VR.UC, code) is not null)
        {
            return false;
        }

        bool isUrn = code.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) || code.StartsWith("http", StringComparison.OrdinalIgnoreCase);
        Tag moved = isUrn ? Tags.URNCodeValue : Tags.LongCodeValue;
        _faults.Add(_sourceName, $"{path}{attribute.Tag.Describe()} is {QuotedValue.Of(code)}; a code of at most 16 characters was expected", $"Written as {moved.Describe()}");
        target.Set(moved, code);
        return true;
    }
}
