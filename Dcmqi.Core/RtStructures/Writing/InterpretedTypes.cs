namespace Dcmqi.RtStructures;

/// <summary>RT ROI Interpreted Type (3006,00A4, PS3.3 C.8.8.8.1) of what a segment is.</summary>
internal static class InterpretedTypes
{
    /// <summary>The type; empty where nothing is known, as Type 2 allows.</summary>
    public static string Of(SegmentAttributes segment) => segment.SegmentedPropertyType.Value switch
    {
        // PS3.16 CID 9534.
        "228791009" or "130051" or "130052" => "GTV",
        "228792002" or "130049" or "130050" => "CTV",
        "228793007" or "130053" or "130054" => "PTV",

        "130059" => "TREATED_VOLUME",
        "228790005" => "IRRAD_VOLUME",

        // PS3.16 CID 9506, CID 9507, CID 9520.
        "130080" => "BRACHY_CHANNEL",
        "130078" => "BRACHY_SRC_APP",
        "130079" => "BRACHY_CHNL_SHLD",
        "130067" or "130068" => "EXTERNAL",
        "228736002" => "BOLUS",
        _ => segment.SegmentedPropertyCategory.Value switch
        {
            "130047" => "EXTERNAL",

            // PS3.16 CID 7150: anatomical structure, also by its older code, and tissue.
            "91723000" or "123037004" or "85756007" => "ORGAN",
            _ => "",
        },
    };
}
