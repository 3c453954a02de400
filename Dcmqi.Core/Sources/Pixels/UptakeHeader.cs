using System.Globalization;
using Dcmqi.Dicom;

namespace Dcmqi.Sources;

/// <summary>What uptake values are computed from, as one image's header has it; refuses what cannot be, and mends what is plainly in another unit.</summary>
internal sealed class UptakeHeader(DataSet header, SourceRepair repair, Action<string> warn)
{
    // Below it a dose is given in MBq: no scan is made with 10 kBq. Above it a weight is given in grams, a height in centimetres.
    private const double LeastDoseBq = 1e4, LeastGrams = 1000, LeastCentimeters = 3;

    public DataSet Header => header;

    private DataSet Agent => header.GetItem(Tags.RadiopharmaceuticalInformationSequence)
        ?? throw Refusal($"{Tags.RadiopharmaceuticalInformationSequence.Describe()} is missing.");

    public double HalfLifeSeconds => Above0(Agent, Tags.RadionuclideHalfLife);

    public double DoseBq => Above0(Agent, Tags.RadionuclideTotalDose) is var dose && dose >= LeastDoseBq ? dose : Converted(Tags.RadionuclideTotalDose, dose, "MBq", dose * 1e6, "Bq");

    public double WeightKg => Above0(header, Tags.PatientWeight) is var weight && weight < LeastGrams ? weight : Converted(Tags.PatientWeight, weight, "g", weight / 1000, "kg");

    private double HeightCm => 100 * (Above0(header, Tags.PatientSize) is var height && height < LeastCentimeters ? height : Converted(Tags.PatientSize, height, "cm", height / 100, "m"));

    private bool IsMale => header.GetString(Tags.PatientSex) switch
    {
        "M" => true,
        "F" => false,
        var other => throw Refusal($"{Tags.PatientSex.Describe()} is {other ?? "missing"}; M or F is needed."),
    };

    /// <summary>What a dose is divided by, g or cm2 (PS3.16 Annex D, 126410 to 126415).</summary>
    public double Norm(UptakeKind kind) => kind.Values switch
    {
        SourceValues.BodyWeightUptake => 1000 * WeightKg,
        SourceValues.LeanBodyMassUptake => 1000 * James(120),
        SourceValues.LeanBodyMassJames128Uptake => 1000 * James(128),
        SourceValues.LeanBodyMassJanmaUptake => 1000 * Janmahasatian(),
        SourceValues.BodySurfaceAreaUptake => 1e4 * 0.007184 * Math.Pow(WeightKg, 0.425) * Math.Pow(HeightCm, 0.725),
        _ => 1000 * Positive(IsMale ? 48.0 + (1.06 * (HeightCm - 152)) : 45.5 + (0.91 * (HeightCm - 152)), "ideal body weight"),
    };

    /// <summary>When the radiopharmaceutical was given.</summary>
    /// <param name="scan">The time of the scan. Where only the time of day is known, the day is that of the scan, or the one before for what was given after midnight.</param>
    public UptakeTime Administration(UptakeTime scan)
    {
        if (Agent.GetString(Tags.RadiopharmaceuticalStartDateTime) is { Length: > 0 } text)
        {
            return UptakeTime.OfDateTime(text, TimezoneOffset)
                ?? throw Refusal($"{Tags.RadiopharmaceuticalStartDateTime.Describe()} is {text}, which is no date and time.");
        }

        TimeSpan time = UptakeTime.TimeOfDay(Agent.GetString(Tags.RadiopharmaceuticalStartTime))
            ?? throw Refusal($"{Tags.RadiopharmaceuticalStartDateTime.Describe()} and {Tags.RadiopharmaceuticalStartTime.Describe()} are missing.");
        DateTime start = scan.Local.Date + time;
        return scan with { Local = start > scan.Local ? start.AddDays(-1) : start };
    }

    /// <summary>When the image was acquired; <see langword="null"/> where it is not said.</summary>
    public UptakeTime? Acquisition => Time(Tags.AcquisitionDate, Tags.AcquisitionTime) ?? Moment(Tags.AcquisitionDateTime)
        ?? (header.HasValue(Tags.AcquisitionDate) ? null : Time(Tags.SeriesDate, Tags.AcquisitionTime));

    public UptakeTime? Series => Time(Tags.SeriesDate, Tags.SeriesTime);

    public UptakeTime? Moment(Tag tag) => header.GetString(tag) is { Length: > 0 } text ? UptakeTime.OfDateTime(text, TimezoneOffset) : null;

