namespace Dcmqi.Metadata;

/// <summary>A feature as the Image Biomarker Standardisation Initiative defines it.</summary>
/// <param name="Concept">Its code and name.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Derivation">For values of the image, how they come from the quantity in the image (PS3.16 CID 7464, or IBSI's own code); <see langword="null"/> where <paramref name="Concept"/> is the name of the measurement.</param>
internal sealed record IbsiFeature(CodedConcept Concept, FeatureUnit Unit, CodedConcept? Derivation)
{
    private const string Scheme = "IBSI";

    // Codes of IBSI that are not in a context group of PS3.16, whose scheme is (PS3.16 8.1); CID 7464 may be extended.
    private static readonly Dictionary<string, IbsiFeature> Values = new[]
    {
        Value("Q4LE", "Mean intensity", FeatureUnit.Image, Codes.Sct.Mean),
        Value("ECT3", "Intensity variance", FeatureUnit.ImageSquared, Codes.Umls.Variance),
        Value("KE2A", "Intensity skewness", FeatureUnit.None, Codes.Dcm.Skewness),
        Value("IPH6", "Excess intensity kurtosis", FeatureUnit.None, Codes.Dcm.Kurtosis),
        Value("Y12H", "Median intensity", FeatureUnit.Image, Codes.Sct.Median),
        Value("1GSF", "Minimum intensity", FeatureUnit.Image, Codes.Sct.Minimum),
        Value("QG58", "10th intensity percentile", FeatureUnit.Image),
        Value("8DWT", "90th intensity percentile", FeatureUnit.Image),
        Value("84IY", "Maximum intensity", FeatureUnit.Image, Codes.Sct.Maximum),
        Value("SALO", "Intensity interquartile range", FeatureUnit.Image),
        Value("2OJQ", "Intensity range", FeatureUnit.Image),
        Value("4FUA", "Intensity-based mean absolute deviation", FeatureUnit.Image),
        Value("1128", "Intensity-based robust mean absolute deviation", FeatureUnit.Image),
        Value("N72L", "Intensity-based median absolute deviation", FeatureUnit.Image),
        Value("7TET", "Intensity-based coefficient of variation", FeatureUnit.None, Codes.Umls.CoefficientOfVariance),
        Value("9S40", "Intensity-based quartile coefficient of dispersion", FeatureUnit.None),
        Value("N8CA", "Intensity-based energy", FeatureUnit.ImageSquared),
        Value("5ZWQ", "Root mean square intensity", FeatureUnit.Image, Codes.Umls.RootMeanSquare),
        Value("VJGA", "Local intensity peak", FeatureUnit.Image),
        Value("0F91", "Global intensity peak", FeatureUnit.Image, Codes.Dcm.PeakValueWithinROI),
        Named("BC2M", "Volume at intensity fraction", FeatureUnit.None),
        Named("NK6P", "Volume fraction at 10% intensity", FeatureUnit.None),
        Named("4279", "Volume fraction at 90% intensity", FeatureUnit.None),
        Named("GBPN", "Intensity at volume fraction", FeatureUnit.Image),
        Named("PWN1", "Intensity at 10% volume", FeatureUnit.Image),
        Named("BOHI", "Intensity at 90% volume", FeatureUnit.Image),
        Named("DDTU", "Volume fraction difference between intensity fractions", FeatureUnit.None),
        Named("WITY", "Volume fraction difference between 10% and 90% intensity", FeatureUnit.None),
        Named("CNV2", "Intensity fraction difference between volume fractions", FeatureUnit.Image),
        Named("JXJA", "Intensity difference between 10% and 90% volume", FeatureUnit.Image),
        Named("9CMM", "Area under the IVH curve", FeatureUnit.None),
    }.ToDictionary(feature => feature.Concept.Value, StringComparer.Ordinal);

    private static readonly Dictionary<string, FeatureUnit> Sizes = new(StringComparer.Ordinal)
    {
        ["RNU0"] = FeatureUnit.CubicMillimeter,
        ["YEKZ"] = FeatureUnit.CubicMillimeter,
        ["C0JK"] = FeatureUnit.SquareMillimeter,
        ["2PR5"] = FeatureUnit.PerMillimeter,
        ["KLMA"] = FeatureUnit.Millimeter,
        ["L0JK"] = FeatureUnit.Millimeter,
        ["TDIC"] = FeatureUnit.Millimeter,
        ["P9VJ"] = FeatureUnit.Millimeter,
        ["7J51"] = FeatureUnit.Millimeter,
        ["99N0"] = FeatureUnit.ImageTimesCubicMillimeter,
    };

    /// <summary>The feature with a code of IBSI. Numbers without a unit, such as those of textures, are those of PS3.16 CID 7467 to 7501.</summary>
    public static IbsiFeature Of(string code) => Values.TryGetValue(code, out IbsiFeature? value)
        ? value
        : new IbsiFeature(new CodedConcept(code, Scheme, KnownCodes.NamesOf(Scheme, code)[0]), Sizes.GetValueOrDefault(code), null);

    private static IbsiFeature Value(string code, string meaning, FeatureUnit unit, CodedConcept? derivation = null)
    {
        var concept = new CodedConcept(code, Scheme, meaning);
        return new IbsiFeature(concept, unit, derivation ?? concept);
    }

    private static IbsiFeature Named(string code, string meaning, FeatureUnit unit) => new(new CodedConcept(code, Scheme, meaning), unit, null);
}
