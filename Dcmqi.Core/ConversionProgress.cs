namespace Dcmqi;

/// <summary>The progress of long work.</summary>
/// <param name="Stage">The current stage, such as <c>Reading</c> or <c>Writing</c>.</param>
/// <param name="Completed">Units of work done, from 0 to <paramref name="Total"/>.</param>
/// <param name="Total">Units of work in this stage.</param>
public readonly record struct ConversionProgress(string Stage, long Completed, long Total)
{
    /// <summary>Gets the share done, from 0 to 1; 1 where there is nothing to do.</summary>
    public double Fraction => Total <= 0 ? 1 : (double)Completed / Total;

    /// <summary>Returns stage and percentage, such as <c>Writing: 40 %</c>.</summary>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Stage}: {Fraction * 100:0} %");
}
