namespace Dcmqi.Measurements;

/// <summary>How values were put into bins.</summary>
/// <param name="Method">The way of it.</param>
/// <param name="Size">Number of bins, or their width.</param>
/// <param name="IsWidth">Whether <paramref name="Size"/> is a width, in the unit of the values.</param>
internal sealed record BinSetting(CodedConcept Method, double Size, bool IsWidth)
{
    // IBSI 2.7.
    public static CodedConcept Discretisation { get; } = new("4R0B", "IBSI", "Discretisation");

    public static CodedConcept FixedNumber { get; } = new("K15C", "IBSI", "Fixed bin number");

    public static CodedConcept FixedSize { get; } = new("Q3RU", "IBSI", "Fixed bin size");

    // IBSI's fixed bin size begins at the lowest value (of the region, or the range of re-segmentation); PyRadiomics begins at a multiple of the width.
    public static CodedConcept FixedSizeAtMultiples { get; } = new("FixedBinSizeAtMultiples", "99DCMQI", "Fixed bin size, bins at multiples of it");

    public MeasurementModifier Modifier => new(Discretisation, Method);

    public NumericProperty Parameter(CodedConcept unit) => IsWidth
        ? new NumericProperty { Name = new CodedConcept("BinWidth", "99DCMQI", "Bin width"), Value = Size, Unit = unit }
        : new NumericProperty { Name = new CodedConcept("BinNumber", "99DCMQI", "Number of bins"), Value = Size, Unit = Codes.Ucum.NoUnits };
}
