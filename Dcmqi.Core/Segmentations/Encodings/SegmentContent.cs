using Dcmqi.Dicom;

namespace Dcmqi.Segmentations;

/// <summary>A segment apart from its encoding.</summary>
/// <param name="Number">Segment Number.</param>
/// <param name="Item">Its item of the Segment Sequence.</param>
/// <param name="Runs">The pixels it has, for the planes where it has any.</param>
/// <param name="Fractions">A fraction for each pixel, 0 to the Maximum Fractional Value, for the planes where one is not 0; <see langword="null"/> for a segment that has its pixels wholly.</param>
internal sealed record SegmentContent(int Number, DataSet Item, PlaneMap<ReadOnlyMemory<LabelRun>> Runs, PlaneMap<byte[]>? Fractions = null)
{
    /// <summary>The planes it is in, ascending.</summary>
    public ReadOnlySpan<int> Planes => Fractions is null ? Runs.Planes : Fractions.Planes;
}
