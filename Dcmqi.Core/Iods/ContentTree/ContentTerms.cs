namespace Dcmqi.Iods.ContentTree;

/// <summary>The terms of Value Type and Relationship Type.</summary>
internal static class ContentTerms
{
    private static readonly (ContentValueType Type, string Term)[] ValueTypes =
    [
        (ContentValueType.Container, "CONTAINER"),
        (ContentValueType.Text, "TEXT"),
        (ContentValueType.Code, "CODE"),
        (ContentValueType.Num, "NUM"),
        (ContentValueType.Date, "DATE"),
        (ContentValueType.Time, "TIME"),
        (ContentValueType.DateTime, "DATETIME"),
        (ContentValueType.UidRef, "UIDREF"),
        (ContentValueType.PName, "PNAME"),
        (ContentValueType.Composite, "COMPOSITE"),
        (ContentValueType.Image, "IMAGE"),
        (ContentValueType.Waveform, "WAVEFORM"),
        (ContentValueType.SCoord, "SCOORD"),
        (ContentValueType.SCoord3D, "SCOORD3D"),
        (ContentValueType.TCoord, "TCOORD"),
    ];

    private static readonly (ContentRelationship Relationship, string Term)[] Relationships =
    [
        (ContentRelationship.Contains, "CONTAINS"),
        (ContentRelationship.HasProperties, "HAS PROPERTIES"),
        (ContentRelationship.HasObsContext, "HAS OBS CONTEXT"),
        (ContentRelationship.HasAcqContext, "HAS ACQ CONTEXT"),
        (ContentRelationship.InferredFrom, "INFERRED FROM"),
        (ContentRelationship.SelectedFrom, "SELECTED FROM"),
        (ContentRelationship.HasConceptMod, "HAS CONCEPT MOD"),
    ];

    public static string Of(ContentValueType type) => Array.Find(ValueTypes, pair => pair.Type == type).Term ?? "?";

    public static string Of(ContentRelationship relationship) => Array.Find(Relationships, pair => pair.Relationship == relationship).Term ?? "?";

    public static ContentValueType ValueType(string? term)
    {
        int index = Array.FindIndex(ValueTypes, pair => pair.Term == term);
        return index < 0 ? ContentValueType.Other : ValueTypes[index].Type;
    }

    public static ContentRelationship Relationship(string? term)
    {
        int index = Array.FindIndex(Relationships, pair => pair.Term == term);
        return index < 0 ? ContentRelationship.Other : Relationships[index].Relationship;
    }
}
