namespace Dcmqi;

/// <summary>A point in an image as DICOM holds it: in pixels, from the upper left corner of the upper left pixel, whose centre is (0.5, 0.5) (PS3.3 C.18.6.1.1).</summary>
/// <param name="Column">Pixels to the right.</param>
/// <param name="Row">Pixels down.</param>
public readonly record struct ImagePoint(float Column, float Row)
{
    /// <summary>Gives column and row in one line.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"({Column}, {Row})");
}
