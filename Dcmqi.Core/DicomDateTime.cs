using System.Globalization;

namespace Dcmqi;

/// <summary>A moment as DICOM holds it: date and time to the second, with or without the offset from UTC (PS3.5 6.2, VR DT).</summary>
/// <param name="Value">Date and time as they stand; the kind is ignored.</param>
/// <param name="UtcOffset">The offset from UTC, or <see langword="null"/> if it is not known.</param>
/// <remarks>Two values are equal if date, time and offset are equal. A <see cref="DateTimeOffset"/> is converted implicitly.</remarks>
public readonly record struct DicomDateTime(DateTime Value, TimeSpan? UtcOffset)
{
    private const string IsoForm = "yyyy-MM-dd'T'HH:mm:ss";

    /// <summary>Converts a moment with an offset from UTC.</summary>
    /// <param name="moment">The moment.</param>
    public static implicit operator DicomDateTime(DateTimeOffset moment) => FromDateTimeOffset(moment);

    /// <summary>Converts a moment with an offset from UTC.</summary>
    /// <param name="moment">The moment.</param>
    public static DicomDateTime FromDateTimeOffset(DateTimeOffset moment) => new(moment.DateTime, moment.Offset);

    /// <summary>Gets the moment as ISO 8601 writes it, such as <c>2026-11-22T09:30:00+01:00</c>, or <c>2026-11-22T09:30:00</c> without an offset.</summary>
    public override string ToString() => Value.ToString(IsoForm, CultureInfo.InvariantCulture) + OffsetText("hh':'mm");

    // PS3.5 6.2: YYYYMMDDHHMMSS&ZZXX, where the suffix need not be there.
    internal string ToDicom() => Value.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) + OffsetText("hhmm");

    private string OffsetText(string form) =>
        UtcOffset is { } offset ? (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(form, CultureInfo.InvariantCulture) : "";
}
