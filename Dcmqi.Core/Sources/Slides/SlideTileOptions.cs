using System.Globalization;
using Dcmqi.Binary;

namespace Dcmqi;

/// <summary>Which plane of a slide an object is made of, and how it is cut into tiles; options of <c>SlideSegmentationBuilder</c> and <c>SlideParametricMapBuilder</c>.</summary>
public sealed record SlideTileOptions
{
    /// <summary>Gets the level of the pyramid that was segmented or measured, as <see cref="SourceImages.SlideLevels"/> counts them. Default: 0, the largest.</summary>
    public int Level { get; init; }

    /// <summary>Gets the one focal plane that was segmented or measured, from 0. Default (<see langword="null"/>): all of the level's.</summary>
    public int? FocalPlane { get; init; }

    /// <summary>Gets the identifier of the one optical path that was segmented or measured, to which frames refer. Default (<see langword="null"/>): all.</summary>
    public string? OpticalPath { get; init; }

    /// <summary>Gets the size of the tiles. Default (<see langword="null"/>): that of the level's tiles, so that a tile refers to the frames of that very tile.</summary>
    public TileSize? Size { get; init; }

    /// <summary>Gets which tiles are written. Default: <see cref="SlideTiling.Sparse"/>, those in which something is, each with its place.</summary>
    public SlideTiling Tiling { get; init; } = SlideTiling.Sparse;

    /// <summary>Gets how many tiles are filled at once: 1 for one after the other, in order. Default: the number of processors, or what the program's setting <c>Dcmqi.MaxDegreeOfParallelism</c> says.</summary>
    public int MaxDegreeOfParallelism { get; init; } = ParallelLoop.DefaultThreads;

    /// <summary>Returns the options set, such as <c>SlideTileOptions: level 0, Sparse</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"SlideTileOptions: level {Level}{(FocalPlane is null ? "" : $", focal plane {FocalPlane}")}{(OpticalPath is null ? "" : $", optical path '{OpticalPath}'")}{(Size is null ? "" : $", tiles of {Size}")}, {Tiling}");
}
