using System.Buffers.Text;
using System.Globalization;

namespace Dcmqi.Iods;

/// <summary>How many values an attribute may have (PS3.5 6.4).</summary>
/// <param name="Minimum">The fewest.</param>
/// <param name="Maximum">The most; <see cref="int.MaxValue"/> where there is no bound.</param>
/// <param name="Step">Without bound, the number of values is a multiple of this.</param>
internal readonly record struct ValueMultiplicity(int Minimum, int Maximum, int Step)
{
    public static ValueMultiplicity One => new(1, 1, 1);

    /// <summary>Reads the form of PS3.6: <c>1</c>, <c>1-3</c>, <c>1-n</c>, <c>2-2n</c>.</summary>
    public static ValueMultiplicity Parse(ReadOnlySpan<byte> text)
    {
        int dash = text.IndexOf((byte)'-');
        int minimum = Number(dash < 0 ? text : text[..dash]);
        if (dash < 0)
            return new ValueMultiplicity(minimum, minimum, 1);
        ReadOnlySpan<byte> upper = text[(dash + 1)..];
        if (upper[^1] != 'n')
            return new ValueMultiplicity(minimum, Number(upper), 1);
        return new ValueMultiplicity(minimum, int.MaxValue, upper.Length == 1 ? 1 : Number(upper[..^1]));
    }

    /// <summary>Says whether so many values are allowed.</summary>
    public bool Allows(int count) => count >= Minimum && count <= Maximum && (Maximum != int.MaxValue || count % Step == 0);

    /// <summary>The form of PS3.6.</summary>
    public override string ToString() => (Minimum == Maximum, Maximum == int.MaxValue) switch
    {
        (true, _) => Minimum.ToString(CultureInfo.InvariantCulture),
        (_, true) => string.Create(CultureInfo.InvariantCulture, $"{Minimum}-{(Step > 1 ? Step : "")}n"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Minimum}-{Maximum}"),
    };

    private static int Number(ReadOnlySpan<byte> digits) => Utf8Parser.TryParse(digits, out int number, out _) ? number : 1;
}
