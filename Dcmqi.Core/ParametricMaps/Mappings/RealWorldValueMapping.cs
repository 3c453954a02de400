using System.Globalization;

namespace Dcmqi;

/// <summary>The meaning of stored values: quantity, unit and the conversion from a stored value to a real-world value (Real World Value Mapping, PS3.3 C.7.6.16.2.11).</summary>
public sealed class RealWorldValueMapping
{
    /// <summary>Gets the LUT Label (0040,9210): the short name of the mapping.</summary>
    public string Label { get; init; } = "";

    /// <summary>Gets the LUT Explanation (0028,3003).</summary>
    public string Explanation { get; init; } = "";

    /// <summary>Gets the unit of the real-world values (Measurement Units Code Sequence (0040,08EA)); <see langword="null"/> if the object has none.</summary>
    public CodedConcept? Unit { get; init; }

    /// <summary>Gets what is measured, from the Quantity Definition Sequence (0040,9220); <see langword="null"/> if it does not say.</summary>
    public CodedConcept? Quantity { get; init; }

    /// <summary>Gets how it is measured; <see langword="null"/> if the object does not say.</summary>
    public CodedConcept? MeasurementMethod { get; init; }

    /// <summary>Gets how the model was fitted; <see langword="null"/> if the object does not say.</summary>
    public CodedConcept? ModelFittingMethod { get; init; }

    /// <summary>Gets the diffusion b-values of the source images, s/mm2; empty if there are none.</summary>
    public IReadOnlyList<double> SourceImageDiffusionBValues { get; init; } = [];

    /// <summary>Gets the Real World Value Slope (0040,9225); <see langword="null"/> if a table maps the values.</summary>
    public double? Slope { get; init; }

    /// <summary>Gets the Real World Value Intercept (0040,9224); <see langword="null"/> if a table maps the values.</summary>
    public double? Intercept { get; init; }

    /// <summary>Gets the Real World Value LUT Data (0040,9212): the real-world values of the stored values from <see cref="FirstValueMapped"/> on; empty if slope and intercept map the values.</summary>
    public IReadOnlyList<double> LookupTable { get; init; } = [];

    /// <summary>Gets the first stored value that is mapped; <see langword="null"/> if the object does not say.</summary>
    public double? FirstValueMapped { get; init; }

    /// <summary>Gets the last stored value that is mapped; <see langword="null"/> if the object does not say.</summary>
    public double? LastValueMapped { get; init; }

    /// <summary>Whether stored values are real-world values as they are.</summary>
    internal bool IsIdentity => LookupTable.Count == 0 && Slope is null or 1 && Intercept is null or 0;

    /// <summary>What is measured and its unit, without how pixels are mapped to it: frames with another one belong to another volume. Where no quantity is named, the label stands for it.</summary>
    internal string QuantityKey => string.Join('|', Quantity is null ? Label : CodeKey(Quantity), CodeKey(Unit), CodeKey(MeasurementMethod), CodeKey(ModelFittingMethod), Numbers(SourceImageDiffusionBValues));

    /// <summary>All that is said of the mapping.</summary>
    internal string Key => string.Join('|', QuantityKey, Label, Explanation, Slope?.ToString("R", CultureInfo.InvariantCulture), Intercept?.ToString("R", CultureInfo.InvariantCulture), FirstValueMapped?.ToString("R", CultureInfo.InvariantCulture), LastValueMapped?.ToString("R", CultureInfo.InvariantCulture), LookupTable.Count, Numbers(LookupTable));

    /// <summary>Returns the label, quantity, unit and mapping, such as <c>ADC: Apparent Diffusion Coefficient in um2/s, stored value x 0.05 + 0</c>.</summary>
    public override string ToString()
    {
        string mapping = LookupTable.Count > 0 ? $"table of {LookupTable.Count} values"
            : IsIdentity ? "stored values as they are"
            : string.Create(CultureInfo.InvariantCulture, $"stored value x {Slope ?? 1:G6} + {Intercept ?? 0:G6}");
        return $"{(Label.Length > 0 ? Label : "Mapping")}: {Quantity?.Meaning ?? "unnamed quantity"} in {Unit?.Value ?? "unknown unit"}, {mapping}";
    }

    private static string CodeKey(CodedConcept? code) => code is null ? "" : $"{code.Scheme}:{code.Value}";

    private static string Numbers(IReadOnlyList<double> numbers) => string.Join(',', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
}
