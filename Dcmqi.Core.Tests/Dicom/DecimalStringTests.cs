using System.Globalization;
using Dcmqi.Dicom;

namespace Dcmqi.Tests.Dicom;

public sealed class DecimalStringTests
{
    [TestCase(0, "0")]
    [TestCase(-0.0, "0")]
    [TestCase(1, "1")]
    [TestCase(-1.5, "-1.5")]
    [TestCase(0.1, "0.1")]
    [TestCase(100000, "100000")]
    [TestCase(1e300, "1E300")]
    [TestCase(0.001953125, "0.001953125")]
    [TestCase(0.333333333333333333, "0.33333333333333")]
    [TestCase(-0.333333333333333333, "-0.3333333333333")]
    [TestCase(-123.456789012345678, "-123.45678901235")]
    [TestCase(1.2345678901234567e-10, "1.2345678901E-10")]
    [TestCase(-1.7976931348623157E+308, "-1.79769313E308")]
    [TestCase(5E-324, "5E-324")]
    public void Format_Value_GivesNearestShortText(double value, string expected) =>
        Assert.That(DecimalString.Format(value), Is.EqualTo(expected));

    [Test]
    public void Format_RandomValues_FitAndAreNear()
    {
        Random random = new(1);
        for (int i = 0; i < 20_000; i++)
        {
            double value = i % 2 == 0 ? (random.NextDouble() - 0.5) * 1000 : BitConverter.Int64BitsToDouble(random.NextInt64());
            if (!double.IsFinite(value))
                continue;
            string text = DecimalString.Format(value);
            Assert.That(text, Has.Length.LessThanOrEqualTo(16));
            double back = double.Parse(text, CultureInfo.InvariantCulture);
            Assert.That(Math.Abs(back - value), Is.LessThanOrEqualTo(Math.Abs(value) * 1e-8 + double.Epsilon), text);
            string exact = value.ToString("R", CultureInfo.InvariantCulture);
            if (exact.Length <= 16)
                Assert.That(back, Is.EqualTo(value), exact);
        }
    }

    [Test]
    public void Format_NotFinite_Throws() =>
        Assert.Throws<ArgumentException>(() => DecimalString.Format(double.NaN));
}
