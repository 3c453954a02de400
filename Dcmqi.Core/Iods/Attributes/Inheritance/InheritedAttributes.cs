using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>Takes the attributes of whole modules over from a source image, so that the new object is sound where the source is not.</summary>
/// <remarks>Private and retired attributes are not taken over: only what the module tables list is.</remarks>
internal sealed partial class InheritedAttributes
{
    private readonly DataSet _source;
    private readonly string _sourceName;
    private readonly FaultList _faults;
    private readonly UidGenerator _uids;

    /// <param name="source">The data set of a source image.</param>
    /// <param name="sourceName">Its file, as faults name it.</param>
    /// <param name="faults">Takes what is wrong with the source.</param>
    /// <param name="uids">Makes the UIDs that the source lacks.</param>
    public InheritedAttributes(DataSet source, string sourceName, FaultList faults, UidGenerator uids)
    {
        _source = source;
        _sourceName = sourceName;
        _faults = faults;
        _uids = uids;
    }

    /// <summary>Takes modules over. The user-optional ones (usage U of PS3.3 A.51) are taken over where the source has any attribute of them.</summary>
    /// <param name="source">The data set of a source image.</param>
    /// <param name="sourceName">Its file, as faults name it.</param>
    /// <param name="target">The new object.</param>
    /// <param name="modules">Names of modules as <see cref="ModuleTable.Of"/> knows them.</param>
    /// <param name="faults">Takes what is wrong with the source.</param>
    /// <param name="uids">Makes the UIDs that the source lacks.</param>
    public static void Copy(DataSet source, string sourceName, DataSet target, IEnumerable<string> modules, FaultList faults, UidGenerator uids)
    {
        InheritedAttributes inherited = new(source, sourceName, faults, uids);
        ModuleUsage[] usages = ModuleTable.OfIod("segmentation");
        foreach (string module in modules)
        {
            if (Array.Exists(usages, usage => usage.Module == module && usage.Usage == 'U'))
                inherited.CopyModuleIfPresent(target, module);
            else
                inherited.CopyModule(target, module);
        }
    }

    /// <summary>Takes a module over that the new object must have: afterwards its Type 2 attributes are there, and the UIDs of Type 1.</summary>
    public void CopyModule(DataSet target, string module)
    {
        AttributeList list = ModuleTable.Of(module);
        DataSet part = new();
        CopyList(_source, part, list, "");
        RemoveUnsupported(part, list, "");
        foreach (ModuleAttribute attribute in list.Attributes)
            Complete(part, list, attribute);
        foreach (DataElement element in part)
            target.Put(element);
    }

    /// <summary>Takes a module over where the source has a value of it; leaves it out where the source lacks what the module requires.</summary>
    public void CopyModuleIfPresent(DataSet target, string module)
    {
        AttributeList list = ModuleTable.Of(module);
        DataSet part = new();
        CopyList(_source, part, list, "");
        if (part.All(element => element.IsEmpty))
            return;
        RemoveUnsupported(part, list, "");
        List<string> missing = MissingFrom(part, list);
        if (missing.Count > 0)
        {
            string others = string.Join(", ", part.Select(element => element.Tag.Describe()));
            foreach (string attribute in missing)
                Tell($"{attribute} is absent, though {others} {(part.Count == 1 ? "is" : "are")} present", "All of the module was left out");
            if (!Keeps)
                return;
        }

        foreach (ModuleAttribute attribute in list.Attributes)
            Complete(part, list, attribute);
        foreach (DataElement element in part)
            target.Put(element);
    }

    /// <summary>Takes one attribute of a module over where the source has a value.</summary>
    public void CopyAttribute(DataSet target, string module, Tag tag)
    {
        AttributeList list = ModuleTable.Of(module);
        ModuleAttribute attribute = list.Find(tag)
            ?? throw new ArgumentException($"The module '{module}' has no {tag.Describe()}.", nameof(tag));
        if (_source.Contains(tag))
            CopyElement(_source, target, attribute, attribute.Tag.Describe(), 0);
        if (attribute.Type == AttributeType.Type1)
            Complete(target, list, attribute);
    }

    // What is still absent of a module that must be there.
    private void Complete(DataSet part, AttributeList list, ModuleAttribute attribute)
    {
        Tag tag = attribute.Tag;
        bool isEmptyAllowed = attribute.Type is AttributeType.Type2 or AttributeType.Type2C;
        if (isEmptyAllowed ? part.Contains(tag) : part.HasValue(tag))
            return;
        string fault = $"{tag.Describe()} is {(_source.Contains(tag) ? "empty" : "absent")}";
        if (attribute.Type == AttributeType.Type1 && attribute.VR == VR.UI)
        {
            // An illegal one has been told already, and what was done with it.
            if (!_replaced.Contains(tag))
                _faults.Add(_sourceName, fault, "A new one was made");
            part.Set(tag, _uids.Next());
        }
        else if (attribute.Type == AttributeType.Type1)
        {
            _faults.Add(_sourceName, fault, "Left out");
        }
        else if (attribute.Type == AttributeType.Type2 || (attribute.Type == AttributeType.Type2C && Decide(tag, part, list) is { IsMet: true }))
        {
            _faults.Add(_sourceName, fault, "Written empty");
            part.SetEmpty(tag);
        }
    }
}
