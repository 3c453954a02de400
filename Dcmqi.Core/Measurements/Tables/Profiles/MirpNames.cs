using System.Globalization;
using System.Text.RegularExpressions;
using Dcmqi.Json;

namespace Dcmqi.Measurements;

/// <summary>Columns of MIRP: filter, family and feature, parameters, discretisation, with underscores between them; and <c>image_</c> with what was measured.</summary>
internal sealed partial class MirpNames : ColumnNames
{
    // The grammar looks back; what is longer is no name of MIRP.
    private const int LongestName = 200;

    private static readonly Dictionary<string, CodedConcept> Aggregations = new[]
    {
        ("2d_avg", "BTW3", "Averaged over 2D directions and slices"),
        ("2d_s_mrg", "SUJT", "Merged per slice, averaged over slices"),
        ("2.5d_d_mrg", "JJUI", "Merged per direction, averaged over directions"),
        ("2.5d_v_mrg", "ZW7Z", "Merged over all 2D directions"),
        ("3d_avg", "ITBB", "Averaged over 3D directions"),
        ("3d_v_mrg", "IAZD", "Merged over all 3D directions"),
        ("2d", "8QNN", "2D matrices, averaged over slices"),
        ("2.5d", "62GR", "2D matrices, merged"),
        ("3d", "KOBO", "3D matrix"),
    }.ToDictionary(aggregation => aggregation.Item1, aggregation => new CodedConcept(aggregation.Item2, "IBSI", aggregation.Item3), StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Filters = new(StringComparer.Ordinal)
    {
        ["gabor"] = "Gabor filter",
        ["gaussian"] = "Gaussian filter",
        ["log"] = "Laplacian of Gaussian",
        ["laws"] = "Laws kernels",
        ["mean"] = "Mean filter",
        ["wavelet"] = "Wavelet",
        ["square"] = "Square of the image",
        ["sqrt"] = "Square root of the image",
        ["lgrthm"] = "Logarithm of the image",
        ["exp"] = "Exponential of the image",
        ["lbp"] = "Local binary pattern",
        ["riesz"] = "Riesz transform",
    };

    public override string Program => "MIRP";

    public override string Scheme => "99MIRP";

    public override ColumnMeaning Of(string column)
    {
        if (column is "" or "Unnamed: 0" or "sample_name")
            return ColumnMeaning.PassedOver;
        if (column.StartsWith("image_", StringComparison.Ordinal))
            return ColumnMeaning.Parameter;
        Match match = Grammar().Match(column.Length > LongestName ? "" : column);
        if (!match.Success)
            return ColumnMeaning.NotUnderstood("is no column of MIRP; expected a family and a feature, such as morph_volume or cm_contrast_d1.0_3d_avg_fbs_w25.0.");
        string filter = match.Groups["filter"].Value;
        if (filter.Length > 0 && !Filters.ContainsKey(filter.Split('_')[0]))
            return ColumnMeaning.NotUnderstood($"begins with '{filter}', which is no filter of MIRP; expected {string.Join(", ", Filters.Keys)}.");
        string name = match.Groups["name"].Value;
        if (MirpFeatures.Find(name, Scheme) is not { } feature)
            return ColumnMeaning.NotUnderstood($"has '{name}', which is no feature of MIRP{Spelling.Suggestion(name, MirpFeatures.All)}.");
        return ColumnMeaning.Of(feature with
        {
            Filter = filter.Length == 0 ? null : new CodedConcept(filter, Scheme, Meaning(filter)),
            Modifiers = match.Groups["aggregation"] is { Success: true } aggregation ? [new MeasurementModifier(Aggregation, Aggregations[aggregation.Value])] : [],
            Parameters = [.. Number(match.Groups["distance"], "Distance", "Chebyshev distance of neighbors, in voxels"), .. Number(match.Groups["coarseness"], "Coarseness", "Coarseness of dependence")],
            Bins = BinsOf(match),
        });
    }

    public override RowSettings SettingsOf(IReadOnlyDictionary<string, string> texts) => new()
    {
        Values = texts.GetValueOrDefault("image_modality", "").Equals("CT", StringComparison.OrdinalIgnoreCase) ? (Codes.Dcm.AttenuationCoefficient, Codes.Ucum.HounsfieldUnit) : null,
    };

    // IBSI 3.6: how values of several directions and slices become one.
    private static CodedConcept Aggregation { get; } = new("5QB6", "IBSI", "Feature aggregation");

    private static BinSetting? BinsOf(Match match)
    {
        if (match.Groups["method"] is not { Success: true } method)
            return null;
        double size = double.Parse(match.Groups["size"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);
        return method.Value switch
        {
            "fbn" => new BinSetting(BinSetting.FixedNumber, size, IsWidth: false),
            "fbsp" => new BinSetting(BinSetting.FixedSizeAtMultiples, size, IsWidth: true),
            _ => new BinSetting(BinSetting.FixedSize, size, IsWidth: true),
        };
    }

    private IEnumerable<NumericProperty> Number(Group group, string value, string meaning)
    {
        if (group.Success)
            yield return new NumericProperty { Name = new CodedConcept(value, Scheme, meaning), Value = double.Parse(group.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture), Unit = Codes.Ucum.NoUnits };
    }

    // The whole prefix has the parameters of the filter; a meaning has at most 64 characters (PS3.3 8.8.1).
    private static string Meaning(string filter)
    {
        string meaning = $"{Filters[filter.Split('_')[0]]}: {filter}";
        return meaning.Length <= 64 ? meaning : meaning[..64];
    }

    [GeneratedRegex(
        @"^(?:(?<filter>.+?)_)?(?<name>(?:morph|loc|stat|ih|ivh|cm|rlm|szm|dzm|ngt|ngl)_.+?)(?:_d(?<distance>\d+(?:\.\d+)?))?(?:_a(?<coarseness>\d+(?:\.\d+)?))?"
        + @"(?:_(?<aggregation>2d_avg|2d_s_mrg|2\.5d_d_mrg|2\.5d_v_mrg|3d_avg|3d_v_mrg|2d|2\.5d|3d))?(?:_(?<method>fbn|fbsp|fbs)_[nw](?<size>\d+(?:\.\d+)?))?$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Grammar();
}
