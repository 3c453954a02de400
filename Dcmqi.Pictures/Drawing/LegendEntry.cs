using SkiaSharp;

namespace Dcmqi.Pictures;

/// <summary>A line of the legend.</summary>
/// <param name="Color">The colour that it explains; <see langword="null"/> for text alone.</param>
/// <param name="Text">What the colour stands for.</param>
internal readonly record struct LegendEntry(SKColor? Color, string Text);
