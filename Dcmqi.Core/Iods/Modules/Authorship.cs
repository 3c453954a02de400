using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi;

/// <summary>Options on who made an object, with what, when, and with which identifiers. Every builder and conversion takes them.</summary>
/// <example>
/// <code>new SegmentationBuilder(ct, metadata) { Authorship = new() { ContentCreatorName = "Doe^Jane", Uids = new UidGenerator("a seed") } }</code>
/// </example>
public sealed record Authorship
{
    /// <summary>Gets the device or program named as the maker of the object. Default (<see langword="null"/>): the one that <see cref="CompositeContext.Equipment"/> names where there are no images, else this library.</summary>
    public Equipment? Equipment { get; init; }

    /// <summary>Gets where new identifiers come from. Default: random ones.</summary>
    public UidGenerator Uids { get; init; } = new();

    /// <summary>Gets where dates and times come from. Default: the system clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets what becomes of invalid or incomplete values in the headers that patient, study and frame of reference are taken from. Default: <see cref="SourceRepair.Warn"/>. A conversion takes over an object that is whole, and has nothing to repair.</summary>
    public SourceRepair SourceRepair { get; init; } = SourceRepair.Warn;

    /// <summary>Gets the name of the person who made the content, as <c>Family^Given</c>: Content Creator's Name (0070,0084) of an image, the person of the Author Observer Sequence (0040,A078) of a report. Default (<see langword="null"/>): that of the metadata; not named where they have none.</summary>
    public string? ContentCreatorName { get; init; }

    /// <summary>Gets the Series Instance UID (0020,000E) of a series that the object continues. Default (<see langword="null"/>): a new series.</summary>
    /// <remarks>Objects of one series have the same modality, Series Number, Series Description and equipment (PS3.3 C.7.3.1, C.7.5.1): take care that they do, and give each its own <see cref="InstanceNumber"/>. Series Date and Time are left out of an object that continues a series.</remarks>
    public string? SeriesInstanceUid { get; init; }

    /// <summary>Gets the Series Number (0020,0011), 0 or more. Default (<see langword="null"/>): that of the metadata, else 300, or 400 for a report; a conversion keeps that of its source.</summary>
    public int? SeriesNumber { get; init; }

    /// <summary>Gets the Instance Number (0020,0013), 0 or more. Default (<see langword="null"/>): that of the metadata, else 1; a conversion keeps that of its source.</summary>
    public int? InstanceNumber { get; init; }

    /// <summary>Gives what is set in one line, such as <c>Authorship: Doe^Jane, series 300</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Authorship: {ContentCreatorName ?? "no person"}, {(SeriesInstanceUid is null ? "a new series" : $"series {SeriesInstanceUid}")}{(SeriesNumber is null ? "" : $", Series Number {SeriesNumber}")}{(InstanceNumber is null ? "" : $", Instance Number {InstanceNumber}")}{(Equipment is null ? "" : $", {Equipment}")}");

    /// <summary>Adds what cannot be written.</summary>
    internal void Check(List<string> faults)
    {
        Check(Tags.ContentCreatorName, VR.PN, ContentCreatorName, nameof(ContentCreatorName));
        Check(Tags.SeriesInstanceUID, VR.UI, SeriesInstanceUid, nameof(SeriesInstanceUid));
        CheckNumber(SeriesNumber, nameof(SeriesNumber));
        CheckNumber(InstanceNumber, nameof(InstanceNumber));

        void Check(Tag tag, VR vr, string? value, string name)
        {
            if (value is not null && ValueRules.Check(vr, value) is { } fault)
                faults.Add($"Authorship.{name} is {QuotedValue.Of(value)}; for {tag.Describe()} {fault.Expected} was expected.");
        }

        void CheckNumber(int? number, string name)
        {
            if (number < 0)
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"Authorship.{name} is {number}; 0 or more was expected."));
        }
    }

    /// <summary>The maker of an object.</summary>
    /// <param name="context">What stands in place of source images, which may name it.</param>
    internal Equipment EquipmentOr(CompositeContext? context) => Equipment ?? context?.Equipment ?? Dcmqi.Equipment.Library;

    /// <summary>The Series Number, as text.</summary>
    internal string SeriesNumberOr(string otherwise) => SeriesNumber?.ToString(CultureInfo.InvariantCulture) ?? otherwise;

    /// <summary>The Instance Number, as text.</summary>
    internal string InstanceNumberOr(string otherwise) => InstanceNumber?.ToString(CultureInfo.InvariantCulture) ?? otherwise;

    /// <summary>Sets identifiers of object and series, dates and times, and equipment (PS3.3 C.12.1, C.7.3.1, C.7.5.2).</summary>
    /// <returns>The time that was set.</returns>
    internal DateTimeOffset SetOn(DataSet dataSet, CompositeContext? context = null)
    {
        DateTimeOffset now = TimeProvider.GetLocalNow();
        string date = now.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        string time = now.ToString("HHmmss", CultureInfo.InvariantCulture);
        dataSet.Set(Tags.SOPInstanceUID, Uids.Next());
        dataSet.Set(Tags.InstanceCreationDate, date);
        dataSet.Set(Tags.InstanceCreationTime, time);
        dataSet.Set(Tags.ContentDate, date);
        dataSet.Set(Tags.ContentTime, time);
        if (SeriesInstanceUid is null)
        {
            dataSet.Set(Tags.SeriesInstanceUID, Uids.Next());
            dataSet.Set(Tags.SeriesDate, date);
            dataSet.Set(Tags.SeriesTime, time);
        }
        else
        {
            // When the series began is not known here, and all its objects have to say the same of it.
            dataSet.Set(Tags.SeriesInstanceUID, SeriesInstanceUid);
            dataSet.Remove(Tags.SeriesDate);
            dataSet.Remove(Tags.SeriesTime);
        }

        EquipmentOr(context).SetOn(dataSet);
        return now;
    }
}
