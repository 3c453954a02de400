using Dcmqi.Dicom;

namespace Dcmqi.Iods;

internal static partial class AttributeConditions
{
    private const string IsAnimalText = "the species is not human";

    // PS3.3 C.7.1 and C.7.2
    private static AttributeCondition? Patient(Tag tag, ConditionScope scope)
    {
        switch (tag.Value)
        {
            case Tags.PatientAlternativeCalendar when scope.Has(Tags.PatientBirthDateInAlternativeCalendar):
                return new(true, "Patient's Birth Date in Alternative Calendar (0010,0033) is present", Tags.PatientBirthDateInAlternativeCalendar);
            case Tags.PatientAlternativeCalendar:
                return new(scope.Has(Tags.PatientDeathDateInAlternativeCalendar), "Patient's Death Date in Alternative Calendar (0010,0034) is present", Tags.PatientDeathDateInAlternativeCalendar);
            case Tags.ResponsiblePersonRole:
                return new(scope.Has(Tags.ResponsiblePerson), "Responsible Person (0010,2297) has a value", Tags.ResponsiblePerson, IsExclusive: true);
            case Tags.DeidentificationMethod:
                return new(
                    scope.Is(Tags.PatientIdentityRemoved, "YES") && !scope.Has(Tags.DeidentificationMethodCodeSequence),
                    "Patient Identity Removed (0012,0062) is YES and De-identification Method Code Sequence (0012,0064) is absent",
                    Tags.PatientIdentityRemoved);
            case Tags.PatientBreedDescription:
                return new(IsAnimal(scope.Root) && !scope.Has(Tags.PatientBreedCodeSequence), IsAnimalText);
            case Tags.PatientBreedCodeSequence or Tags.BreedRegistrationSequence or Tags.ResponsiblePerson or Tags.ResponsibleOrganization or Tags.PatientSexNeutered:
                return new(IsAnimal(scope.Root), IsAnimalText);
            case Tags.ClinicalTrialSubjectID:
                return new(!scope.Has(Tags.ClinicalTrialSubjectReadingID), "Clinical Trial Subject Reading ID (0012,0042) is absent");
            case Tags.ClinicalTrialProtocolEthicsCommitteeName:
                return new(
                    scope.Has(Tags.ClinicalTrialProtocolEthicsCommitteeApprovalNumber),
                    "Clinical Trial Protocol Ethics Committee Approval Number (0012,0082) is present",
                    Tags.ClinicalTrialProtocolEthicsCommitteeApprovalNumber,
                    IsExclusive: true);
            case Tags.LongitudinalTemporalEventType:
                return new(
                    scope.Has(Tags.LongitudinalTemporalOffsetFromEvent),
                    "Longitudinal Temporal Offset from Event (0012,0052) is present",
                    Tags.LongitudinalTemporalOffsetFromEvent,
                    IsExclusive: true);
            case Tags.DistributionType:
                return new(
                    scope.Is(Tags.ConsentForDistributionFlag, "YES") || scope.Is(Tags.ConsentForDistributionFlag, "WITHDRAWN"),
                    "Consent for Distribution Flag (0012,0085) is YES or WITHDRAWN");
            case Tags.ClinicalTrialProtocolID when scope.List.Find(Tags.DistributionType) is not null:
                return new(scope.Is(Tags.DistributionType, "NAMED_PROTOCOL"), "Distribution Type (0012,0084) is NAMED_PROTOCOL", IsExclusive: true);
            default:
                return null;
        }
    }

    // PS3.3 C.7.1.1 asks some attributes of non-human patients only; one without a species is human.
    private static bool IsAnimal(DataSet root)
    {
        if (root.GetItem(Tags.PatientSpeciesCodeSequence) is { } species)
            return species.GetString(Tags.CodeValue) is not ("337915000" or "L-85B00");
        return root.GetString(Tags.PatientSpeciesDescription)?.ToUpperInvariant() is not (null or "HOMO SAPIENS" or "HUMAN");
    }
}
