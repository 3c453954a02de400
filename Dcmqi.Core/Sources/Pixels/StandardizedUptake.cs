using System.Globalization;
using Dcmqi.Dicom;

namespace Dcmqi.Sources;

/// <summary>Standardised uptake values from the headers of a PET series, as QIBA's vendor-neutral pseudo-code has it, and for what it leaves out by the definitions of the attributes.</summary>
internal sealed class StandardizedUptake
{
    private const string GePrivate = "GEMS_PETD_01", PhilipsPrivate = "Philips PET Private Group";

    // What is left after more is beyond what a scanner counts: one of the times is wrong.
    private const double MostHalfLives = 10;

    private readonly List<string> _warnings = [];
    private readonly UptakeKind _kind;
    private readonly UptakeHeader[] _headers;
    private readonly Dictionary<SourceImage, double> _factors = [];

    // Of Enhanced PET images, by Frame Number: where decay was not corrected each frame has the activity of its own time.
    private readonly Dictionary<(SourceImage Image, int Frame), double> _ofFrames = [];

    // One for all images, and found by going through all of them.
    private readonly Lazy<UptakeTime> _scanStart;

    private StandardizedUptake(IReadOnlyList<SourceImage> images, UptakeKind kind, SourceRepair repair)
    {
        _kind = kind;
        _headers = [.. images.Select(image => new UptakeHeader(image.Header, repair, Warn))];
        _scanStart = new(ScanStart);
        for (int index = 0; index < images.Count; index++)
        {
            if (IsEnhanced(images[index].Header))
                AddEnhanced(_headers[index], images[index]);
            else
                _factors[images[index]] = Factor(_headers[index]);
        }
    }

    /// <summary>What was taken for what it must be.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <param name="source">The images.</param>
    /// <param name="kind">What the values are normalised by.</param>
    /// <param name="repair">Whether what is plainly in another unit is converted.</param>
    /// <exception cref="ConversionException">The headers do not allow it; the message says why.</exception>
    public static StandardizedUptake Of(SourceImages source, UptakeKind kind, SourceRepair repair)
    {
        try
        {
            return new StandardizedUptake(source.Images, kind, repair);
        }
        catch (DicomFormatException fault)
        {
            throw UptakeHeader.Refusal(fault.Message);
        }
    }

    /// <summary>What stored values of a frame stand for.</summary>
    public ValueScale Scale(SourceFrame frame) => IsEnhanced(frame.Image.Header)
        ? FrameScales.OfRealWorld(frame).Times(_ofFrames[(frame.Image, frame.Number)])
        : FrameScales.OfModality(frame).Times(Factor(frame.Image));

    /// <summary>What values of the modality of an image are multiplied with.</summary>
    public double Factor(SourceImage image) => _factors[image];

    private double Factor(UptakeHeader image)
    {
        DataSet header = image.Header;
        if (header.GetString(Tags.Modality) != "PT")
            throw UptakeHeader.Refusal($"{Tags.Modality.Describe()} is {header.GetString(Tags.Modality)}, not PT.");
        string? units = header.GetString(Tags.Units), type = header.GetString(Tags.SUVType);
        if (UptakeKind.Declared(units, type) is { } declared)
            return declared == _kind ? 1 : image.Norm(_kind) / image.Norm(declared);
        if (units is "GML" or "CM2ML")
            throw UptakeHeader.Refusal($"{Tags.SUVType.Describe()} is {type}; {string.Join(", ", UptakeKind.All.SelectMany(kind => kind.SuvTypes))} are known, and {Tags.Units.Describe()} is {units}.");
        bool isCorrected = IsDecayCorrected(header);
        return units switch
        {
            "BQML" => FactorOfActivity(image, isCorrected),
            "CNTS" => OfCounts(image, isCorrected),
            _ => throw UptakeHeader.Refusal($"{Tags.Units.Describe()} is {units ?? "missing"}; BQML, CNTS, GML or CM2ML is needed."),
        };
    }

