using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi;

/// <summary>One image of a slide: what it shows, its plane, its tiles and its optical paths (VL Whole Slide Microscopy Image, PS3.3 A.32.8).</summary>
public sealed class SlideImage
{
    private readonly TileIndex _tiles;
    private readonly string?[] _pathOfFrame;

    private SlideImage(SourceImage image, SlideMatrix matrix, TileIndex tiles, IReadOnlyList<OpticalPath> paths, string?[] pathOfFrame, IReadOnlyList<string> warnings)
    {
        Image = image;
        Matrix = matrix;
        OpticalPaths = paths;
        Warnings = warnings;
        Kind = KindOf(image.Header);
        _tiles = tiles;
        _pathOfFrame = pathOfFrame;
    }

    /// <summary>Gets the image.</summary>
    public SourceImage Image { get; }

    /// <summary>Gets what it shows.</summary>
    public SlideImageKind Kind { get; }

    /// <summary>Gets the plane that its tiles make.</summary>
    public SlideMatrix Matrix { get; }

    /// <summary>Gets its optical paths, in order of the Optical Path Sequence (0048,0105).</summary>
    public IReadOnlyList<OpticalPath> OpticalPaths { get; }

    /// <summary>Gets what was tolerated while reading.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Returns the frames that have pixels in a region, in order of place, then of number.</summary>
    /// <param name="column">First column, from 0.</param>
    /// <param name="row">First row, from 0.</param>
    /// <param name="columns">Columns of the region.</param>
    /// <param name="rows">Rows of the region.</param>
    /// <param name="focalPlane">Index of the focal plane, from 0.</param>
    /// <param name="opticalPath">Identifier of the optical path; all where <see langword="null"/>.</param>
    public IReadOnlyList<SourceFrame> FramesIn(int column, int row, int columns, int rows, int focalPlane = 0, string? opticalPath = null) =>
        [.. _tiles.In(column, row, columns, rows, focalPlane).Where(frame => opticalPath is null || _pathOfFrame[frame] == opticalPath).Select(frame => Image.Frames[frame])];

    /// <summary>Returns where the tile of a frame lies.</summary>
    /// <param name="frame">A frame of <see cref="Image"/>.</param>
    /// <returns>Column and row of its first pixel in the plane, from 0.</returns>
    /// <exception cref="ArgumentException">It is a frame of another image.</exception>
    public (int Column, int Row) PlaceOf(SourceFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (frame.Image != Image)
            throw new ArgumentException($"It is a frame of {frame.Image.Name}, not of {Image.Name}.", nameof(frame));
        return (_tiles.Column(frame.Number - 1), _tiles.Row(frame.Number - 1));
    }

    /// <summary>Returns kind, plane and optical paths.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Image.Name}: {Kind}, {Matrix}, {Matrix.ColumnSpacingMm * 1000:0.####} x {Matrix.RowSpacingMm * 1000:0.####} um, {OpticalPaths.Count} optical path{(OpticalPaths.Count == 1 ? "" : "s")}");

    /// <summary>Whether a frame's tile is this very region.</summary>
    internal bool IsTileAt(SourceFrame frame, int column, int row, TileSize size) =>
        Matrix.TileSize == size && _tiles.Column(frame.Number - 1) == column && _tiles.Row(frame.Number - 1) == row;

    /// <exception cref="DicomFormatException">Something is missing or contradictory.</exception>
    internal static SlideImage Read(SourceImage image)
    {
        var warnings = new List<string>();
        OpticalPath[] paths = [.. image.Header.GetItems(Tags.OpticalPathSequence).Select(item => new OpticalPath { Identifier = item.GetString(Tags.OpticalPathIdentifier) ?? "", Description = item.GetString(Tags.OpticalPathDescription) })];
        var pathOfFrame = new string?[image.Frames.Count];
        string? shared = PathOf(image.SharedGroups);
        Array.Fill(pathOfFrame, shared ?? (paths.Length == 1 ? paths[0].Identifier : null));
        int channels = shared is null ? Math.Max(1, paths.Length) : 1;
        (SlideMatrix matrix, TileIndex tiles) = SlideReading.Read(
            image.Header,
            new TileSize(image.Columns, image.Rows),
            image.Frames.Count,
            channels,
            (frame, groups) => pathOfFrame[frame] = PathOf(groups) ?? pathOfFrame[frame],
            warnings);
        if (matrix.Tiling == SlideTiling.Full && channels > 1)
        {
            for (int frame = 0; frame < pathOfFrame.Length; frame++)
                pathOfFrame[frame] = paths[frame / (pathOfFrame.Length / channels)].Identifier;
        }

        return new SlideImage(image, matrix, tiles, paths, pathOfFrame, [.. warnings.Select(warning => $"{image.Name}: {warning}")]);
    }

    internal static SlideImageKind KindOf(DataSet header) => header.GetStrings(Tags.ImageType) is [_, _, string kind, ..]
        ? kind switch
        {
            "VOLUME" => SlideImageKind.Volume,
            "LABEL" => SlideImageKind.Label,
            "OVERVIEW" => SlideImageKind.Overview,
            "THUMBNAIL" => SlideImageKind.Thumbnail,
            _ => SlideImageKind.Other,
        }
        : SlideImageKind.Other;

    private static string? PathOf(DataSet? groups) => groups?.GetItem(Tags.OpticalPathIdentificationSequence)?.GetString(Tags.OpticalPathIdentifier);
}
