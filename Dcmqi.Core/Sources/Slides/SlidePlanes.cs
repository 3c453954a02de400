using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Sources;

/// <summary>What an object derived from a slide says of its tiles and their plane (PS3.3 A.51, A.75, C.8.12.6.1, C.8.12.14).</summary>
internal sealed class SlidePlanes(SlideGrid grid, SlideTiling tiling, string? opticalPath, CodedConcept derivation)
{
    private SlideMatrix Matrix => grid.Level.Matrix;

    private SourceImage Image => grid.Level.Image;

    /// <summary>The Microscope Slide Layer Tile Organization Module, in the words of the source.</summary>
    public void SetOrganization(DataSet dataSet)
    {
        DataSet header = Image.Header;
        dataSet.Set(Tags.TotalPixelMatrixColumns, Matrix.Columns);
        dataSet.Set(Tags.TotalPixelMatrixRows, Matrix.Rows);
        if (tiling == SlideTiling.Full)
            dataSet.Set(Tags.TotalPixelMatrixFocalPlanes, grid.FocalPlanes.Length);
        if (header.HasValue(Tags.ImageOrientationSlide))
            dataSet.CopyFrom(header, Tags.ImageOrientationSlide);
        else
            dataSet.Set(Tags.ImageOrientationSlide, Matrix.RowDirection.X, Matrix.RowDirection.Y, Matrix.RowDirection.Z, Matrix.ColumnDirection.X, Matrix.ColumnDirection.Y, Matrix.ColumnDirection.Z);
        var origin = new DataSet();
        DataSet? itsOrigin = header.GetItem(Tags.TotalPixelMatrixOriginSequence);
        SetOffset(origin, Tags.XOffsetInSlideCoordinateSystem, itsOrigin, Matrix.OriginMm.X);
        SetOffset(origin, Tags.YOffsetInSlideCoordinateSystem, itsOrigin, Matrix.OriginMm.Y);
        dataSet.SetItems(Tags.TotalPixelMatrixOriginSequence, origin);
    }

    /// <summary>Pixel measures; with all tiles in order, also the source.</summary>
    public DataSet SharedGroups()
    {
        var shared = new DataSet();
        DataSet? source = Image.SharedGroups?.GetItem(Tags.PixelMeasuresSequence);
        var measures = new DataSet();
        if (source?.HasValue(Tags.PixelSpacing) == true)
            measures.CopyFrom(source, Tags.PixelSpacing);
        else
            measures.Set(Tags.PixelSpacing, Matrix.RowSpacingMm, Matrix.ColumnSpacingMm);
        if (source?.HasValue(Tags.SliceThickness) == true)
            measures.CopyFrom(source, Tags.SliceThickness);
        else
            measures.Set(Tags.SliceThickness, Matrix.FocalSpacingMm);
        if (grid.FocalPlanes.Length > 1)
            measures.Set(Tags.SpacingBetweenSlices, grid.Geometry.SpacingMm.Z);
        shared.SetItems(Tags.PixelMeasuresSequence, measures);

        // The tiles have no groups of their own then, in which each could name its sources.
        if (tiling == SlideTiling.Full)
            FunctionalGroups.SetDerivationImage(shared, derivation, SourceImageItems.Of(SharedSource(), null));
        return shared;
    }

    /// <summary>For each tile its place and its sources, made when asked for.</summary>
    public IReadOnlyList<DataSet> TileGroups() => new GeneratedItems(grid.Count, index =>
    {
        SlideTile tile = grid[index];
        var groups = new DataSet();
        SlidePosition.Set(groups, Matrix, tile.Column, tile.Row, tile.FocalPlane);

        IReadOnlyList<SourceFrame> frames = grid.Level.FramesIn(tile.Column, tile.Row, tile.UsedColumns, tile.UsedRows, tile.FocalPlane, opticalPath);
        bool isSameTile = frames.All(frame => grid.Level.IsTileAt(frame, tile.Column, tile.Row, tile.Size));

        // PS3.3 10.33: pixels are where they were; of frames that only overlap the tile that cannot be said.
        FunctionalGroups.SetDerivationImage(groups, derivation, SourceImageItems.Of(frames, isSameTile ? "YES" : null));
        return groups;
    });

    private IEnumerable<SourceFrame> SharedSource() => opticalPath is null && grid.FocalPlanes.Length == Matrix.FocalPlanesMm.Count
        ? Image.Frames
        : grid.FocalPlanes.SelectMany(plane => grid.Level.FramesIn(0, 0, Matrix.Columns, Matrix.Rows, plane, opticalPath));

    private static void SetOffset(DataSet origin, Tag tag, DataSet? source, double otherwise)
    {
        if (source?.HasValue(tag) == true)
            origin.CopyFrom(source, tag);
        else
            origin.Set(tag, otherwise);
    }
}
