namespace Dcmqi.Metadata;

/// <summary>The unit of a feature, by that of the image.</summary>
internal enum FeatureUnit
{
    None,
    Millimeter,
    SquareMillimeter,
    CubicMillimeter,
    PerMillimeter,
    Image,
    ImageSquared,
    ImageTimesCubicMillimeter,
    ImageSquaredTimesCubicMillimeter,
    Gram,
}
