using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>The clauses of PS3.3 that define modules and functional groups.</summary>
internal static class ModuleClauses
{
    public static string Of(string module) => "PS3.3 " + module switch
    {
        "patient" => "C.7.1.1",
        "clinical-trial-subject" => "C.7.1.3",
        "general-study" => "C.7.2.1",
        "patient-study" => "C.7.2.2",
        "clinical-trial-study" => "C.7.2.3",
        "general-series" => "C.7.3.1",
        "clinical-trial-series" => "C.7.3.2",
        "segmentation-series" => "C.8.20.1",
        "parametric-map-series" => "C.8.32.1",
        "frame-of-reference" => "C.7.4.1",
        "synchronization" => "C.7.4.2",
        "general-equipment" => "C.7.5.1",
        "enhanced-general-equipment" => "C.7.5.2",
        "general-acquisition" => "C.7.10.1",
        "multi-resolution-pyramid" => "C.7.11.1",
        "general-image" => "C.7.6.1",
        "image-pixel" => "C.7.6.3",
        "device" => "C.7.6.12",
        "acquisition-context" => "C.7.6.14",
        "segmentation-multi-frame-functional-groups" or "parametric-map-multi-frame-functional-groups" => "C.7.6.16",
        "multi-frame-dimension" => "C.7.6.17",
        "cardiac-synchronization" => "C.7.6.18.1",
        "respiratory-synchronization" => "C.7.6.18.2",
        "bulk-motion-synchronization" => "C.7.6.18.3",
        "specimen" => "C.7.6.22",
        "floating-point-image-pixel" => "C.7.6.24",
        "double-floating-point-image-pixel" => "C.7.6.25",
        "palette-color-lookup-table" => "C.7.9",
        "microscope-slide-layer-tile-organization" => "C.8.12.14",
        "rt-series" => "C.8.8.1",
        "structure-set" => "C.8.8.5",
        "roi-contour" => "C.8.8.6",
        "rt-roi-observations" => "C.8.8.8",
        "approval" => "C.8.8.16",
        "segmentation-image" => "C.8.20.2",
        "surface-segmentation" => "C.8.23.1",
        "surface-mesh" => "C.27.1",
        "encapsulated-document-series" => "C.24.1",
        "encapsulated-document" => "C.24.2",
        "manufacturing-3d-model" => "C.35.1",
        "parametric-map-image" => "C.8.32.2",
        "icc-profile" => "C.11.15",
        "sop-common" => "C.12.1",
        "common-instance-reference" => "C.12.2",
        "sr-document-series" => "C.17.1",
        "sr-document-general" => "C.17.2",
        "sr-document-content" => "C.17.3",
        "frame-extraction" => "C.12.3",
        "general-reference" => "C.12.4",
        _ => "Annex C",
    };

    public static string OfFunctionalGroup(Tag sequence) => "PS3.3 " + sequence.Value switch
    {
        Tags.PixelMeasuresSequence => "C.7.6.16.2.1",
        Tags.FrameContentSequence => "C.7.6.16.2.2",
        Tags.PlanePositionSequence => "C.7.6.16.2.3",
        Tags.PlaneOrientationSequence => "C.7.6.16.2.4",
        Tags.DerivationImageSequence => "C.7.6.16.2.6",
        Tags.FrameAnatomySequence => "C.7.6.16.2.8",
        Tags.PixelValueTransformationSequence => "C.7.6.16.2.9b",
        Tags.FrameVOILUTSequence => "C.7.6.16.2.10b",
        Tags.RealWorldValueMappingSequence => "C.7.6.16.2.11",
        Tags.ParametricMapFrameTypeSequence => "C.8.32.3.1",
        Tags.PlanePositionSlideSequence => "C.8.12.6.1",
        Tags.SegmentIdentificationSequence => "C.8.20.3.1",
        _ => "C.7.6.16.2",
    };
}
