namespace Dcmqi.Tests.Measurements;

/// <summary>Text that a spreadsheet would take for a formula.</summary>
public class CsvFormulaTests
{
    [Test]
    public void Formulas_AreEscapedAndReadBack(
        [Values("=HYPERLINK(\"http://a.b\")", "+1+2", "-2+3", "@SUM(A1)", "'=x", "''-x", "'plain", "-3", "+1e5", "plain")] string label, [Values] CsvFormulas formulas)
    {
        var table = new MeasurementTable([new MeasurementRow { Group = 1, TrackingIdentifier = label }]);
        string csv = table.ToCsv(new CsvOptions { Formulas = formulas });
        Assert.That(MeasurementTable.Parse(csv).Rows.Single().TrackingIdentifier, Is.EqualTo(label));
    }

    [TestCase("=1+2", "'=1+2")]
    [TestCase("@x", "'@x")]
    [TestCase("-3.5", "-3.5")]
    [TestCase("Liver", "Liver")]
    public void Formulas_ByDefault_AreText(string label, string written)
    {
        using var stream = new MemoryStream();
        var table = new MeasurementTable([new MeasurementRow { Group = 1, TrackingIdentifier = label }]);
        table.Save(stream);
        string csv = System.Text.Encoding.UTF8.GetString(stream.ToArray());
        Assert.That(csv, Is.EqualTo(table.ToCsv()));
        Assert.That(csv.Split("\r\n")[1], Is.EqualTo("1,VOLUMETRIC," + written));
        Assert.That(table.ToCsv(new CsvOptions { Formulas = CsvFormulas.Keep }).Split("\r\n")[1], Is.EqualTo("1,VOLUMETRIC," + label));
    }
}
