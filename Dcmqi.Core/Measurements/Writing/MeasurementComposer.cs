using Dcmqi.Iods.ContentTree;

namespace Dcmqi.Measurements;

/// <summary>Makes NUM items of measurements (PS3.16 TID 300, 1419, 1420).</summary>
internal sealed class MeasurementComposer
{
    private readonly Dictionary<Measurement, NumericItem> _items = new(ReferenceEqualityComparer.Instance);
    private readonly List<(ReferenceItem Reference, Measurement Target)> _references = [];
    private readonly ReportEvidence _evidence;

    public MeasurementComposer(ReportEvidence evidence) => _evidence = evidence;

    /// <summary>Puts a measurement into a group or container, its children in the order of TID 1419.</summary>
    public void Add(ContentItem parent, Measurement measurement)
    {
        NumericItem item = NumericItems.Add(
            parent, ContentRelationship.Contains, measurement.Name, measurement.Value, measurement.Unit, measurement.Qualifier);
        _items[measurement] = item;

        foreach (MeasurementModifier modifier in measurement.Modifiers)
            item.Add(ContentRelationship.HasConceptMod, CodedItem.Of(modifier.Name, modifier.Value));
        AddCode(item, ContentRelationship.HasConceptMod, ReportCodes.MeasurementMethod, measurement.Method);
        AddCode(item, ContentRelationship.HasConceptMod, ReportCodes.Derivation, measurement.Derivation);
        foreach (FindingSite site in measurement.FindingSites)
            AddSite(item, site);
        AddProperties(item, measurement);
        foreach (NumericProperty parameter in measurement.DerivationParameters)
            NumericItems.Add(item, ContentRelationship.InferredFrom, parameter);
        foreach (Measurement source in measurement.InferredFrom)
            _references.Add((item.Add(ContentRelationship.InferredFrom, new ReferenceItem()), source));
        foreach (ImageReference image in measurement.InferredFromImages)
            item.Add(ContentRelationship.InferredFrom, new InstanceItem(ContentValueType.Image, _evidence.Resolve(image)) { Name = ReportCodes.SourceOfMeasurement });
        if (measurement.TrackingIdentifier is not null)
            item.Add(ContentRelationship.HasObsContext, TextItem.Of(ReportCodes.TrackingIdentifier, measurement.TrackingIdentifier));
        if (measurement.TrackingUid is not null)
            item.Add(ContentRelationship.HasObsContext, TextItem.Of(ContentValueType.UidRef, ReportCodes.TrackingUniqueIdentifier, measurement.TrackingUid));
        AddRealWorldValueMap(item, ContentRelationship.InferredFrom, measurement.RealWorldValueMapUid);
        AddAlgorithm(item, measurement.Algorithm);
    }

    /// <summary>Leads references to the items of the measurements; to be called when all are there.</summary>
    public void Resolve()
    {
        // Equal measurements say the same, so where a caller holds a copy, the copy's twin will do.
        Dictionary<Measurement, NumericItem>? equal = null;
        foreach ((ReferenceItem reference, Measurement target) in _references)
        {
            if (!_items.TryGetValue(target, out NumericItem? item))
            {
                equal ??= _items.DistinctBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.Value);
                item = equal[target];
            }

            reference.Target = item;
        }
    }

    public static void AddCode(ContentItem parent, ContentRelationship relationship, CodedConcept name, CodedConcept? code)
    {
        if (code is not null)
            parent.Add(relationship, CodedItem.Of(name, code));
    }

    public static void AddText(ContentItem parent, ContentRelationship relationship, CodedConcept name, string? text)
    {
        if (text is not null)
            parent.Add(relationship, TextItem.Of(name, text));
    }

    public static void AddSite(ContentItem parent, FindingSite site)
    {
        CodedItem item = parent.Add(ContentRelationship.HasConceptMod, CodedItem.Of(ReportCodes.FindingSite, site.Site));
        AddCode(item, ContentRelationship.HasConceptMod, ReportCodes.Laterality, site.Laterality);
        AddCode(item, ContentRelationship.HasConceptMod, ReportCodes.TopographicalModifier, site.TopographicalModifier);
    }

    public static void AddAlgorithm(ContentItem parent, AlgorithmIdentification? algorithm)
    {
        if (algorithm is null)
            return;
        AddText(parent, ContentRelationship.HasConceptMod, ReportCodes.AlgorithmName, algorithm.Name);
        AddText(parent, ContentRelationship.HasConceptMod, ReportCodes.AlgorithmVersion, algorithm.Version);
        foreach (string parameter in algorithm.Parameters)
            AddText(parent, ContentRelationship.HasConceptMod, ReportCodes.AlgorithmParameters, parameter);
    }

    public void AddRealWorldValueMap(ContentItem parent, ContentRelationship relationship, string? uid)
    {
        if (uid is null)
            return;
        ImageReference reference = _evidence.Resolve(new ImageReference { SopInstanceUid = uid }, Dicom.Uids.RealWorldValueMappingStorage);
        parent.Add(relationship, new InstanceItem(ContentValueType.Composite, reference) { Name = ReportCodes.RealWorldValueMap });
    }

    // TID 310 and those that it includes.
    private static void AddProperties(NumericItem item, Measurement measurement)
    {
        AddCode(item, ContentRelationship.HasProperties, ReportCodes.Normality, measurement.Normality);
        foreach (NumericProperty property in measurement.NumericProperties)
            NumericItems.Add(item, ContentRelationship.HasProperties, property);
        AddText(item, ContentRelationship.HasProperties, ReportCodes.PopulationDescription, measurement.PopulationDescription);
        if (measurement.ReferenceRange is { } range)
        {
            AddNumber(item, ReportCodes.NormalRangeLowerLimit, range.Lower, range.Unit ?? measurement.Unit);
            AddNumber(item, ReportCodes.NormalRangeUpperLimit, range.Upper, range.Unit ?? measurement.Unit);
            AddText(item, ContentRelationship.HasProperties, ReportCodes.NormalRangeDescription, range.Description);
            AddText(item, ContentRelationship.HasProperties, ReportCodes.NormalRangeAuthority, range.Authority);
        }

        AddCode(item, ContentRelationship.HasProperties, ReportCodes.LevelOfSignificance, measurement.LevelOfSignificance);
        if (measurement.Uncertainty is { } uncertainty)
        {
            AddNumber(item, ReportCodes.LowerUncertainty, uncertainty.Lower, uncertainty.Unit ?? measurement.Unit);
            AddNumber(item, ReportCodes.UpperUncertainty, uncertainty.Upper, uncertainty.Unit ?? measurement.Unit);
        }

        AddCode(item, ContentRelationship.HasProperties, ReportCodes.SelectionStatus, measurement.SelectionStatus);
    }

    private static void AddNumber(NumericItem item, CodedConcept name, double? value, CodedConcept? unit)
    {
        if (value is not null)
            NumericItems.Add(item, ContentRelationship.HasProperties, name, value, unit, null);
    }
}
