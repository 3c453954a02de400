using System.Globalization;

namespace Dcmqi;

/// <summary>Re-segmentation (IBSI 2.6): leaves voxels with values outside a range, and outliers, out of the statistics of values. Shape is measured on the whole segment.</summary>
public sealed record IntensityResegmentation
{
    private static CodedConcept Resegmentation => new("IF9H", "IBSI", "Re-segmentation");

    private static CodedConcept Range => new("USB3", "IBSI", "Range re-segmentation");

    private static CodedConcept Outliers => new("7ACA", "IBSI", "Intensity outlier filtering");

    /// <summary>Gets the lowest value that is kept, in the unit of the image; <see langword="null"/> for no limit.</summary>
    public double? Minimum { get; init; }

    /// <summary>Gets the highest value that is kept, in the unit of the image; <see langword="null"/> for no limit.</summary>
    public double? Maximum { get; init; }

    /// <summary>Gets how many standard deviations of all values of the segment a value may be from their mean; with a range, what lies within both is kept (IBSI 2.6); <see langword="null"/> for any number.</summary>
    public double? Sigma { get; init; }

    /// <summary>Returns text such as <c>range from -500 to 400, outliers beyond 3 sigma</c>.</summary>
    public override string ToString()
    {
        string range = Minimum is null && Maximum is null ? "" : string.Create(CultureInfo.InvariantCulture, $"range{(Minimum is null ? "" : $" from {Minimum}")}{(Maximum is null ? "" : $" to {Maximum}")}");
        string outliers = Sigma is null ? "" : string.Create(CultureInfo.InvariantCulture, $"outliers beyond {Sigma} sigma");
        return string.Join(", ", new[] { range, outliers }.Where(text => text.Length > 0));
    }

    /// <summary>What a report says of each feature that it changes.</summary>
    internal IReadOnlyList<MeasurementModifier> Modifiers =>
        [.. Minimum is null && Maximum is null ? [] : new[] { new MeasurementModifier(Resegmentation, Range) }, .. Sigma is null ? [] : new[] { new MeasurementModifier(Resegmentation, Outliers) }];

    internal IReadOnlyList<NumericProperty> Parameters(CodedConcept unit) =>
    [
        .. Number(Minimum, "ResegmentationMinimum", "Lowest value of re-segmentation", unit),
        .. Number(Maximum, "ResegmentationMaximum", "Highest value of re-segmentation", unit),
        .. Number(Sigma, "ResegmentationSigma", "Standard deviations of re-segmentation", Codes.Ucum.NoUnits),
    ];

    internal void Check()
    {
        if (Minimum is { } low && double.IsNaN(low))
            throw new ArgumentOutOfRangeException(nameof(Minimum), low, "The lowest value is a number.");
        if (Maximum is { } high && !(high >= (Minimum ?? double.NegativeInfinity)))
            throw new ArgumentOutOfRangeException(nameof(Maximum), high, $"The highest value is not below the lowest, {Minimum?.ToString(CultureInfo.InvariantCulture) ?? "none"}.");
        if (Sigma is { } sigma && !(sigma > 0 && double.IsFinite(sigma)))
            throw new ArgumentOutOfRangeException(nameof(Sigma), sigma, "The number of standard deviations is above 0.");
    }

    private static IEnumerable<NumericProperty> Number(double? value, string code, string meaning, CodedConcept unit) =>
        value is null ? [] : [new NumericProperty { Name = new CodedConcept(code, "99DCMQI", meaning), Value = value, Unit = unit }];
}
