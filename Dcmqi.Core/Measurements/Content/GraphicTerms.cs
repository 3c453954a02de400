namespace Dcmqi.Measurements;

/// <summary>The terms of Graphic Type (0070,0023) (PS3.3 C.18.6.1.2, C.18.9.1.2).</summary>
internal static class GraphicTerms
{
    public static string Of(GraphicType type) => type.ToString().ToUpperInvariant();

    public static string Of(GraphicType3D type) => type.ToString().ToUpperInvariant();

    public static bool TryRead(string term, out GraphicType type) => Enum.TryParse(term, ignoreCase: true, out type) && Of(type) == term;

    public static bool TryRead(string term, out GraphicType3D type) => Enum.TryParse(term, ignoreCase: true, out type) && Of(type) == term;
}
