using Dcmqi.Tests.Measurements;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.RoundTrip;

/// <summary>Reports with whatever a report may say, at random.</summary>
internal sealed class RandomReports(Random random, ReportPhantom phantom)
{
    private static readonly CodedConcept[] Units = [Codes.Ucum.Millimeter, Codes.Ucum.CubicMillimeter, Codes.Ucum.NoUnits, new("[hnsf'U]", "UCUM", "Hounsfield unit")];

    private int _count;

    public MeasurementReportMetadata Next()
    {
        MeasurementGroup[] groups = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Group())];
        Measurement[] all = [.. groups.SelectMany(group => group.Measurements)];
        return new MeasurementReportMetadata
        {
            SeriesDescription = Line(),
            SeriesNumber = Number(),
            InstanceNumber = Number(),
            Language = Chance() ? new CodedConcept("deu", "RFC5646", "German") : new CodedConcept("eng", "RFC5646", "English"),
            Observers = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Observer())],
            ProceduresReported = [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Code("procedure"))],
            CompletionFlag = Chance() ? CompletionFlag.Complete : CompletionFlag.Partial,
            CompletionFlagDescription = Maybe(Line),
            PredecessorDocuments = Chance() ? [] : [new DocumentReference { StudyInstanceUid = Uid(), SeriesInstanceUid = Uid(), SopClassUid = "1.2.840.10008.5.1.4.1.1.88.22", SopInstanceUid = Uid() }],
            Groups = groups,
            DerivedMeasurements = all.Length == 0 || Chance() ? [] : [Measurement() with { InferredFrom = [all[random.Next(all.Length)]] }],
            QualitativeEvaluations = Many(Evaluation),
        };
    }

    private MeasurementGroup Group()
    {
        MeasurementGroup group = random.Next(6) switch
        {
            0 => Reports.Surface(),
            1 => Reports.Planar(),
            2 => Reports.PlanarFrame(phantom),
            3 => Reports.PlanarInSpace(),
            4 => Reports.OfImages(),
            _ => Reports.Volumetric(phantom),
        };
        return group with
        {
            TrackingIdentifier = Text(),
            TrackingUid = Uid(),
            ActivitySession = Maybe(Text),
            TimePoint = Maybe(() => new TimePointContext { TimePoint = Text(), Order = Chance() ? random.Next(9) : null, Type = Maybe(() => Code("type")), SubjectIdentifier = Maybe(Text) }),
            FindingCategory = Maybe(() => Code("category")),
            Finding = Maybe(() => Code("finding")),
            FindingSites = Many(Site),
            Method = Maybe(() => Code("method")),
            Algorithm = Maybe(Algorithm),
            RealWorldValueMapUid = Chance() ? ReportPhantom.MapUid : null,
            Measurements = Many(Measurement),
            QualitativeEvaluations = Many(Evaluation),
        };
    }

    private Measurement Measurement()
    {
        bool isMissing = random.Next(5) == 0;
        return new Measurement
        {
            Name = Code("quantity"),
            Value = isMissing ? null : Value(),
            Qualifier = isMissing ? new CodedConcept("114006", "DCM", "Measurement failure") : null,
            Unit = Units[random.Next(Units.Length)],
            Derivation = Maybe(() => Code("derivation")),
            Method = Maybe(() => Code("method")),
            FindingSites = Many(Site),
            Modifiers = Many(Modifier),
            DerivationParameters = Many(Property),
            NumericProperties = Many(Property),
            PopulationDescription = Maybe(Text),
            ReferenceRange = Maybe(() => new ReferenceRange { Lower = Value(), Upper = Chance() ? Value() : null, Authority = Maybe(Text) }),
            Uncertainty = Maybe(() => new MeasurementUncertainty { Upper = Value(), Unit = new CodedConcept("%", "UCUM", "percent") }),
            Normality = Maybe(() => Code("normality")),
            TrackingIdentifier = Maybe(Text),
            TrackingUid = Maybe(Uid),
            Algorithm = Maybe(Algorithm),
            InferredFromImages = Chance() ? [] : [Reports.Image(random.Next(4))],
        };
    }

    private ReportObserver Observer() => Chance()
        ? new PersonObserver { Name = "Reader^" + _count++, Organization = Maybe(Text), RoleInProcedure = Maybe(() => Code("role")) }
        : new DeviceObserver { Uid = Uid(), Name = Maybe(Text), Manufacturer = Maybe(Text), ModelName = Maybe(Text), SerialNumber = Maybe(Text) };

    private QualitativeEvaluation Evaluation() => Chance()
        ? new QualitativeEvaluation { Name = Code("question"), Text = Text(), Modifiers = Many(Modifier) }
        : new QualitativeEvaluation { Name = Code("question"), Code = Code("answer") };

    private FindingSite Site() => new() { Site = Code("site"), Laterality = Maybe(() => Code("side")), TopographicalModifier = Maybe(() => Code("place")) };

    private MeasurementModifier Modifier() => new(Code("modifier"), Code("value"));

    private NumericProperty Property() => new() { Name = Code("property"), Value = Value(), Unit = Units[random.Next(Units.Length)] };

    private AlgorithmIdentification Algorithm() => new() { Name = Text(), Version = Text(), Parameters = Many(Text) };

    private CodedConcept Code(string meaning)
    {
        int number = _count++;
        return new CodedConcept(random.Next(9) == 0 ? new string('9', 17) + number : $"C{number}", "99TEST", $"{meaning} {number} µ", Maybe(() => "2"));
    }

    private double Value() => random.Next(4) switch
    {
        0 => random.Next(-1000, 1000),
        1 => BitConverter.Int64BitsToDouble(random.NextInt64()) is { } any && double.IsFinite(any) ? any : 0.5,
        2 => Math.Round(random.NextDouble(), 3),
        _ => (random.NextDouble() - 0.5) * 1e6,
    };

    private string Text() => $"text {_count++} {(Chance() ? "Grüße, 你好" : "plain \\ text")}".TrimEnd();

    // A backslash divides values of LO.
    private string Line() => $"line {_count++} Grüße";

    private string Uid() => $"2.25.{random.NextInt64(1, long.MaxValue)}";

    private string Number() => random.Next(1, 9999).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private bool Chance() => random.Next(2) == 0;

    private T? Maybe<T>(Func<T> make)
        where T : class => Chance() ? make() : null;

    private T[] Many<T>(Func<T> make) => [.. Enumerable.Range(0, Math.Max(0, random.Next(-2, 4))).Select(_ => make())];
}
