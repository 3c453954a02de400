using System.Globalization;
using Dcmqi.Metadata;

namespace Dcmqi.Measurements;

/// <summary>A feature as the name of its column says it.</summary>
internal sealed record FeatureName
{
    /// <summary>The feature by the code of IBSI, or <see langword="null"/>: then <see cref="Private"/> names it.</summary>
    public string? Ibsi { get; init; }

    /// <summary>The code of a feature that IBSI does not define; of one that it does, where values were shifted.</summary>
    public required CodedConcept Private { get; init; }

    public FeatureUnit PrivateUnit { get; init; }

    /// <summary>How a value without a definition of its own comes from the quantity in the image, such as (386136009, SCT, "Standard Deviation").</summary>
    public CodedConcept? PrivateDerivation { get; init; }

    public CodedConcept? Method { get; init; }

    /// <summary>The filter of the image, or <see langword="null"/> for the image itself.</summary>
    public CodedConcept? Filter { get; init; }

    public IReadOnlyList<MeasurementModifier> Modifiers { get; init; } = [];

    public IReadOnlyList<NumericProperty> Parameters { get; init; } = [];

    /// <summary>Bins, where the name of the column says them.</summary>
    public BinSetting? Bins { get; init; }

    public bool IsOfBins { get; init; }

    /// <summary>It is a sum of squares, which shifted values change.</summary>
    public bool IsSumOfSquares { get; init; }

    /// <summary>What the program has more than the definition.</summary>
    public decimal Excess { get; init; }

    private static CodedConcept ImageFilter { get; } = new("ImageFilter", "99DCMQI", "Image filter");

    /// <param name="text">The number, checked.</param>
    /// <param name="profile">What is said of the values of all images.</param>
    /// <param name="settings">What the row says.</param>
    public Measurement ToMeasurement(string text, FeatureProfile profile, RowSettings settings)
    {
        // Values of a filtered or normalized image are another quantity than those of the image.
        bool isOfImage = Filter is null && !settings.IsNormalized;
        CodedConcept? quantity = isOfImage ? profile.Quantity ?? (profile.Unit == Codes.Ucum.NoUnits ? settings.Values?.Quantity : null) : null;
        CodedConcept unit = !isOfImage ? Codes.Ucum.NoUnits : profile.Unit == Codes.Ucum.NoUnits && profile.Quantity is null ? settings.Values?.Unit ?? profile.Unit : profile.Unit;
        IbsiFeature? defined = Ibsi is null || (IsSumOfSquares && settings.IsShifted) ? null : IbsiFeature.Of(Ibsi);
        CodedConcept? derivation = defined is null ? PrivateDerivation : defined.Derivation;
        bool isNamedByQuantity = quantity is not null && derivation is not null;
        CodedConcept concept = defined?.Concept ?? Private;
        BinSetting? bins = IsOfBins ? Bins ?? settings.Bins : null;
        (double? value, CodedConcept? qualifier) = ValueOf(text);
        return new Measurement
        {
            Name = isNamedByQuantity ? quantity! : concept,
            Value = value,
            Qualifier = qualifier,
            Unit = UnitAlgebra.Of(defined?.Unit ?? PrivateUnit, unit),
            Derivation = isNamedByQuantity || derivation != concept ? derivation : null,
            Method = Method ?? (isNamedByQuantity && derivation != concept ? concept : null),
            Modifiers = [.. Filter is null ? [] : new[] { new MeasurementModifier(ImageFilter, Filter) }, .. Modifiers, .. bins is null ? [] : new[] { bins.Modifier }],
            DerivationParameters = [.. Parameters, .. bins is null ? [] : new[] { bins.Parameter(unit) }],
        };
    }

    // Decimal digits are kept: 2.9 less 3 is -0.1.
    private (double? Value, CodedConcept? Qualifier) ValueOf(string text)
    {
        (double? value, CodedConcept? qualifier) = Json.NumericQualifiers.OfText(text, null);
        if (value is null || Excess == 0)
            return (value, qualifier);
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact) && Math.Abs(exact) >= 1e-6m
            ? ((double)(exact - Excess), null)
            : (value - (double)Excess, null);
    }
}
