namespace Dcmqi.Metadata;

/// <summary>Reads what the columns of a table of features mean.</summary>
internal static class FeatureMappingReader
{
    public const string SchemaName = "feature-mapping.json";

    /// <returns>The mapping, or null where what it must have is at fault.</returns>
    public static FeatureMapping? Read(MetadataNode node, MetadataFaults faults)
    {
        var root = new MetadataObject(node, faults, "an object with segmentColumn and features");
        root.Text("@schema", TextRule.Any);
        string? segment = root.Text("segmentColumn", TextRule.Any, required: true);
        string? tracking = root.Text("TrackingIdentifierColumn", TextRule.Any);
        string? trackingUid = root.Text("TrackingUniqueIdentifierColumn", TextRule.Any);
        List<string> ignored = root.AnyTexts("ignoredColumns", TextRule.Any);
        CodedConcept? category = root.Code("FindingCategory"), finding = root.Code("Finding");
        FindingSite? site = RegionReader.Site(root, required: false);
        CodedConcept? method = root.Code("MeasurementMethod");
        AlgorithmIdentification? algorithm = MeasurementItemReader.Algorithm(root, faults);
        List<FeatureColumn> features = Features(root, faults);
        root.Close();
        return segment is null ? null : new FeatureMapping
        {
            SegmentColumn = segment,
            TrackingIdentifierColumn = tracking,
            TrackingUidColumn = trackingUid,
            IgnoredColumns = ignored,
            FindingCategory = category,
            Finding = finding,
            FindingSite = site,
            Method = method,
            Algorithm = algorithm,
            Features = features,
        };
    }

    private static List<FeatureColumn> Features(MetadataObject root, MetadataFaults faults)
    {
        var features = new List<FeatureColumn>();
        var columns = new HashSet<string>(StringComparer.Ordinal);
        foreach (MetadataNode node in root.Items("features", "a list of objects with column, quantity and units", required: true))
        {
            var item = new MetadataObject(node, faults, "a feature: an object with column, quantity and units");
            string? column = item.Text("column", TextRule.Any, required: true);
            CodedConcept? quantity = item.Code("quantity", required: true), unit = item.Code("units", required: true);
            CodedConcept? derivation = item.Code("derivationModifier"), method = item.Code("MeasurementMethod");
            if (column is not null && !columns.Add(column))
                item.Refuse("column", $"is '{MetadataNode.Shorten(column)}', as that of another feature; expected different columns.");
            item.Close();
            if (column is not null && quantity is not null && unit is not null)
                features.Add(new FeatureColumn { Column = column, Quantity = quantity, Unit = unit, Derivation = derivation, Method = method });
        }

        return features;
    }
}
