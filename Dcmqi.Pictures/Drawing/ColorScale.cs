namespace Dcmqi.Pictures;

/// <summary>What the colours of a map stand for.</summary>
internal sealed record ColorScale(ColorMap Map, ValueWindow Range, string Quantity, string Unit)
{
    /// <summary>The value at a share of the range, from 0 to 1.</summary>
    public string Text(double share) => ShownNumber.Text(Range.Center + Range.Width * (share - 0.5));
}
