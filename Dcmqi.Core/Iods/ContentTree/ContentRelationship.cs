namespace Dcmqi.Iods.ContentTree;

/// <summary>Relationship Type (0040,A010) of a content item to the one that holds it (PS3.3 C.17.3.2.4).</summary>
internal enum ContentRelationship
{
    Contains,
    HasProperties,
    HasObsContext,
    HasAcqContext,
    InferredFrom,
    SelectedFrom,
    HasConceptMod,

    /// <summary>None of these, or the root of the tree.</summary>
    Other,
}