    public UptakeTime? Moment(string text) => UptakeTime.OfDateTime(text, TimezoneOffset);

    /// <summary>Seconds from the beginning of a frame to the moment at which the count rate was its mean; 0 where its duration is not known.</summary>
    public double SecondsToMeanRate() => SecondsToMeanRate(Milliseconds(Tags.ActualFrameDuration));

    /// <summary>The moment of the mean count rate of a frame of an Enhanced PET image (PS3.3 C.7.6.16.2.2); <see langword="null"/> where the frame does not say when it was acquired.</summary>
    public UptakeTime? MeanRateOf(SourceFrame frame)
    {
        DataSet? content = frame.Group(Tags.FrameContentSequence);
        if (content?.GetString(Tags.FrameAcquisitionDateTime) is { Length: > 0 } start)
            return Moment(start)?.Plus(SecondsToMeanRate(content.GetDouble(Tags.FrameAcquisitionDuration) is { } duration && double.IsFinite(duration) ? duration : 0));
        return content?.GetString(Tags.FrameReferenceDateTime) is { Length: > 0 } reference ? Moment(reference) : null;
    }

    private double SecondsToMeanRate(double milliseconds)
    {
        double duration = milliseconds / 1000, decay = Math.Log(2) / HalfLifeSeconds, during = decay * duration;
        return duration <= 0 ? 0 : Math.Log(during / (1 - Math.Exp(-during))) / decay;
    }

    public double Milliseconds(Tag tag) => header.GetDouble(tag) is { } value && value > 0 && double.IsFinite(value) ? value : 0;

    public double? PrivateNumber(ushort group, string creator, byte element) =>
        double.TryParse(PrivateText(group, creator, element), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > 0 && double.IsFinite(value) ? value : null;

    // PS3.5 7.8.1: the creator's element number is the block in which its elements lie.
    public string? PrivateText(ushort group, string creator, byte element)
    {
        for (int block = 0x10; block <= 0xFF; block++)
        {
            if (Ascii(new Tag(group, (ushort)block)) == creator)
                return Ascii(new Tag(group, (ushort)((block << 8) | element)));
        }

        return null;
    }

    public static ConversionException Refusal(string reason) => new($"Standardised uptake values cannot be computed: {reason}");

    private TimeSpan? TimezoneOffset => header.GetString(Tags.TimezoneOffsetFromUTC) is { } text ? UptakeTime.OffsetOf(text) : null;

    private UptakeTime? Time(Tag date, Tag time) =>
        DateTime.TryParseExact(header.GetString(date), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day) && UptakeTime.TimeOfDay(header.GetString(time)) is { } ofDay
            ? new UptakeTime(day + ofDay, TimezoneOffset)
            : null;

    private double James(double factor)
    {
        double share = WeightKg / HeightCm;
        return Positive(IsMale ? (1.10 * WeightKg) - (factor * share * share) : (1.07 * WeightKg) - (148 * share * share), "lean body mass");
    }

    private double Janmahasatian()
    {
        double index = WeightKg / (HeightCm / 100 * HeightCm / 100);
        return 9270 * WeightKg / (IsMale ? 6680 + (216 * index) : 8780 + (244 * index));
    }

    private double Positive(double kilograms, string what) => kilograms > 0
        ? kilograms
        : throw Refusal($"{Tags.PatientWeight.Describe()} {WeightKg:0.#} kg and {Tags.PatientSize.Describe()} {HeightCm / 100:0.##} m give a {what} of {kilograms:0.#} kg.");

    private double Converted(Tag tag, double found, string unit, double value, string expected)
    {
        string told = string.Create(CultureInfo.InvariantCulture, $"{tag.Describe()} is {found}, which can only be {unit}; {expected} is needed.");
        if (repair == SourceRepair.Reject)
            throw Refusal(told);
        warn($"{told} Taken as {value.ToString(CultureInfo.InvariantCulture)} {expected}; set SourceRepair.Reject to stop instead.");
        return value;
    }

    private static double Above0(DataSet holder, Tag tag) =>
        holder.GetDouble(tag) is { } value && value > 0 && double.IsFinite(value) ? value : throw Refusal($"{tag.Describe()} is {(holder.HasValue(tag) ? holder.GetText(tag) : "missing")}.");

    // Private values may come without a VR that says they are text.
    private string? Ascii(Tag tag) => header.Find(tag) is { } found && found.Value.Length > 0 ? System.Text.Encoding.ASCII.GetString(found.Value.Span).Trim(' ', '\0') : null;
}
