using Dcmqi.Measurements;

namespace Dcmqi;

/// <summary>A program whose tables of features are understood without a mapping: what its columns are called and mean.</summary>
/// <remarks>docs/measurement-report-metadata.md lists the names and codes. Columns that are not understood are refused by name, unless <see cref="IgnoredColumns"/> names them.</remarks>
/// <example>
/// <code>FeatureTable.Load("features.csv", FeatureProfile.PyRadiomics).ToReport("seg.dcm").Save("report.dcm");</code>
/// </example>
public sealed record FeatureProfile
{
    private FeatureProfile(ColumnNames names, string? segmentColumn) => (Names, SegmentColumn) = (names, segmentColumn);

    /// <summary>Gets the profile of PyRadiomics: columns such as <c>original_shape_MeshVolume</c> and <c>wavelet-LLH_glcm_Contrast</c>.</summary>
    public static FeatureProfile PyRadiomics { get; } = new(new PyRadiomicsNames(), "Label");

    /// <summary>Gets the profile of MIRP, version 2: columns such as <c>morph_volume</c> and <c>cm_contrast_d1.0_3d_avg_fbs_w25.0</c>.</summary>
    public static FeatureProfile Mirp { get; } = new(new MirpNames(), "image_mask_label");

    /// <summary>Gets the profile of TotalSegmentator's <c>statistics.json</c> and <c>statistics_radiomics.json</c>: an object for each class, by its name.</summary>
    public static FeatureProfile TotalSegmentator { get; } = new(new TotalSegmentatorNames(), null);

    /// <summary>Gets all profiles.</summary>
    public static IReadOnlyList<FeatureProfile> All { get; } = [PyRadiomics, Mirp, TotalSegmentator];

    /// <summary>Gets the name of the program.</summary>
    public string Name => Names.Program;

    /// <summary>Gets the column with the segment: its number, or its Segment Label. A table without this column is of the only segment. <see langword="null"/> in a profile of JSON documents.</summary>
    public string? SegmentColumn { get; init => field = GivenText.Of(value); }

    /// <summary>Gets what the values of the image are, such as (112031, DCM, "Attenuation Coefficient"), or <see langword="null"/>: then features of values are named by IBSI's definitions.</summary>
    public CodedConcept? Quantity { get; init; }

    /// <summary>Gets the unit of the values of the image, of UCUM. Default: <see cref="Codes.Ucum.NoUnits"/>. Features of filtered or normalized images have no unit.</summary>
    public CodedConcept Unit { get; init; } = Codes.Ucum.NoUnits;

    /// <summary>Gets the names of columns that are passed over; <c>*</c> stands for any text.</summary>
    public IReadOnlyList<string> IgnoredColumns { get; init => field = ValueList<string>.Of(value); } = [];

    internal ColumnNames Names { get; }

    /// <summary>Returns the name of the program, such as <c>FeatureProfile: PyRadiomics</c>.</summary>
    public override string ToString() => $"FeatureProfile: {Name}";
}
