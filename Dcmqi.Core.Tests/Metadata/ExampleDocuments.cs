using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Metadata;

/// <summary>dcmqi's example documents in ../shared/data, and one that uses every key.</summary>
internal static class ExampleDocuments
{
    public const string EveryKey = """
        {
          "@schema": "https://example.org/segmentation.json",
          "ContentCreatorName": "Doe^Jane^^Dr=Ideographic^Name",
          "ClinicalTrialSeriesID": "Session1",
          "ClinicalTrialTimePointID": "1",
          "ClinicalTrialCoordinatingCenterName": "BWH",
          "ContentLabel": "ORGANS_2",
          "ContentDescription": "Köpfe & <organs>",
          "SeriesDescription": "Segmentation",
          "SeriesNumber": "300",
          "InstanceNumber": "1",
          "BodyPartExamined": "ABDOMEN",
          "segmentAttributesFileMapping": ["a.nrrd", "b.nrrd"],
          "segmentAttributes": [
            [
              {
                "labelID": 7,
                "SegmentLabel": "Left kidney",
                "SegmentDescription": "drawn on the\nportal-venous phase",
                "SegmentedPropertyCategoryCodeSequence": { "CodeValue": "123037004", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Anatomical Structure" },
                "SegmentedPropertyTypeCodeSequence": { "CodeValue": "64033007", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Kidney", "CodingSchemeVersion": "2026" },
                "SegmentedPropertyTypeModifierCodeSequence": [
                  { "CodeValue": "7771000", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Left" },
                  { "codeValue": "261183002", "codingSchemeDesignator": "SCT", "codeMeaning": "Upper" }
                ],
                "AnatomicRegionSequence": { "codevalue": "818983003", "codingschemedesignator": "SCT", "codemeaning": "Abdomen" },
                "AnatomicRegionModifierSequence": { "CodeValue": "7771000", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Left" },
                "additionalAnatomicRegions": [
                  { "AnatomicRegionSequence": { "CodeValue": "818981001", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Pelvis" } },
                  {
                    "AnatomicRegionSequence": { "CodeValue": "51185008", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Chest" },
                    "AnatomicRegionModifierSequence": { "CodeValue": "7771000", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Left" }
                  }
                ],
                "primaryAnatomicStructures": [
                  {
                    "PrimaryAnatomicStructureSequence": { "CodeValue": "64033007", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Kidney" },
                    "PrimaryAnatomicStructureModifierSequence": [
                      { "CodeValue": "7771000", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Left" },
                      { "CodeValue": "261183002", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Upper" }
                    ]
                  }
                ],
                "SegmentAlgorithmType": "AUTOMATIC",
                "SegmentAlgorithmName": "Net 3",
                "segmentAlgorithmIdentifications": [
                  {
                    "AlgorithmFamilyCodeSequence": { "CodeValue": "123110", "CodingSchemeDesignator": "DCM", "CodeMeaning": "Artificial Intelligence" },
                    "AlgorithmNameCodeSequence": { "CodeValue": "N3", "CodingSchemeDesignator": "99TEST", "CodeMeaning": "Net 3" },
                    "AlgorithmName": "Net 3",
                    "AlgorithmVersion": "3.1",
                    "AlgorithmParameters": "folds=5\nfast",
                    "AlgorithmSource": "Lab 7"
                  },
                  {
                    "AlgorithmFamilyCodeSequence": { "CodeValue": "123110", "CodingSchemeDesignator": "DCM", "CodeMeaning": "Morphological Operations" },
                    "AlgorithmName": "Closing",
                    "AlgorithmVersion": "1"
                  }
                ],
                "recommendedDisplayRGBValue": [185, 102, 83],
                "RecommendedDisplayCIELabValue": [33000, 40000, 38000],
                "TrackingIdentifier": "kidney 1",
                "TrackingUniqueIdentifier": "1.2.840.99.0.3"
              }
            ],
            [
              {
                "labelID": 65535,
                "SegmentedPropertyCategoryCodeSequence": { "CodeValue": "85756007", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Tissue" },
                "SegmentedPropertyTypeCodeSequence": { "CodeValue": "85756007", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Tissue" },
                "SegmentAlgorithmType": "MANUAL"
              },
              {
                "labelID": 1,
                "SegmentedPropertyCategoryCodeSequence": { "CodeValue": "85756007", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Tissue" },
                "SegmentedPropertyTypeCodeSequence": { "CodeValue": "10200004", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Liver" },
                "SegmentAlgorithmType": "MANUAL"
              }
            ]
          ]
        }
        """;

    /// <summary>A document of dcmqi; the test is skipped where the data are not beside the repository.</summary>
    public static string PathOf(string name) => Repository.Data(Path.Combine("metadata", name));

    public static readonly string[] SegmentationNames =
    [
        "bmmr-example.json",
        "seg-example.json",
        "seg-example_liver_spine.json",
        "seg-example_liver_spine_gapped.json",
        "seg-example_liver_spine_gapped_merged.json",
        "seg-example_multiple_segments.json",
        "seg-example_multiple_segments_merged.json",
        "seg-example_multiple_segments_reordered.json",
        "seg-example_multiple_segments_single_input_file.json",
        "seg-example_partial_overlaps.json",
    ];
}
