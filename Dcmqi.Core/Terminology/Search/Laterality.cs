namespace Dcmqi.Terminology;

/// <summary>Sides as words, and as codes (PS3.16 CID 244).</summary>
internal static class Laterality
{
    public static CodedConcept? Code(Side side) => side switch
    {
        Side.Left => new CodedConcept("7771000", "SCT", "Left"),
        Side.Right => new CodedConcept("24028007", "SCT", "Right"),
        Side.Both => new CodedConcept("51440002", "SCT", "Right and left"),
        _ => null,
    };

    /// <summary>The side that a word means; lower case.</summary>
    public static Side Of(string word) => word switch
    {
        "left" or "l" or "lt" or "lh" or "sin" or "sinister" => Side.Left,
        "right" or "r" or "rt" or "rh" or "dex" or "dexter" => Side.Right,
        "both" or "bilateral" or "bilat" => Side.Both,
        _ => Side.None,
    };

    /// <summary>Two words for sides together.</summary>
    public static Side And(this Side side, Side other) => side == other || other == Side.None ? side : side == Side.None ? other : Side.Both;
}
