namespace Dcmqi.Iods;

/// <summary>What the user says of the series that a derived object starts.</summary>
/// <param name="SeriesNumber">Series Number (0020,0011).</param>
/// <param name="Description">Series Description (0008,103E).</param>
/// <param name="BodyPartExamined">Body Part Examined (0018,0015), used where the source images have none.</param>
/// <param name="ClinicalTrialTimePointId">Clinical Trial Time Point ID (0012,0050).</param>
/// <param name="ClinicalTrialSeriesId">Clinical Trial Series ID (0012,0071).</param>
/// <param name="ClinicalTrialCoordinatingCenterName">Clinical Trial Coordinating Center Name (0012,0060).</param>
internal sealed record SeriesDescription(
    string SeriesNumber,
    string Description,
    string? BodyPartExamined,
    string? ClinicalTrialTimePointId,
    string? ClinicalTrialSeriesId,
    string? ClinicalTrialCoordinatingCenterName);
