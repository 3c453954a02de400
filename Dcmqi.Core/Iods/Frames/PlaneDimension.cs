using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>One dimension that the planes of a derived object have: an attribute that orders them (PS3.3 C.7.6.17).</summary>
/// <param name="Attribute">Dimension Index Pointer.</param>
/// <param name="FunctionalGroup">Functional Group Pointer: where the attribute stands.</param>
/// <param name="IndexOfPlane">For each plane its place in this dimension, from 0; places may be left out.</param>
internal sealed record PlaneDimension(Tag Attribute, Tag FunctionalGroup, int[] IndexOfPlane)
{
    /// <summary>Planes that are ordered by position alone.</summary>
    public static PlaneDimension[] Positions(int count) => [OfPosition([.. Enumerable.Range(0, count)])];

    public static PlaneDimension OfPosition(int[] indexOfPlane) => new(Tags.ImagePositionPatient, Tags.PlanePositionSequence, indexOfPlane);

    public static PlaneDimension OfTime(int[] indexOfPlane) => new(Tags.TemporalPositionIndex, Tags.FrameContentSequence, indexOfPlane);

    /// <summary>All tiles of a plane, ordered by row, then by column; before them by focal plane where there are several.</summary>
    public static PlaneDimension[] Tiles(int across, int down, int focalPlanes) => Tiles([.. Enumerable.Range(0, across * down * focalPlanes)], across, down, focalPlanes);

    /// <summary>Some tiles of a plane, in the same order.</summary>
    /// <param name="places">Which of all tiles they are, from 0, counted by focal plane, row and column.</param>
    /// <param name="across">Tiles in a row of the plane.</param>
    /// <param name="down">Tiles in a column of it.</param>
    /// <param name="focalPlanes">Focal planes.</param>
    public static PlaneDimension[] Tiles(int[] places, int across, int down, int focalPlanes)
    {
        PlaneDimension[] dimensions =
        [
            new(Tags.ZOffsetInSlideCoordinateSystem, Tags.PlanePositionSlideSequence, Array.ConvertAll(places, place => place / (across * down))),
            new(Tags.RowPositionInTotalImagePixelMatrix, Tags.PlanePositionSlideSequence, Array.ConvertAll(places, place => place / across % down)),
            new(Tags.ColumnPositionInTotalImagePixelMatrix, Tags.PlanePositionSlideSequence, Array.ConvertAll(places, place => place % across)),
        ];
        return focalPlanes == 1 ? dimensions[1..] : dimensions;
    }

    /// <summary>Index values of what is there: the least value has 1, the next 2; 0 for what is not there (PS3.3 C.7.6.17).</summary>
    /// <param name="values">The values that frames have, each below <paramref name="count"/>.</param>
    /// <param name="count">How many values there could be.</param>
    public static int[] Ranks(IEnumerable<int> values, int count)
    {
        var ranks = new int[count];
        foreach (int value in values)
            ranks[value] = 1;
        int rank = 0;
        for (int index = 0; index < count; index++)
            ranks[index] = ranks[index] == 0 ? 0 : ++rank;
        return ranks;
    }

    /// <summary>Frames without a place in the patient are counted.</summary>
    public static PlaneDimension OfNumber(int[] indexOfPlane) => new(Tags.InStackPositionNumber, Tags.FrameContentSequence, indexOfPlane);
}