    private static bool IsEnhanced(DataSet header) => header.GetString(Tags.SOPClassUID) == Uids.EnhancedPETImageStorage;

    private static bool IsDecayCorrected(DataSet header)
    {
        string[] corrections = header.GetStrings(Tags.CorrectedImage);
        string decay = header.GetString(Tags.DecayCorrection) ?? "missing", found = corrections.Length == 0 ? "missing" : string.Join('\\', corrections);
        if (decay is not ("START" or "ADMIN" or "NONE"))
            throw UptakeHeader.Refusal($"{Tags.DecayCorrection.Describe()} is {decay}; START, ADMIN or NONE is needed.");
        bool isCorrected = decay != "NONE";
        if (!corrections.Contains("ATTN") || (isCorrected && !corrections.Contains("DECY")))
            throw UptakeHeader.Refusal($"{Tags.CorrectedImage.Describe()} is {found}; {(isCorrected ? "ATTN and DECY are" : "ATTN is")} needed where {Tags.DecayCorrection.Describe()} is {decay}.");
        if (!isCorrected && corrections.Contains("DECY"))
            throw UptakeHeader.Refusal($"{Tags.DecayCorrection.Describe()} is NONE, but {Tags.CorrectedImage.Describe()} is {found}.");
        return isCorrected;
    }

    // Philips' factor is by body weight, and may be another one in each image.
    private double OfCounts(UptakeHeader image, bool isCorrected)
    {
        if (image.PrivateNumber(0x7053, PhilipsPrivate, 0x00) is { } uptake)
            return _kind.Values == SourceValues.BodyWeightUptake ? uptake : uptake * image.Norm(_kind) / (1000 * image.WeightKg);
        double activity = image.PrivateNumber(0x7053, PhilipsPrivate, 0x09)
            ?? throw UptakeHeader.Refusal($"{Tags.Units.Describe()} is CNTS, and no private attribute says what a count is worth.");
        return activity * FactorOfActivity(image, isCorrected);
    }

    // PS3.3 C.8.22.2 to C.8.22.5: the unit is that of the frames' mapping, and what was corrected, and to which moment, is said by attributes of their own.
    private void AddEnhanced(UptakeHeader image, SourceImage source)
    {
        string[] units = [.. source.Frames.Select(frame => FrameScales.HasRealWorld(frame) ? FrameScales.UnitOfRealWorld(frame).Unit.Value : "not said").Distinct()];
        bool isUptake = units.All(unit => unit == _kind.Unit.Value);
        if (!isUptake && !units.All(unit => unit is "Bq/ml" or "Bq/mL"))
            throw UptakeHeader.Refusal($"the unit of {Tags.RealWorldValueMappingSequence.Describe()} is {string.Join(" and ", units)}; Bq/ml is needed in every frame of an Enhanced PET image.");
        UptakeTime? corrected = isUptake ? null : CorrectedTo(image);
        foreach (SourceFrame frame in source.Frames)
            _ofFrames[(source, frame.Number)] = isUptake ? 1 : image.Norm(_kind) / (image.DoseBq * Remaining(image, corrected ?? MeanRate(image, frame)));
    }

    /// <summary>The moment that decay was corrected to; <see langword="null"/> where it was not corrected.</summary>
    private static UptakeTime? CorrectedTo(UptakeHeader image)
    {
        DataSet header = image.Header;
        if (header.GetString(Tags.AttenuationCorrected) != "YES")
            throw UptakeHeader.Refusal($"{Tags.AttenuationCorrected.Describe()} is {header.GetString(Tags.AttenuationCorrected) ?? "missing"}; it must be YES in an Enhanced PET image.");
        return header.GetString(Tags.DecayCorrected) switch
        {
            "YES" => image.Moment(Tags.DecayCorrectionDateTime)
                ?? throw UptakeHeader.Refusal($"{Tags.DecayCorrectionDateTime.Describe()} is {header.GetString(Tags.DecayCorrectionDateTime) ?? "missing"}; the moment that decay was corrected to is needed."),
            "NO" => null,
            var other => throw UptakeHeader.Refusal($"{Tags.DecayCorrected.Describe()} is {other ?? "missing"}; YES or NO is needed in an Enhanced PET image."),
        };
    }

