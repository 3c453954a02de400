using System.Globalization;
using Dcmqi.Dicom;

namespace Dcmqi.Sources;

/// <summary>Standardised uptake values by body weight from the header of a PET series, as QIBA's vendor-neutral pseudo-code has it.</summary>
internal sealed class BodyWeightUptake
{
    private const string GePrivate = "GEMS_PETD_01", PhilipsPrivate = "Philips PET Private Group";

    private readonly DataSet _header;
    private readonly IReadOnlyList<SourceImage> _images;

    private BodyWeightUptake(IReadOnlyList<SourceImage> images)
    {
        _images = images;
        _header = images[0].Header;
    }

    /// <summary>What values of the modality are multiplied with.</summary>
    /// <exception cref="ConversionException">The header does not allow it; the message says why.</exception>
    public static double Factor(SourceImages source)
    {
        try
        {
            return new BodyWeightUptake(source.Images).Factor();
        }
        catch (DicomFormatException fault)
        {
            throw Refusal(fault.Message);
        }
    }

    private double Factor()
    {
        if (_header.GetString(Tags.Modality) != "PT")
            throw Refusal($"{Tags.Modality.Describe()} is {_header.GetString(Tags.Modality)}, not PT.");
        string? units = _header.GetString(Tags.Units);
        if (units == "GML")
        {
            return _header.GetString(Tags.SUVType) is null or "BW"
                ? 1
                : throw Refusal($"{Tags.SUVType.Describe()} is {_header.GetString(Tags.SUVType)}, not BW.");
        }

        string[] corrections = _header.GetStrings(Tags.CorrectedImage);
        if (!corrections.Contains("ATTN") || !corrections.Contains("DECY"))
            throw Refusal($"{Tags.CorrectedImage.Describe()} is {(corrections.Length == 0 ? "missing" : string.Join('\\', corrections))}; ATTN and DECY are needed.");
        if (_header.GetString(Tags.DecayCorrection) is not "START")
            throw Refusal($"{Tags.DecayCorrection.Describe()} is {_header.GetString(Tags.DecayCorrection) ?? "missing"}; START is needed.");
        return units switch
        {
            "BQML" => FactorOfActivity(),
            "CNTS" => PrivateNumber(0x7053, PhilipsPrivate, 0x00)
                ?? (PrivateNumber(0x7053, PhilipsPrivate, 0x09) ?? throw Refusal($"{Tags.Units.Describe()} is CNTS, and no private attribute says what a count is worth.")) * FactorOfActivity(),
            _ => throw Refusal($"{Tags.Units.Describe()} is {units ?? "missing"}; BQML, CNTS or GML is needed."),
        };
    }

    private double FactorOfActivity()
    {
        DataSet agent = _header.GetItem(Tags.RadiopharmaceuticalInformationSequence)
            ?? throw Refusal($"{Tags.RadiopharmaceuticalInformationSequence.Describe()} is missing.");
        double weightKg = Above0(_header, Tags.PatientWeight);
        double dose = Above0(agent, Tags.RadionuclideTotalDose);
        double halfLife = Above0(agent, Tags.RadionuclideHalfLife);
        DateTime scan = ScanStart(halfLife);
        double seconds = (scan - AdministrationStart(agent, scan)).TotalSeconds;
        if (seconds < 0)
            throw Refusal($"The radiopharmaceutical was given {-seconds:0} s after the scan began.");
        return weightKg * 1000 / (dose * Math.Pow(2, -seconds / halfLife));
    }

