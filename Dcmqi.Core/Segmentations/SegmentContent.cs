using Dcmqi.Dicom;

namespace Dcmqi.Segmentations;

/// <summary>A segment apart from its encoding.</summary>
/// <param name="Number">Segment Number.</param>
/// <param name="Item">Its item of the Segment Sequence.</param>
/// <param name="Runs">For each plane the pixels it has.</param>
/// <param name="Fractions">For each plane a fraction for each pixel, 0 to the Maximum Fractional Value, or <see langword="null"/> where all are 0; <see langword="null"/> altogether for a segment that has its pixels wholly.</param>
internal sealed record SegmentContent(int Number, DataSet Item, ReadOnlyMemory<LabelRun>[] Runs, byte[]?[]? Fractions = null)
{
    public bool IsEmptyIn(int plane) => Fractions is null ? Runs[plane].IsEmpty : Fractions[plane] is null;
}