    private static UptakeTime MeanRate(UptakeHeader image, SourceFrame frame) => image.MeanRateOf(frame)
        ?? throw UptakeHeader.Refusal($"{frame}: {Tags.DecayCorrected.Describe()} is NO, and neither {Tags.FrameAcquisitionDateTime.Describe()} nor {Tags.FrameReferenceDateTime.Describe()} says when the frame was acquired.");

    private double FactorOfActivity(UptakeHeader image, bool isCorrected)
    {
        double norm = image.Norm(_kind), dose = image.DoseBq;
        if (image.Header.GetString(Tags.DecayCorrection) == "ADMIN")
            return norm / dose;
        if (isCorrected)
            return norm / (dose * Remaining(image, _scanStart.Value));

        // Not corrected: each image has the activity of its own time.
        UptakeTime acquired = image.Acquisition ?? throw NoAcquisition();
        return norm / (dose * Remaining(image, acquired.Plus(image.SecondsToMeanRate())));
    }

    /// <summary>The share of the dose that is left at a moment.</summary>
    private static double Remaining(UptakeHeader image, UptakeTime moment)
    {
        UptakeTime given = image.Administration(moment);
        double seconds = moment.SecondsSince(given), halfLives = seconds / image.HalfLifeSeconds;
        string times = $"the radiopharmaceutical was given at {given} ({Tags.RadiopharmaceuticalStartDateTime.Describe()} or {Tags.RadiopharmaceuticalStartTime.Describe()}), and values are of {moment}";
        if (seconds < 0)
            throw UptakeHeader.Refusal(string.Create(CultureInfo.InvariantCulture, $"{times}: the injection lies {-seconds:0} s after the scan."));
        if (halfLives > MostHalfLives)
            throw UptakeHeader.Refusal(string.Create(CultureInfo.InvariantCulture, $"{times}: {halfLives:0.#} half-lives later ({Tags.RadionuclideHalfLife.Describe()} {image.HalfLifeSeconds} s); at most {MostHalfLives} can be."));
        return Math.Pow(2, -halfLives);
    }

    // The values are corrected to this time. The series time is it, unless the series was made later from others.
    private UptakeTime ScanStart()
    {
        UptakeTime acquired = _headers.Select(other => other.Acquisition).OfType<UptakeTime>().OrderBy(time => time.Local).Cast<UptakeTime?>().FirstOrDefault() ?? throw NoAcquisition();
        UptakeHeader first = _headers[0];
        if (first.Series is { } series && series.SecondsSince(acquired) <= 0)
            return series;
        if (first.PrivateText(0x0009, GePrivate, 0x0D) is { } text && first.Moment(text) is { } moment)
            return moment;
        double reference = first.Milliseconds(Tags.FrameReferenceTime);
        if (reference <= 0 || first.Milliseconds(Tags.ActualFrameDuration) <= 0)
            return acquired;

        // Back from when the count rate of the first image's frame was its mean.
        return (first.Acquisition ?? acquired).Plus(first.SecondsToMeanRate() - (reference / 1000));
    }

    private static ConversionException NoAcquisition() =>
        UptakeHeader.Refusal($"{Tags.AcquisitionDate.Describe()} or {Tags.AcquisitionTime.Describe()} is missing, and so is {Tags.AcquisitionDateTime.Describe()}.");

    private void Warn(string warning)
    {
        if (!_warnings.Contains(warning))
            _warnings.Add(warning);
    }
}
