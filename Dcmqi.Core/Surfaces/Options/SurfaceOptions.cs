namespace Dcmqi;

/// <summary>Options of making surfaces.</summary>
public sealed record SurfaceOptions
{
    /// <summary>Gets how the surface is smoothed. Default: <see langword="null"/>, not at all: its vertices lie halfway between voxels, and it encloses the very voxels that it was made of.</summary>
    public SurfaceSmoothing? Smoothing { get; init; }

    internal static SurfaceOptions Default { get; } = new();

    /// <summary>Returns the options in one line.</summary>
    public override string ToString() => $"SurfaceOptions: {Smoothing?.ToString() ?? "not smoothed"}";
}