    // The values are corrected to this time. The series time is it, unless the series was made later from others.
    private DateTime ScanStart(double halfLife)
    {
        DateTime acquired = _images.Select(image => Time(image.Header, Tags.AcquisitionDate, Tags.AcquisitionTime)).Min()
            ?? throw Refusal($"{Tags.AcquisitionDate.Describe()} or {Tags.AcquisitionTime.Describe()} is missing.");
        if (Time(_header, Tags.SeriesDate, Tags.SeriesTime) is { } series && series <= acquired)
            return series;
        if (PrivateText(0x0009, GePrivate, 0x0D) is { } text && MomentOf(text) is { } moment)
            return moment;
        double reference = Positive(Tags.FrameReferenceTime), duration = Positive(Tags.ActualFrameDuration);
        if (reference <= 0 || duration <= 0)
            return acquired;

        // Back from when the count rate of the first image's frame was its mean.
        double decay = Math.Log(2) / halfLife, during = decay * duration / 1000;
        double mean = Math.Log(during / (1 - Math.Exp(-during))) / decay;
        DateTime own = Time(_header, Tags.AcquisitionDate, Tags.AcquisitionTime) ?? acquired;
        return own.AddSeconds(mean - (reference / 1000));
    }

    // Where only the time of day is known, the day is that of the scan, or the one before for what was given after midnight.
    private static DateTime AdministrationStart(DataSet agent, DateTime scan)
    {
        if (agent.GetString(Tags.RadiopharmaceuticalStartDateTime) is { } text && MomentOf(text) is { } moment)
            return moment;
        TimeSpan time = TimeOf(agent.GetString(Tags.RadiopharmaceuticalStartTime))
            ?? throw Refusal($"{Tags.RadiopharmaceuticalStartDateTime.Describe()} and {Tags.RadiopharmaceuticalStartTime.Describe()} are missing.");
        DateTime start = scan.Date + time;
        return start > scan ? start.AddDays(-1) : start;
    }

    private double Positive(Tag tag) => _header.GetDouble(tag) ?? 0;

    private static double Above0(DataSet holder, Tag tag) =>
        holder.GetDouble(tag) is { } value && value > 0 && double.IsFinite(value) ? value : throw Refusal($"{tag.Describe()} is {(holder.HasValue(tag) ? holder.GetText(tag) : "missing")}.");

    private static DateTime? Time(DataSet holder, Tag date, Tag time) =>
        DateTime.TryParseExact(holder.GetString(date), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day) && TimeOf(holder.GetString(time)) is { } ofDay
            ? day + ofDay
            : null;

    // PS3.5 6.2, DT: the offset from UTC does not matter, as all times are of one scanner.
    private static DateTime? MomentOf(string text)
    {
        string moment = text.Split('+', '-')[0].Trim();
        return moment.Length >= 10 && DateTime.TryParseExact(moment[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day) && TimeOf(moment[8..]) is { } time
            ? day + time
            : null;
    }

    // PS3.5 6.2, TM: hours, and what follows of minutes, seconds and fractions.
    private static TimeSpan? TimeOf(string? text)
    {
        string digits = text?.Trim() ?? "";
        string whole = digits.Split('.')[0];
        if (whole.Length is not (2 or 4 or 6) || !whole.All(char.IsAsciiDigit))
            return null;
        int Part(int start) => whole.Length > start ? int.Parse(whole.AsSpan(start, 2), CultureInfo.InvariantCulture) : 0;
        double fraction = digits.Length > whole.Length && double.TryParse("0" + digits[whole.Length..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) ? value : 0;
        return Part(0) < 24 && Part(2) < 60 && Part(4) <= 60 ? new TimeSpan(Part(0), Part(2), Part(4)) + TimeSpan.FromSeconds(fraction) : null;
    }

    private double? PrivateNumber(ushort group, string creator, byte element) =>
        double.TryParse(PrivateText(group, creator, element), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > 0 ? value : null;

    // PS3.5 7.8.1: the creator's element number is the block in which its elements lie.
    private string? PrivateText(ushort group, string creator, byte element)
    {
        for (int block = 0x10; block <= 0xFF; block++)
        {
            if (Ascii(new Tag(group, (ushort)block)) == creator)
                return Ascii(new Tag(group, (ushort)((block << 8) | element)));
        }

        return null;
    }

    // Private values may come without a VR that says they are text.
    private string? Ascii(Tag tag) => _header.Find(tag) is { } found && found.Value.Length > 0 ? System.Text.Encoding.ASCII.GetString(found.Value.Span).Trim(' ', '\0') : null;

    private static ConversionException Refusal(string reason) => new($"Standardised uptake values cannot be computed: {reason}");
}
