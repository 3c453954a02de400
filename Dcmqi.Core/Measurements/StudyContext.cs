using System.Globalization;
using Dcmqi.Dicom;

namespace Dcmqi;

/// <summary>Patient and study of a report that is made without a DICOM file to take them from (PS3.3 C.7.1.1, C.7.2.1).</summary>
public sealed record StudyContext
{
    /// <summary>Study Instance UID (0020,000D).</summary>
    public required string StudyInstanceUid { get; init; }

    /// <summary>Patient's Name (0010,0010) as DICOM writes it, <c>Doe^Jane</c>, or <see langword="null"/>.</summary>
    public string? PatientName { get; init => field = GivenText.Of(value); }

    /// <summary>Patient ID (0010,0020), or <see langword="null"/>.</summary>
    public string? PatientId { get; init => field = GivenText.Of(value); }

    /// <summary>Patient's Birth Date (0010,0030), or <see langword="null"/>.</summary>
    public DateOnly? PatientBirthDate { get; init; }

    /// <summary>Patient's Sex (0010,0040): <c>M</c>, <c>F</c> or <c>O</c>, or <see langword="null"/>.</summary>
    public string? PatientSex { get; init => field = GivenText.Of(value); }

    /// <summary>Study ID (0020,0010), or <see langword="null"/>.</summary>
    public string? StudyId { get; init => field = GivenText.Of(value); }

    /// <summary>Study Date (0008,0020) and Study Time (0008,0030), or <see langword="null"/>.</summary>
    public DateTime? StudyDateTime { get; init; }

    /// <summary>Study Description (0008,1030), or <see langword="null"/>.</summary>
    public string? StudyDescription { get; init => field = GivenText.Of(value); }

    /// <summary>Accession Number (0008,0050), or <see langword="null"/>.</summary>
    public string? AccessionNumber { get; init => field = GivenText.Of(value); }

    /// <summary>Referring Physician's Name (0008,0090), or <see langword="null"/>.</summary>
    public string? ReferringPhysicianName { get; init => field = GivenText.Of(value); }

    /// <summary>Patient and study.</summary>
    public override string ToString() => $"StudyContext: patient {PatientId ?? "without ID"}, study {StudyInstanceUid}";

    internal void SetOn(DataSet dataSet)
    {
        Set(dataSet, Tags.PatientName, PatientName);
        Set(dataSet, Tags.PatientID, PatientId);
        Set(dataSet, Tags.PatientBirthDate, PatientBirthDate?.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        Set(dataSet, Tags.PatientSex, PatientSex);
        dataSet.Set(Tags.StudyInstanceUID, StudyInstanceUid);
        Set(dataSet, Tags.StudyID, StudyId);
        Set(dataSet, Tags.StudyDate, StudyDateTime?.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        Set(dataSet, Tags.StudyTime, StudyDateTime?.ToString("HHmmss", CultureInfo.InvariantCulture));
        Set(dataSet, Tags.AccessionNumber, AccessionNumber);
        Set(dataSet, Tags.ReferringPhysicianName, ReferringPhysicianName);
        if (StudyDescription is not null)
            dataSet.Set(Tags.StudyDescription, StudyDescription);
    }

    // All of these are Type 2.
    private static void Set(DataSet dataSet, Tag tag, string? value)
    {
        if (value is null)
            dataSet.SetEmpty(tag);
        else
            dataSet.Set(tag, value);
    }
}
