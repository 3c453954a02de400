using Dcmqi.Dicom;

namespace Dcmqi.Iods.ContentTree;

/// <summary>Writes a content tree into the data set of a document (PS3.3 C.17.3).</summary>
internal static class ContentTreeWriter
{
    /// <summary>Writes the tree.</summary>
    /// <param name="dataSet">The document; the root's attributes are its own.</param>
    /// <param name="root">The tree; references by reference lead to items of it.</param>
    public static void Write(DataSet dataSet, ContainerItem root)
    {
        Resolve(root);
        WriteItem(dataSet, root);
    }

    /// <summary>
    /// The SOP class that can hold a tree: Enhanced SR, unless it refers to items by reference or says of a single statement in what context it was observed
    /// (Comprehensive), or has shapes in space (Comprehensive 3D) (PS3.3 A.35.2, A.35.3, A.35.13).
    /// </summary>
    public static string SopClassFor(ContainerItem root)
    {
        bool isEnhanced = true;
        foreach (ContentItem item in root.All())
        {
            if (item.ValueType == ContentValueType.SCoord3D)
                return Uids.Comprehensive3DSRStorage;
            isEnhanced &= item.Children.All(child =>
                child.ValueType != ContentValueType.Reference && ContentRelations.IsAllowed(item.ValueType, child.Relationship, child.ValueType, isEnhanced: true));
        }

        return isEnhanced ? Uids.EnhancedSRStorage : Uids.ComprehensiveSRStorage;
    }

    // The tree comes from our own builder, whose depth is that of its templates.
    private static void WriteItem(DataSet dataSet, ContentItem item)
    {
        if (item.ValueType != ContentValueType.Reference)
            dataSet.Set(Tags.ValueType, ContentTerms.Of(item.ValueType));
        if (item.Name is not null)
            dataSet.SetItems(Tags.ConceptNameCodeSequence, CodeItem.Of(item.Name));
        item.WriteValue(dataSet);
        if (item.Children.Count == 0)
            return;
        var children = new DataSet[item.Children.Count];
        for (int i = 0; i < children.Length; i++)
        {
            children[i] = new DataSet();
            children[i].Set(Tags.RelationshipType, ContentTerms.Of(item.Children[i].Relationship));
            WriteItem(children[i], item.Children[i]);
        }

        dataSet.SetItems(Tags.ContentSequence, children);
    }

    private static void Resolve(ContainerItem root)
    {
        ReferenceItem[] references = [.. root.All().OfType<ReferenceItem>()];
        if (references.Length == 0)
            return;
        var identifiers = new Dictionary<ContentItem, int[]>(ReferenceEqualityComparer.Instance) { [root] = [1] };
        foreach (ContentItem item in root.All())
        {
            int[] own = identifiers[item];
            for (int i = 0; i < item.Children.Count; i++)
                identifiers[item.Children[i]] = [.. own, i + 1];
        }

        foreach (ReferenceItem reference in references)
            reference.Identifier = identifiers[reference.Target!];
    }
}
