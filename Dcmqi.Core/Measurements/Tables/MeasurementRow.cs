using Dcmqi.Metadata;

namespace Dcmqi;

/// <summary>One row of a <see cref="MeasurementTable"/>: a measurement or an evaluation, with what is said of its group.</summary>
/// <remarks>A row that is neither keeps the place of a group in which nothing was measured.</remarks>
public sealed record MeasurementRow
{
    /// <summary>Gets the number of the group, from 1; rows of the same number make one group.</summary>
    public required int Group { get; init; }

    /// <summary>Gets what the group is measured on (<see cref="MeasurementGroup.Kind"/>).</summary>
    public MeasurementGroupKind Kind { get; init; } = MeasurementGroupKind.Volumetric;

    /// <summary>Gets a name by which the region is followed over time.</summary>
    public string? TrackingIdentifier { get; init => field = GivenText.Of(value); }

    /// <summary>Gets a UID by which the region is followed over time.</summary>
    public string? TrackingUid { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the session in which it was measured.</summary>
    public string? ActivitySession { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the time point.</summary>
    public string? TimePoint { get; init => field = GivenText.Of(value); }

    /// <summary>Gets what kind of thing was found.</summary>
    public CodedConcept? FindingCategory { get; init; }

    /// <summary>Gets what was found.</summary>
    public CodedConcept? Finding { get; init; }

    /// <summary>Gets where it was found.</summary>
    public CodedConcept? FindingSite { get; init; }

    /// <summary>Gets the side.</summary>
    public CodedConcept? Laterality { get; init; }

    /// <summary>Gets the place within the site.</summary>
    public CodedConcept? TopographicalModifier { get; init; }

    /// <summary>Gets how the group was measured.</summary>
    public CodedConcept? GroupMethod { get; init; }

    /// <summary>Gets the name of the program that measured the group.</summary>
    public string? AlgorithmName { get; init => field = GivenText.Of(value); }

    /// <summary>Gets its version.</summary>
    public string? AlgorithmVersion { get; init => field = GivenText.Of(value); }

    /// <summary>Gets its parameters, each a text of its own.</summary>
    public IReadOnlyList<string> AlgorithmParameters { get; init => field = ValueList<string>.Of(value); } = [];

    /// <summary>Gets the SOP Instance UID of the segmentation whose segments are the region.</summary>
    public string? SegmentationUid { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the SOP Class UID of the segmentation, or <see langword="null"/>: then it is found among the files that the report is given.</summary>
    public string? SegmentationClassUid { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the segments, from 1.</summary>
    public IReadOnlyList<int> ReferencedSegments { get; init => field = ValueList<int>.Of(value); } = [];

    /// <summary>Gets the frames of the segmentation, from 1, of a planar group.</summary>
    public IReadOnlyList<int> ReferencedFrames { get; init => field = ValueList<int>.Of(value); } = [];

    /// <summary>Gets the Series Instance UID of the series that the region was found in.</summary>
    public string? SourceSeriesUid { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the SOP Instance UIDs of the images that the region was found in.</summary>
    public IReadOnlyList<string> SourceImageUids { get; init => field = ValueList<string>.Of(value); } = [];

    /// <summary>Gets the SOP Instance UID of the Real World Value Mapping that was used.</summary>
    public string? RealWorldValueMapUid { get; init => field = GivenText.Of(value); }

    /// <summary>Gets what was measured, or <see langword="null"/> in a row that is not a measurement.</summary>
    public CodedConcept? Quantity { get; init; }

    /// <summary>Gets the number, or <see langword="null"/>.</summary>
    public double? Value { get; init; }

    /// <summary>Gets why there is no number, or what is to be said of it.</summary>
    public CodedConcept? Qualifier { get; init; }

    /// <summary>Gets the unit.</summary>
    public CodedConcept? Unit { get; init; }

    /// <summary>Gets how the number came from others.</summary>
    public CodedConcept? Derivation { get; init; }

    /// <summary>Gets the parameters of the derivation.</summary>
    public IReadOnlyList<NumericProperty> DerivationParameters { get; init => field = ValueList<NumericProperty>.Of(value); } = [];

    /// <summary>Gets how the number was measured, where it is not as <see cref="GroupMethod"/> says.</summary>
    public CodedConcept? Method { get; init; }

    /// <summary>Gets the name of the program that measured the number, where it is not that of the group.</summary>
    public string? MeasurementAlgorithmName { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the version of that program.</summary>
    public string? MeasurementAlgorithmVersion { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the parameters of that program, each a text of its own.</summary>
    public IReadOnlyList<string> MeasurementAlgorithmParameters { get; init => field = ValueList<string>.Of(value); } = [];

    /// <summary>Gets what makes the quantity more exact.</summary>
    public IReadOnlyList<MeasurementModifier> Modifiers { get; init => field = ValueList<MeasurementModifier>.Of(value); } = [];

    /// <summary>Gets what was evaluated, or <see langword="null"/> in a row that is not an evaluation.</summary>
    public CodedConcept? Evaluation { get; init; }

    /// <summary>Gets the answer of an evaluation as a code.</summary>
    public CodedConcept? EvaluationCode { get; init; }

    /// <summary>Gets the answer of an evaluation as a text.</summary>
    public string? EvaluationText { get; init => field = GivenText.Of(value); }

    /// <summary>Returns the group, and what was measured or seen.</summary>
    public override string ToString()
    {
        string what = Quantity is not null ? $"{Quantity.Meaning} = {MeasurementText.Of(Value, Unit, Qualifier)}"
            : Evaluation is not null ? $"{Evaluation.Meaning} = {EvaluationCode?.Meaning ?? EvaluationText}" : "nothing measured";
        return $"{TrackingIdentifier ?? $"Group {Group}"}: {what}";
    }
}
