using System.Globalization;

namespace Dcmqi.Cli;

/// <summary>Least, greatest and mean of values, and how many there are.</summary>
internal readonly record struct ValueSummary(double Least, double Greatest, double Sum, long Finite, long Others)
{
    public static ValueSummary Empty { get; } = new(double.PositiveInfinity, double.NegativeInfinity, 0, 0, 0);

    public double? Mean => Finite == 0 ? null : Sum / Finite;

    public ValueSummary With(ReadOnlySpan<double> values)
    {
        (double least, double greatest, double sum, long finite, long others) = this;
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
            {
                others++;
                continue;
            }

            least = Math.Min(least, value);
            greatest = Math.Max(greatest, value);
            sum += value;
            finite++;
        }

        return new ValueSummary(least, greatest, sum, finite, others);
    }

    public override string ToString() => Finite == 0
        ? string.Create(CultureInfo.InvariantCulture, $"none of {Others} is a finite number")
        : string.Create(CultureInfo.InvariantCulture, $"{Least:G7} to {Greatest:G7}, mean {Mean:G7}{(Others > 0 ? $", {Others} without a finite value" : "")}");
}
