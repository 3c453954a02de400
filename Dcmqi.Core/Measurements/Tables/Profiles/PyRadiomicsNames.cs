using System.Globalization;
using System.Text.RegularExpressions;
using Dcmqi.Json;

namespace Dcmqi.Measurements;

/// <summary>Columns of PyRadiomics: <c>image_class_Feature</c>, and <c>diagnostics_</c> with versions and settings.</summary>
internal sealed partial class PyRadiomicsNames : ColumnNames
{
    private const string Diagnostics = "diagnostics_";
    private const string Settings = Diagnostics + "Configuration_Settings";

    // What its command line takes of a case; a table that pandas writes begins with a column of row numbers.
    private static readonly string[] Inputs = ["Image", "Mask", "Label_channel", "", "Unnamed: 0"];

    public override string Program => "PyRadiomics";

    public override string Scheme => "99PYRADIOMICS";

    public override ColumnMeaning Of(string column)
    {
        if (Inputs.Contains(column))
            return ColumnMeaning.PassedOver;
        if (column.StartsWith(Diagnostics, StringComparison.Ordinal))
            return ColumnMeaning.Parameter;
        string[] parts = column.Split('_');
        if (parts.Length != 3)
            return ColumnMeaning.NotUnderstood("is no column of PyRadiomics; expected image_class_Feature, such as original_shape_MeshVolume.");
        if (FilterOf(parts[0]) is not { } filter)
            return ColumnMeaning.NotUnderstood($"begins with '{parts[0]}', which is no image of PyRadiomics; expected original, wavelet-LLH, log-sigma-3-0-mm-3D, square, squareroot, logarithm, exponential, gradient, lbp-2D or lbp-3D-m1.");
        return OfFeature(parts[1], parts[2]) is { Feature: { } feature } ? ColumnMeaning.Of(feature with { Filter = filter.Code }) : OfFeature(parts[1], parts[2]);
    }

    public override RowSettings SettingsOf(IReadOnlyDictionary<string, string> texts)
    {
        string settings = texts.GetValueOrDefault(Settings, "");
        double? width = Number(BinWidth().Match(settings)), count = Number(BinCount().Match(settings));
        return new RowSettings
        {
            Version = texts.GetValueOrDefault(Diagnostics + "Versions_PyRadiomics"),
            Bins = count is { } number ? new BinSetting(BinSetting.FixedNumber, number, IsWidth: false)
                : width is { } size ? new BinSetting(BinSetting.FixedSizeAtMultiples, size, IsWidth: true) : null,
            IsNormalized = Normalize().IsMatch(settings),
            IsShifted = Number(VoxelArrayShift().Match(settings)) is not (null or 0),
        };
    }

    /// <summary>A feature of the image itself.</summary>
    public ColumnMeaning OfFeature(string featureClass, string name)
    {
        if (PyRadiomicsFeatures.NamesOf(featureClass) is not { Count: > 0 } names)
            return ColumnMeaning.NotUnderstood($"is of the class '{featureClass}', which PyRadiomics does not have; expected {string.Join(", ", PyRadiomicsFeatures.ClassNames)}.");
        return PyRadiomicsFeatures.Find(featureClass, name, Scheme) is { } feature
            ? ColumnMeaning.Of(feature)
            : ColumnMeaning.NotUnderstood($"is no feature of PyRadiomics' class {featureClass}{Spelling.Suggestion(name, names)}.");
    }

    // The filter is null, and the pair is not, for the image itself.
    private (CodedConcept? Code, bool IsKnown)? FilterOf(string image)
    {
        if (image == "original")
            return (null, true);
        string? meaning = image switch
        {
            "square" => "Square of the image",
            "squareroot" => "Square root of the image",
            "logarithm" => "Logarithm of the image",
            "exponential" => "Exponential of the image",
            "gradient" => "Gradient magnitude",
            "lbp-2D" => "Local binary pattern, 2D",
            "lbp-3D-k" => "Local binary pattern, 3D, kurtosis",
            _ when Wavelet().Match(image) is { Success: true } wavelet => $"Wavelet, sub-band {wavelet.Groups[2].Value}{(wavelet.Groups[1].Length > 0 ? $", level {wavelet.Groups[1].Value}" : "")}",
            _ when Laplacian().Match(image) is { Success: true } log => $"Laplacian of Gaussian, sigma {log.Groups[1].Value.Replace('-', '.')} mm, {log.Groups[2].Value}",
            _ when LocalPattern().Match(image) is { Success: true } pattern => $"Local binary pattern, 3D, level {pattern.Groups[1].Value}",
            _ => null,
        };
        return meaning is null ? null : (new CodedConcept(image, Scheme, meaning), true);
    }

    private static double? Number(Match match) => match.Success && double.Parse(match.Groups[1].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture) is var number && double.IsFinite(number) ? number : null;

    [GeneratedRegex(@"^wavelet(\d*)-([HL]{2,3})$")]
    private static partial Regex Wavelet();

    [GeneratedRegex(@"^log-sigma-(\d+(?:-\d+)?)-mm-([23]D)$")]
    private static partial Regex Laplacian();

    [GeneratedRegex(@"^lbp-3D-m(\d+)$")]
    private static partial Regex LocalPattern();

    // A dictionary as Python prints it, plain or ordered: 'binWidth': 25 or ('binWidth', 25).
    [GeneratedRegex(@"['""]binWidth['""]\s*[:,]\s*(\d+(?:\.\d*)?(?:[eE][-+]?\d+)?)")]
    private static partial Regex BinWidth();

    [GeneratedRegex(@"['""]binCount['""]\s*[:,]\s*(\d+)")]
    private static partial Regex BinCount();

    [GeneratedRegex(@"['""]voxelArrayShift['""]\s*[:,]\s*(-?\d+(?:\.\d*)?)")]
    private static partial Regex VoxelArrayShift();

    [GeneratedRegex(@"['""]normalize['""]\s*[:,]\s*True")]
    private static partial Regex Normalize();
}
