namespace Dcmqi.ParametricMaps;

/// <summary>What tells frames at one place apart, from their Frame Content (PS3.3 C.7.6.16.2.2).</summary>
/// <param name="Dimensions">Dimension Index Values of those dimensions that do not only say where a frame lies.</param>
/// <param name="Times">Temporal Position Index; empty where there is none.</param>
internal sealed record MapFrameContent(int[] Dimensions, int[] Times)
{
    public static MapFrameContent None { get; } = new([], []);

    public bool IsSame(MapFrameContent other) => Dimensions.AsSpan().SequenceEqual(other.Dimensions) && Times.AsSpan().SequenceEqual(other.Times);
}
