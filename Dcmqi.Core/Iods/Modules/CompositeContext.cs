using Dcmqi.Dicom;

namespace Dcmqi;

/// <summary>Patient, study, frame of reference and equipment of an object that is derived from no images, or of a report made without a file to take patient and study from, which otherwise come from the headers of images.</summary>
/// <remarks>What is not given is written empty if the standard allows that; identifiers of study and frame of reference are made anew. Illegal values are treated as those of source images are (<see cref="SourceRepair"/>).</remarks>
public sealed partial record CompositeContext
{
    /// <summary>What messages call it, in place of a file.</summary>
    internal const string DescribedAs = "The composite context";

    /// <summary>Gets the Patient's Name (0010,0010), such as <c>Doe^Jane</c>.</summary>
    public string? PatientName { get; init; }

    /// <summary>Gets the Patient ID (0010,0020).</summary>
    public string? PatientId { get; init; }

    /// <summary>Gets the Patient's Birth Date (0010,0030), as <c>19700131</c>.</summary>
    public string? PatientBirthDate { get; init; }

    /// <summary>Gets the Patient's Sex (0010,0040): M, F or O.</summary>
    public string? PatientSex { get; init; }

    /// <summary>Gets the Study Instance UID (0020,000D); a new study if not given.</summary>
    public string? StudyInstanceUid { get; init; }

    /// <summary>Gets the Study ID (0020,0010).</summary>
    public string? StudyId { get; init; }

    /// <summary>Gets the Study Date (0008,0020), as <c>20260131</c>.</summary>
    public string? StudyDate { get; init; }

    /// <summary>Gets the Study Time (0008,0030), as <c>235959</c>.</summary>
    public string? StudyTime { get; init; }

    /// <summary>Gets the Study Description (0008,1030).</summary>
    public string? StudyDescription { get; init; }

    /// <summary>Gets the Accession Number (0008,0050).</summary>
    public string? AccessionNumber { get; init; }

    /// <summary>Gets the Referring Physician's Name (0008,0090).</summary>
    public string? ReferringPhysicianName { get; init; }

    /// <summary>Gets the Frame of Reference UID (0020,0052): that of the images on which the volume lies; a new one if not given.</summary>
    public string? FrameOfReferenceUid { get; init; }

    /// <summary>Gets the Position Reference Indicator (0020,1040).</summary>
    public string? PositionReferenceIndicator { get; init; }

    /// <summary>Gets the Body Part Examined (0018,0015).</summary>
    public string? BodyPartExamined { get; init; }

    /// <summary>Gets the device or program named as the maker of the object, where <see cref="Authorship.Equipment"/> names none. Default (<see langword="null"/>): this library.</summary>
    public Equipment? Equipment { get; init; }

    private static Tag[] EquipmentTags { get; } = [Tags.Manufacturer, Tags.ManufacturerModelName, Tags.DeviceSerialNumber, Tags.SoftwareVersions];

    // In the order in which documents have them.
    private static (string Key, Tag Tag, Func<CompositeContext, string?> ValueOf, Func<CompositeContext, string, CompositeContext> With)[] Attributes { get; } =
    [
        ("PatientName", Tags.PatientName, context => context.PatientName, (context, value) => context with { PatientName = value }),
        ("PatientID", Tags.PatientID, context => context.PatientId, (context, value) => context with { PatientId = value }),
        ("PatientBirthDate", Tags.PatientBirthDate, context => context.PatientBirthDate, (context, value) => context with { PatientBirthDate = value }),
        ("PatientSex", Tags.PatientSex, context => context.PatientSex, (context, value) => context with { PatientSex = value }),
        ("StudyInstanceUID", Tags.StudyInstanceUID, context => context.StudyInstanceUid, (context, value) => context with { StudyInstanceUid = value }),
        ("StudyID", Tags.StudyID, context => context.StudyId, (context, value) => context with { StudyId = value }),
        ("StudyDate", Tags.StudyDate, context => context.StudyDate, (context, value) => context with { StudyDate = value }),
        ("StudyTime", Tags.StudyTime, context => context.StudyTime, (context, value) => context with { StudyTime = value }),
        ("StudyDescription", Tags.StudyDescription, context => context.StudyDescription, (context, value) => context with { StudyDescription = value }),
        ("AccessionNumber", Tags.AccessionNumber, context => context.AccessionNumber, (context, value) => context with { AccessionNumber = value }),
        ("ReferringPhysicianName", Tags.ReferringPhysicianName, context => context.ReferringPhysicianName, (context, value) => context with { ReferringPhysicianName = value }),
        ("FrameOfReferenceUID", Tags.FrameOfReferenceUID, context => context.FrameOfReferenceUid, (context, value) => context with { FrameOfReferenceUid = value }),
        ("PositionReferenceIndicator", Tags.PositionReferenceIndicator, context => context.PositionReferenceIndicator, (context, value) => context with { PositionReferenceIndicator = value }),
        ("BodyPartExamined", Tags.BodyPartExamined, context => context.BodyPartExamined, (context, value) => context with { BodyPartExamined = value }),
    ];

    /// <summary>Returns patient and study in one line.</summary>
    public override string ToString() => $"CompositeContext: patient {PatientId ?? "without ID"}, study {StudyInstanceUid ?? "to be made"}, frame of reference {FrameOfReferenceUid ?? "to be made"}";

    /// <summary>What an object says of patient, study, frame of reference and equipment.</summary>
    internal static CompositeContext Of(DataSet dataSet)
    {
        var context = new CompositeContext();
        foreach ((_, Tag tag, _, Func<CompositeContext, string, CompositeContext> with) in Attributes)
        {
            if (dataSet.GetText(tag) is { Length: > 0 } value)
                context = with(context, value);
        }

        string[] equipment = [.. EquipmentTags.Select(tag => dataSet.GetText(tag) ?? "")];
        return equipment.All(value => value.Length == 0)
            ? context
            : context with { Equipment = new Equipment { Manufacturer = equipment[0], ModelName = equipment[1], DeviceSerialNumber = equipment[2], SoftwareVersions = equipment[3] } };
    }

    /// <summary>The header of an image that would say the same. What may be empty is; nobody forgot it.</summary>
    /// <param name="uids">Makes the identifiers of a new study and frame of reference, where none are given; <see langword="null"/> leaves them out.</param>
    internal DataSet ToHeader(UidGenerator? uids = null)
    {
        var header = new DataSet();
        foreach ((_, Tag tag, Func<CompositeContext, string?> valueOf, _) in Attributes)
        {
            if (valueOf(this) is { Length: > 0 } value)
                header.Set(tag, value);
            else if (tag == Tags.StudyInstanceUID || tag == Tags.FrameOfReferenceUID)
                SetNew(header, tag, uids);
            else if (tag != Tags.StudyDescription && tag != Tags.BodyPartExamined)
                header.SetEmpty(tag);
        }

        return header;
    }

    private static void SetNew(DataSet header, Tag tag, UidGenerator? uids)
    {
        if (uids is not null)
            header.Set(tag, uids.Next());
    }
}
