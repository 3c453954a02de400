namespace Dcmqi;

/// <summary>What is said about a segmentation: dcmqi's JSON document for <c>itkimage2segimage</c>, as an object.</summary>
/// <remarks>
/// Read it with <see cref="Load(string)"/> or make it in code. Empty text means not given. What is read is checked; what is made in code is
/// checked where it is used, or by <see cref="Validate"/>. Metadata that say the same are equal.
/// </remarks>
public sealed partial record SegmentationMetadata
{
    private readonly string? _contentCreatorName;
    private readonly string? _clinicalTrialSeriesId;
    private readonly string? _clinicalTrialTimePointId;
    private readonly string? _clinicalTrialCoordinatingCenterName;
    private readonly string? _contentLabel;
    private readonly string? _contentDescription;
    private readonly string? _seriesDescription;
    private readonly string? _seriesNumber;
    private readonly string? _instanceNumber;
    private readonly string? _bodyPartExamined;

    /// <summary>Content Creator's Name (0070,0084), such as <c>Doe^John</c>, or <see langword="null"/>.</summary>
    public string? ContentCreatorName { get => _contentCreatorName; init => _contentCreatorName = Given(value); }

    /// <summary>Clinical Trial Series ID (0012,0071), at most 64 characters, or <see langword="null"/>.</summary>
    public string? ClinicalTrialSeriesId { get => _clinicalTrialSeriesId; init => _clinicalTrialSeriesId = Given(value); }

    /// <summary>Clinical Trial Time Point ID (0012,0050), at most 64 characters, or <see langword="null"/>.</summary>
    public string? ClinicalTrialTimePointId { get => _clinicalTrialTimePointId; init => _clinicalTrialTimePointId = Given(value); }

    /// <summary>Clinical Trial Coordinating Center Name (0012,0060), at most 64 characters, or <see langword="null"/>.</summary>
    public string? ClinicalTrialCoordinatingCenterName { get => _clinicalTrialCoordinatingCenterName; init => _clinicalTrialCoordinatingCenterName = Given(value); }

    /// <summary>Content Label (0070,0080): at most 16 of A-Z, 0-9, space and underscore; small letters are made capital. Or <see langword="null"/>.</summary>
    public string? ContentLabel { get => _contentLabel; init => _contentLabel = Given(value)?.ToUpperInvariant(); }

    /// <summary>Content Description (0070,0081), at most 64 characters, or <see langword="null"/>.</summary>
    public string? ContentDescription { get => _contentDescription; init => _contentDescription = Given(value); }

    /// <summary>Series Description (0008,103E), at most 64 characters, or <see langword="null"/>.</summary>
    public string? SeriesDescription { get => _seriesDescription; init => _seriesDescription = Given(value); }

    /// <summary>Series Number (0020,0011): a whole number as text, or <see langword="null"/>.</summary>
    public string? SeriesNumber { get => _seriesNumber; init => _seriesNumber = Given(value); }

    /// <summary>Instance Number (0020,0013): a whole number as text, or <see langword="null"/>.</summary>
    public string? InstanceNumber { get => _instanceNumber; init => _instanceNumber = Given(value); }

    /// <summary>Body Part Examined (0018,0015): at most 16 of A-Z, 0-9, space and underscore; small letters are made capital. Or <see langword="null"/>.</summary>
    public string? BodyPartExamined { get => _bodyPartExamined; init => _bodyPartExamined = Given(value)?.ToUpperInvariant(); }

    /// <summary>Names of the input files, in the order of <see cref="SegmentAttributes"/>; empty where the inputs are given in that order.</summary>
    public IReadOnlyList<string> SegmentAttributesFileMapping { get; init => field = ValueList<string>.Of(value); } = [];

    /// <summary>The segments: one inner list for each input, in the order of the inputs. Empty where segments are given with their volumes.</summary>
    public IReadOnlyList<IReadOnlyList<SegmentAttributes>> SegmentAttributes { get; init => field = ValueList<IReadOnlyList<SegmentAttributes>>.Of([.. value.Select(ValueList<SegmentAttributes>.Of)]); } = [];

    /// <summary>Counts, such as <c>SegmentationMetadata: 3 segments in 2 inputs</c>.</summary>
    public override string ToString()
    {
        int segments = SegmentAttributes.Sum(input => input.Count);
        return $"SegmentationMetadata: {segments} {(segments == 1 ? "segment" : "segments")} in {SegmentAttributes.Count} {(SegmentAttributes.Count == 1 ? "input" : "inputs")}";
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
