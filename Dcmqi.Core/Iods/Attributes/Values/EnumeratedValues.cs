using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>Enumerated Values of PS3.3: lists that are closed, wherever the attribute stands.</summary>
internal static class EnumeratedValues
{
    private static readonly string[] YesNo = ["YES", "NO"];

    private static readonly Dictionary<Tag, string[]> Values = new()
    {
        [Tags.PatientSex] = ["M", "F", "O"],
        [Tags.PatientIdentityRemoved] = YesNo,
        [Tags.QualityControlSubject] = YesNo,
        [Tags.QualityControlImage] = ["YES", "NO", "BOTH"],
        [Tags.PatientSexNeutered] = ["ALTERED", "UNALTERED"],
        [Tags.PregnancyStatus] = ["1", "2", "3", "4"],
        [Tags.SmokingStatus] = ["YES", "NO", "UNKNOWN"],
        [Tags.ConsentForDistributionFlag] = ["NO", "YES", "WITHDRAWN"],
        [Tags.DistributionType] = ["NAMED_PROTOCOL", "RESTRICTED_REUSE", "PUBLIC_RELEASE"],
        [Tags.BurnedInAnnotation] = YesNo,
        [Tags.RecognizableVisualFeatures] = YesNo,
        [Tags.LossyImageCompression] = ["00", "01"],
        [Tags.Laterality] = ["R", "L"],
        [Tags.LongitudinalTemporalInformationModified] = ["UNMODIFIED", "MODIFIED", "REMOVED"],
        [Tags.PixelRepresentation] = ["0", "1"],
        [Tags.SegmentationType] = ["BINARY", "FRACTIONAL", "LABELMAP"],
        [Tags.SegmentationFractionalType] = ["PROBABILITY", "OCCUPANCY"],
        [Tags.SegmentAlgorithmType] = ["AUTOMATIC", "SEMIAUTOMATIC", "MANUAL"],
        [Tags.SegmentsOverlap] = ["YES", "UNDEFINED", "NO"],
        [Tags.SpatialLocationsPreserved] = ["YES", "NO", "REORIENTED_ONLY"],
        [Tags.DimensionOrganizationType] = ["3D", "3D_TEMPORAL", "TILED_FULL", "TILED_SPARSE"],
        [Tags.SOPInstanceStatus] = ["NS", "OR", "AO", "AC"],
        [Tags.ContextGroupExtensionFlag] = ["Y", "N"],
    };

    /// <summary>The values an attribute may have; <see langword="null"/> where PS3.3 leaves the list open.</summary>
    public static IReadOnlyList<string>? Of(Tag tag) => Values.GetValueOrDefault(tag);

    /// <summary>Checks one value that is legal for its VR.</summary>
    /// <returns><see langword="null"/> where it is one of the list, or there is no list.</returns>
    public static ValueFault? Check(Tag tag, string value)
    {
        if (value.Length == 0 || !Values.TryGetValue(tag, out string[]? allowed) || Array.IndexOf(allowed, value) >= 0)
            return null;
        string expected = $"{string.Join(", ", allowed[..^1])} or {allowed[^1]}";

        // What some write in place of the standard's terms; anything else has no sure meaning.
        string? repaired = (tag.Value, value.ToUpperInvariant()) switch
        {
            (Tags.PatientSex, "MALE") => "M",
            (Tags.PatientSex, "FEMALE") => "F",
            (Tags.PatientSex, "OTHER") => "O",
            (Tags.LossyImageCompression, "0" or "NO") => "00",
            (Tags.LossyImageCompression, "1" or "YES") => "01",
            _ => null,
        };
        return new ValueFault(expected, repaired);
    }
}
