using System.Globalization;

namespace Dcmqi.Tests;

public class ShownNumberTests
{
    [TestCase(0, "0")]
    [TestCase(37.32893237968963, "37.3289")]
    [TestCase(-70361.93366640499, "-70361.9")]
    [TestCase(1234567.89, "1234568")]
    [TestCase(0.012907631848904108, "0.0129076")]
    [TestCase(0.000123456789, "0.000123457")]
    [TestCase(0.0000123456789, "1.23457e-5")]
    [TestCase(1.5e15, "1.5e15")]
    [TestCase(999999.96, "1000000")]
    [TestCase(0.1 + 0.2, "0.3")]
    public void Of_Number_HasSixSignificantDigits(double value, string shown)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            // As in de-DE and sv-SE, also where the machine knows no cultures.
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            comma.NumberFormat.NegativeSign = "\u2212";
            CultureInfo.CurrentCulture = comma;
            Assert.That(ShownNumber.Of(value), Is.EqualTo(shown));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
