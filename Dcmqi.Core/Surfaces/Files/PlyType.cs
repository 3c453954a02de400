namespace Dcmqi.Surfaces.Files;

/// <summary>Types of values in PLY files.</summary>
internal enum PlyType
{
    Char,
    UChar,
    Short,
    UShort,
    Int,
    UInt,
    Float,
    Double,
}
