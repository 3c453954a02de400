namespace Dcmqi.Tests.Metadata;

/// <summary>dcmqi's example reports, and one that uses every key.</summary>
internal static class ReportDocuments
{
    public static readonly string[] Names =
    [
        "sr-tid1500-ct-liver-example.json",
        "sr-tid1500-example-nan.json",
        "sr-tid1500-example.json",
        "sr-tid1500-qualitative.json",
    ];

    public const string EveryKey = """
        {
          "@schema": "https://example.org/report.json",
          "SeriesDescription": "Measurements",
          "SeriesNumber": "1001",
          "InstanceNumber": "2",
          "compositeContext": ["seg.dcm", "rwvm.dcm"],
          "imageLibrary": ["01.dcm"],
          "documentTitle": { "CodeValue": "126001", "CodingSchemeDesignator": "DCM", "CodeMeaning": "Oncology Measurement Report", "CodingSchemeVersion": "2026a" },
          "language": { "CodeValue": "fr", "CodingSchemeDesignator": "RFC5646", "CodeMeaning": "French" },
          "countryOfLanguage": { "CodeValue": "CA", "CodingSchemeDesignator": "ISO3166_1", "CodeMeaning": "Canada" },
          "observerContext": [
            {
              "ObserverType": "PERSON",
              "PersonObserverName": "Doe^Jane",
              "PersonObserverOrganizationName": "BWH",
              "PersonObserverRoleInOrganization": { "CodeValue": "309343006", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Physician" },
              "PersonObserverRoleInProcedure": { "CodeValue": "121094", "CodingSchemeDesignator": "DCM", "CodeMeaning": "Performing" },
              "PersonObserverIdentifier": "77"
            },
            {
              "ObserverType": "DEVICE",
              "DeviceObserverUID": "1.2.3.4",
              "DeviceObserverName": "Generator",
              "DeviceObserverManufacturer": "Friends",
              "DeviceObserverModelName": "G2",
              "DeviceObserverSerialNumber": "0001",
              "DeviceObserverPhysicalLocation": "Room 2",
              "DeviceObserverRoleInProcedure": { "CodeValue": "121097", "CodingSchemeDesignator": "DCM", "CodeMeaning": "Recording" }
            }
          ],
          "procedureReported": [
            { "CodeValue": "77477000", "CodingSchemeDesignator": "SCT", "CodeMeaning": "CT" },
            { "CodeValue": "82918005", "CodingSchemeDesignator": "SCT", "CodeMeaning": "PET" }
          ],
          "VerificationFlag": "VERIFIED",
          "verifyingObservers": [
            {
              "VerifyingObserverName": "Roe^Richard",
              "VerifyingOrganization": "BWH",
              "VerificationDateTime": "2026-11-22T09:30:15+01:00",
              "VerifyingObserverIdentificationCode": { "CodeValue": "R1", "CodingSchemeDesignator": "99BWH", "CodeMeaning": "Richard" }
            }
          ],
          "CompletionFlag": "COMPLETE",
          "CompletionFlagDescription": "all read",
          "predecessorDocuments": [
            { "StudyInstanceUID": "1.2.1", "SeriesInstanceUID": "1.2.2", "ReferencedSOPClassUID": "1.2.840.10008.5.1.4.1.1.88.22", "ReferencedSOPInstanceUID": "1.2.3" }
          ],
          "activitySession": "1",
          "timePoint": {
            "timePoint": "Week 4",
            "timePointType": { "CodeValue": "126074", "CodingSchemeDesignator": "DCM", "CodeMeaning": "Posttreatment" },
            "timePointOrder": "2",
            "subjectTimePointIdentifier": "S4",
            "protocolTimePointIdentifier": "P4",
            "temporalOffsetFromEvent": {
              "quantity": { "CodeValue": "99", "CodingSchemeDesignator": "99BWH", "CodeMeaning": "Time since surgery" },
              "value": "28",
              "units": { "CodeValue": "d", "CodingSchemeDesignator": "UCUM", "CodeMeaning": "days" }
            },
            "temporalEventType": { "CodeValue": "128747", "CodingSchemeDesignator": "DCM", "CodeMeaning": "Baseline" }
          },
          "measurementMethod": { "CodeValue": "126410", "CodingSchemeDesignator": "DCM", "CodeMeaning": "SUV body weight calculation method" },
          "Measurements": [
            {
              "TrackingIdentifier": "Lesion 1",
              "TrackingUniqueIdentifier": "1.2.840.99.1",
              "activitySession": "2",
              "timePoint": "Baseline",
              "ReferencedSegment": 3,
              "segmentationSOPInstanceUID": "1.2.4",
              "segmentationSOPClassUID": "1.2.840.10008.5.1.4.1.1.66.7",
              "SourceSeriesForImageSegmentation": "1.2.5",
              "rwvmMapUsedForMeasurement": "1.2.6",
              "MeasurementMethod": { "CodeValue": "126401", "CodingSchemeDesignator": "DCM", "CodeMeaning": "SUVbw" },
              "measurementMethod": { "CodeValue": "126401", "CodingSchemeDesignator": "DCM", "CodeMeaning": "SUVbw" },
              "FindingCategory": { "CodeValue": "49755003", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Morphologically Abnormal Structure" },
              "Finding": { "CodeValue": "4147007", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Mass" },
              "FindingSite": { "CodeValue": "64033007", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Kidney" },
              "Laterality": { "CodeValue": "7771000", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Left" },
              "TopographicalModifier": { "CodeValue": "261183002", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Upper" },
              "measurementAlgorithmIdentification": { "AlgorithmName": "Grower", "AlgorithmVersion": "2", "AlgorithmParameters": ["gamma: 2", "fast"] },
              "measurementItems": [
                {
                  "value": "37.3289",
                  "valueQualifier": { "CodeValue": "114009", "CodingSchemeDesignator": "DCM", "CodeMeaning": "Value out of range" },
                  "quantity": { "CodeValue": "112031", "CodingSchemeDesignator": "DCM", "CodeMeaning": "Attenuation Coefficient" },
                  "units": { "CodeValue": "[hnsf'U]", "CodingSchemeDesignator": "UCUM", "CodeMeaning": "Hounsfield unit" },
                  "derivationModifier": { "CodeValue": "373098007", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Mean" },
                  "MeasurementMethod": { "CodeValue": "126401", "CodingSchemeDesignator": "DCM", "CodeMeaning": "SUVbw" },
                  "FindingSite": { "CodeValue": "64033007", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Kidney" },
                  "Laterality": { "CodeValue": "7771000", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Left" },
                  "TopographicalModifier": { "CodeValue": "261183002", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Upper" },
                  "measurementModifiers": [
                    {
                      "modifier": { "CodeValue": "A.13", "CodingSchemeDesignator": "99TEST", "CodeMeaning": "Preprocessing" },
                      "modifierValue": { "CodeValue": "A.14", "CodingSchemeDesignator": "99TEST", "CodeMeaning": "Filter" }
                    }
                  ],
                  "measurementDerivationParameters": [
                    {
                      "derivationParameter": { "CodeValue": "A.15", "CodingSchemeDesignator": "99TEST", "CodeMeaning": "Parameter" },
                      "derivationParameterValue": "9.91",
                      "derivationParameterValueQualifier": { "CodeValue": "114009", "CodingSchemeDesignator": "DCM", "CodeMeaning": "Value out of range" },
                      "derivationParameterUnits": { "CodeValue": "mm", "CodingSchemeDesignator": "UCUM", "CodeMeaning": "mm" }
                    }
                  ],
                  "measurementPopulationDescription": "Elves of the Black Forest",
                  "measurementNumProperties": [
                    {
                      "numProperty": { "CodeValue": "1234", "CodingSchemeDesignator": "99TEST", "CodeMeaning": "Weight" },
                      "numPropertyValue": "10",
                      "numPropertyValueQualifier": { "CodeValue": "114009", "CodingSchemeDesignator": "DCM", "CodeMeaning": "Value out of range" },
                      "numPropertyUnits": { "CodeValue": "kg", "CodingSchemeDesignator": "UCUM", "CodeMeaning": "kilogram" }
                    }
                  ],
                  "referenceRange": {
                    "lower": "1.5",
                    "upper": "40",
                    "units": { "CodeValue": "[hnsf'U]", "CodingSchemeDesignator": "UCUM", "CodeMeaning": "Hounsfield unit" },
                    "description": "adults",
                    "authority": "the house"
                  },
                  "measurementUncertainty": { "lower": "0.5", "upper": "0.25", "units": { "CodeValue": "%", "CodingSchemeDesignator": "UCUM", "CodeMeaning": "percent" } },
                  "normality": { "CodeValue": "17621005", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Normal" },
                  "levelOfSignificance": { "CodeValue": "37509008", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Low significance" },
                  "selectionStatus": { "CodeValue": "121410", "CodingSchemeDesignator": "DCM", "CodeMeaning": "User chosen value" },
                  "TrackingIdentifier": "Density",
                  "TrackingUniqueIdentifier": "1.2.840.99.2",
                  "measurementAlgorithmIdentification": { "AlgorithmName": "Averager" },
                  "rwvmMapUsedForMeasurement": "1.2.7",
                  "inferredFromImages": [{ "ReferencedSOPInstanceUID": "1.2.8", "ReferencedSOPClassUID": "1.2.840.10008.5.1.4.1.1.2", "ReferencedFrameNumber": [1, 2], "ReferencedSegmentNumber": [1] }],
                  "inferredFrom": [
                    {
                      "value": "-inf",
                      "quantity": { "CodeValue": "118565006", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Volume" },
                      "units": { "CodeValue": "mm3", "CodingSchemeDesignator": "UCUM", "CodeMeaning": "cubic millimeter" }
                    }
                  ]
                },
                {
                  "valueQualifier": { "CodeValue": "114006", "CodingSchemeDesignator": "DCM", "CodeMeaning": "Measurement failure" },
                  "quantity": { "CodeValue": "118565006", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Volume" }
                }
              ],
              "qualitativeEvaluations": [
                {
                  "conceptCode": { "CodeValue": "123", "CodingSchemeDesignator": "99TEST", "CodeMeaning": "Tremendousness" },
                  "conceptValue": "Bad",
                  "evaluationModifiers": [
                    {
                      "modifier": { "CodeValue": "A.13", "CodingSchemeDesignator": "99TEST", "CodeMeaning": "Preprocessing" },
                      "modifierValue": { "CodeValue": "A.14", "CodingSchemeDesignator": "99TEST", "CodeMeaning": "Filter" }
                    }
                  ]
                },
                {
                  "conceptCode": { "CodeValue": "123", "CodingSchemeDesignator": "99TEST", "CodeMeaning": "Tremendousness" },
                  "conceptValue": { "CodeValue": "124", "CodingSchemeDesignator": "99TEST", "CodeMeaning": "Absent" }
                }
              ]
            },
            {
              "measurementGroupType": "PLANAR",
              "TrackingIdentifier": "Lesion 2",
              "imageRegions": [
                { "GraphicType": "CIRCLE", "GraphicData": [10.5, 20, 12.25, 20], "ReferencedSOPInstanceUID": "1.2.8", "ReferencedSOPClassUID": "1.2.840.10008.5.1.4.1.1.2", "ReferencedFrameNumber": [3], "ReferencedSegmentNumber": [4], "PixelOriginInterpretation": "VOLUME", "FiducialUID": "1.2.9" }
              ],
              "spatialRegions": [{ "GraphicType": "POINT", "GraphicData": [-1.5, 0.1, 1E+20], "ReferencedFrameOfReferenceUID": "1.2.10", "FiducialUID": "1.2.11" }],
              "findingSites": [
                { "FindingSite": { "CodeValue": "64033007", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Kidney" }, "Laterality": { "CodeValue": "7771000", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Left" }, "TopographicalModifier": { "CodeValue": "261183002", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Upper" } },
                { "FindingSite": { "CodeValue": "10200004", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Liver" } }
              ]
            },
            {
              "TrackingIdentifier": "Lesion 3",
              "referencedSegments": [
                { "ReferencedSOPInstanceUID": "1.2.4", "ReferencedSOPClassUID": "1.2.840.10008.5.1.4.1.1.66.4", "ReferencedSegmentNumber": [1, 2] },
                { "ReferencedSOPInstanceUID": "1.2.5", "ReferencedFrameNumber": [7] }
              ],
              "volumeSurface": [{ "GraphicType": "ELLIPSOID", "GraphicData": [0, 0, 0, 9, 0, 0, 0, 1, 0, 0, 2, 0, 0, 0, 1, 0, 0, 2], "ReferencedFrameOfReferenceUID": "1.2.10" }]
            },
            {
              "measurementGroupType": "IMAGE",
              "TrackingIdentifier": "Slice",
              "sourceImages": [{ "ReferencedSOPInstanceUID": "1.2.8" }]
            },
            {
              "TrackingIdentifier": "Lesion 4",
              "ReferencedSegment": [1, 5],
              "segmentationSOPInstanceUID": "1.2.4"
            }
          ],
          "derivedMeasurements": [
            {
              "value": "2",
              "quantity": { "CodeValue": "118565006", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Volume" },
              "units": { "CodeValue": "mm3", "CodingSchemeDesignator": "UCUM", "CodeMeaning": "cubic millimeter" }
            }
          ],
          "qualitativeEvaluations": [
            {
              "conceptCode": { "CodeValue": "123", "CodingSchemeDesignator": "99TEST", "CodeMeaning": "Tremendousness" },
              "conceptValue": "Good"
            }
          ]
        }
        """;
}
