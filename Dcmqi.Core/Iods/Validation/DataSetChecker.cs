using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>Checks a data set against the modules of its IOD: what must be there is, and values are legal.</summary>
internal sealed partial class DataSetChecker
{
    private readonly DataSet _root;
    private readonly FindingList _findings;
    private readonly ModuleUsage[] _modules;

    // An attribute of several modules has its value checked once.
    private readonly HashSet<Tag> _valuesChecked = [];

    private DataSetChecker(DataSet root, FindingList findings, ModuleUsage[] modules) => (_root, _findings, _modules) = (root, findings, modules);

    /// <summary>Checks a data set.</summary>
    /// <param name="dataSet">The data set.</param>
    /// <param name="iod">The IOD as <see cref="ModuleTable.OfIod"/> knows it: <c>segmentation</c>.</param>
    /// <param name="findings">Takes what differs from the standard.</param>
    public static void Check(DataSet dataSet, string iod, FindingList findings)
    {
        DataSetChecker checker = new(dataSet, findings, ModuleTable.OfIod(iod));
        foreach (ModuleUsage usage in checker._modules)
        {
            // What a content item must have depends on its value type, which ContentTreeRules knows.
            if (usage.Module == "sr-document-content")
                continue;
            findings.Clause = ModuleClauses.Of(usage.Module);
            AttributeList list = ModuleTable.Of(usage.Module);
            if (usage.Usage == 'M' || checker.IsPresent(usage, list))
                checker.CheckList(dataSet, list);
            else
                checker.CheckValues(dataSet, list);
        }

        string groups = iod + "-multi-frame-functional-groups";
        if (Array.Exists(checker._modules, usage => usage.Module == groups))
            checker.CheckFunctionalGroups(ModuleTable.Of(groups), iod);
    }

    /// <summary>Checks the attributes of one module that every data set with it must have (Types 1 and 2).</summary>
    /// <param name="dataSet">The data set; its pixels need not have been read.</param>
    /// <param name="module">The module as <see cref="ModuleTable.Of"/> knows it.</param>
    /// <param name="findings">Takes what differs from the standard.</param>
    public static void CheckRequired(DataSet dataSet, string module, FindingList findings)
    {
        DataSetChecker checker = new(dataSet, findings, []);
        AttributeList list = ModuleTable.Of(module);
        foreach (ModuleAttribute attribute in list.Attributes)
        {
            if (attribute.Type is not (AttributeType.Type1 or AttributeType.Type2) || attribute.Tag == Tags.PixelData)
                continue;
            DataElement? element = dataSet.Find(attribute.Tag);
            checker.CheckPresence(dataSet, list, attribute, element);
            checker.CheckValue(dataSet, attribute, element);
        }
    }

    // PS3.3 A.51.3 and A.75.3: conditional modules. A module that may be left out is present where an attribute is that only it has.
    private bool IsPresent(ModuleUsage usage, AttributeList list)
    {
        switch (usage.Module)
        {
            case "frame-of-reference":
                return _root.Contains(Tags.FrameOfReferenceUID) || !HasDerivationImages();
            case "palette-color-lookup-table" or "icc-profile":
                return _root.GetString(Tags.PhotometricInterpretation) == "PALETTE COLOR";
            case "common-instance-reference":
                return _root.Contains(Tags.ReferencedSeriesSequence) || HasDerivationImages();
            case "image-pixel":
                return _root.Contains(Tags.PixelData);
            case "floating-point-image-pixel":
                return _root.Contains(Tags.FloatPixelData);
            case "double-floating-point-image-pixel":
                return _root.Contains(Tags.DoubleFloatPixelData);
            case "microscope-slide-layer-tile-organization" when _root.GetString(Tags.DimensionOrganizationType) == "TILED_FULL":
                return true;
        }

        foreach (ModuleAttribute attribute in list.Attributes)
        {
            if (_root.Contains(attribute.Tag) && !Array.Exists(_modules, other => other.Usage == 'M' && ModuleTable.Of(other.Module).Find(attribute.Tag) is not null))
                return true;
        }

        return false;
    }

    private void CheckList(DataSet item, AttributeList list)
    {
        foreach (ModuleAttribute attribute in list.Attributes)
        {
            DataElement? element = item.Find(attribute.Tag);
            CheckPresence(item, list, attribute, element);
            CheckValue(item, attribute, element);
        }
    }

    private void CheckValues(DataSet item, AttributeList list)
    {
        foreach (ModuleAttribute attribute in list.Attributes)
            CheckValue(item, attribute, item.Find(attribute.Tag));
    }

    private void CheckValue(DataSet item, ModuleAttribute attribute, DataElement? element)
    {
        if (element is not null && (!ReferenceEquals(item, _root) || _valuesChecked.Add(attribute.Tag)))
            CheckElement(item, attribute, element);
    }

    private void CheckPresence(DataSet item, AttributeList list, ModuleAttribute attribute, DataElement? element)
    {
        bool isEmpty = element is not null && IsEmpty(element);
        switch (attribute.Type)
        {
            case AttributeType.Type1 when element is null || isEmpty:
                // PS3.3 C.7.6.16: tiles that fill the plane need no item for each frame.
                if (attribute.Tag != Tags.PerFrameFunctionalGroupsSequence || !IsTiledFull)
                    _findings.Error(attribute.Tag, isEmpty ? "is empty; a value is required (Type 1)" : "is absent (Type 1)");
                break;
            case AttributeType.Type2 when element is null:
                _findings.Error(attribute.Tag, "is absent (Type 2)");
                break;
            case AttributeType.Type1C when isEmpty:
                _findings.Error(attribute.Tag, "is empty; where it is present it needs a value (Type 1C)");
                break;
            case AttributeType.Type1C or AttributeType.Type2C:
                CheckCondition(item, list, attribute, element is not null);
                break;
        }
    }

    private void CheckCondition(DataSet item, AttributeList list, ModuleAttribute attribute, bool isPresent)
    {
        AttributeCondition? decided;
        try
        {
            decided = AttributeConditions.Decide(attribute.Tag, new ConditionScope(item, list, _root));
        }
        catch (DicomFormatException)
        {
            // What the condition depends on is rubbish and has a finding of its own.
            return;
        }

        if (decided is not { } condition || condition.IsMet == isPresent)
            return;
        if (condition.IsMet)
            _findings.Error(attribute.Tag, $"is absent, but required where {condition.Text} ({(attribute.Type == AttributeType.Type1C ? "Type 1C" : "Type 2C")})");
        else if (condition.IsExclusive)
            _findings.Warning(attribute.Tag, $"is present, but allowed only where {condition.Text}");
    }

    private static bool IsEmpty(DataElement element)
    {
        try
        {
            return element.IsEmpty;
        }
        catch (DicomFormatException)
        {
            return false;
        }
    }

    private bool IsTiledFull => _root.GetString(Tags.DimensionOrganizationType) == "TILED_FULL";
}
