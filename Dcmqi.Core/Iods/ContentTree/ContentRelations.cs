namespace Dcmqi.Iods.ContentTree;

/// <summary>Which value types may stand in which, by relationship (PS3.3 A.35.2.3.2, A.35.3.3.2, A.35.13.3.2).</summary>
internal static class ContentRelations
{
    /// <summary>Tells whether one may stand in the other.</summary>
    /// <param name="parent">The type of the item that holds the other.</param>
    /// <param name="relationship">How it relates to what it holds.</param>
    /// <param name="child">The type of what it holds.</param>
    /// <param name="isEnhanced">The document is Enhanced SR, which allows less than the others: single statements have no observation or acquisition context.</param>
    public static bool IsAllowed(ContentValueType parent, ContentRelationship relationship, ContentValueType child, bool isEnhanced) => relationship switch
    {
        ContentRelationship.Contains => parent == ContentValueType.Container,
        ContentRelationship.HasObsContext =>
            ((IsStatement(parent) && !isEnhanced) || parent == ContentValueType.Container) && (IsValue(child) || child == ContentValueType.Composite),
        ContentRelationship.HasAcqContext =>
            (parent == ContentValueType.Container || (parent == ContentValueType.Num && !isEnhanced) || IsInstance(parent)) && (IsValue(child) || child == ContentValueType.Container),
        ContentRelationship.HasConceptMod => child is ContentValueType.Text or ContentValueType.Code,
        ContentRelationship.HasProperties => IsStatement(parent) || (parent == ContentValueType.PName && IsValue(child) && child != ContentValueType.Num),
        ContentRelationship.InferredFrom => IsStatement(parent),
        ContentRelationship.SelectedFrom =>
            (parent == ContentValueType.SCoord && child == ContentValueType.Image)
            || (parent == ContentValueType.TCoord && child is ContentValueType.SCoord or ContentValueType.Image or ContentValueType.Waveform)
            || (parent == ContentValueType.SCoord3D && IsInstance(child)),
        _ => false,
    };

    private static bool IsStatement(ContentValueType type) => type is ContentValueType.Text or ContentValueType.Code or ContentValueType.Num;

    private static bool IsInstance(ContentValueType type) => type is ContentValueType.Image or ContentValueType.Waveform or ContentValueType.Composite;

    private static bool IsValue(ContentValueType type) => IsStatement(type)
        || type is ContentValueType.DateTime or ContentValueType.Date or ContentValueType.Time or ContentValueType.UidRef or ContentValueType.PName;
}
