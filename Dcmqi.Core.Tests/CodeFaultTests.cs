using Dcmqi.Iods;
using Dcmqi.Tests.Generators;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests;

/// <summary>Codes held against the tables of PS3.16: what cannot be meant is told, what is only unknown is not.</summary>
public class CodeFaultTests
{
    [TestCase("78961009", "SCT", "Liver", "78961009 is \"Spleen\"; \"Liver\" is 10200004.")]
    [TestCase("10200004", "SNOMED", "Liver", "'SNOMED' is not among the known coding schemes (did you mean SCT?)")]
    [TestCase("10200004", "Local", "Liver", "'Local' is not among the known coding schemes; private ones begin with 99.")]
    [TestCase("Liver", "SCT", "10200004", "has value and meaning exchanged; (10200004, SCT, \"Liver\") is the code.")]
    public void Of_CodeThatCannotBeMeant_SaysWhatWasMeant(string value, string scheme, string meaning, string message) =>
        Assert.That(CodeFault.Of(new CodedConcept(value, scheme, meaning)), Does.Contain(message));

    [TestCase("10200004", "SCT", "Liver")]
    [TestCase("10200004", "SCT", "liver")]
    [TestCase("10200004", "SCT", "Leber")]
    [TestCase("123037004", "SCT", "Anatomical Structure")]
    [TestCase("12921003", "SCT", "Pelvis")]
    [TestCase("1234567", "SCT", "Something that no table has")]
    [TestCase("T-62000", "SRT", "Liver")]
    [TestCase("A.13", "99TEST", "Liver")]
    [TestCase("fr", "RFC5646", "French")]
    public void Of_CodeThatMayBeMeant_SaysNothing(string value, string scheme, string meaning) =>
        Assert.That(CodeFault.Of(new CodedConcept(value, scheme, meaning)), Is.Null);

    [Test]
    public void Of_EveryCodeOfTheTables_SaysNothing()
    {
        HashSet<string> chosen = CodesGenerator.ChosenIds();
        IEnumerable<CodedConcept> codes = FactTable.Read("codes.tsv").Where(row => chosen.Contains($"{row["scheme"]} {row["value"]}")).Select(row => new CodedConcept(row["value"], row["scheme"], row["meaning"]));

        Assert.That(codes.Select(CodeFault.Of).Where(fault => fault is not null), Is.Empty);
        Assert.That(codes.Count(), Is.GreaterThan(2000));
    }

    // These stand in PS3.16, though UCUM does not have them so.
    [Test]
    public void OfUnit_EveryUnitOfTheTables_SaysNothing()
    {
        CodedConcept[] units = [.. FactTable.Read("codes.tsv").Where(row => row["scheme"] == "UCUM").Select(row => new CodedConcept(row["value"], "UCUM", row["meaning"]))];

        Assert.That(units.Select(CodeFault.OfUnit).Where(fault => fault is not null), Is.Empty);
        Assert.That(
            units.Select(unit => unit.Value).Where(unit => !UcumText.IsUnit(unit)).Distinct(),
            Is.EquivalentTo(new[] { "diop", "ml/[100]g/min", "ml/[100]ml", "{Particles}/[100]g{Tissue}", "ppm", "10-6.mm2/s" }));
    }

    [TestCase("um2/s")]
    [TestCase("10*-6.mm2/s")]
    [TestCase("ml/min/{1.73_m2}")]
    [TestCase("kg/m2")]
    [TestCase("/min")]
    [TestCase("mm[Hg]")]
    [TestCase("g/ml{SUVbw}")]
    [TestCase("ml/(100.g.min)")]
    public void IsUnit_Unit(string unit) => Assert.That(UcumText.IsUnit(unit), Is.True);

    [TestCase("mm2/sec")]
    [TestCase("")]
    [TestCase("mm^2")]
    [TestCase("millimeter")]
    [TestCase("mm//s")]
    [TestCase("m(s")]
    [TestCase("m[H2O")]
    [TestCase("ml{")]
    public void IsUnit_NoUnit(string text) => Assert.That(UcumText.IsUnit(text), Is.False);

    [Test]
    public void Build_AndValidate_TellOfCodes()
    {
        VolumeGeometry geometry = Grids.Axial(4, 3, 2);
        SourceImages source = CtSeries.Load(geometry);
        SegmentAttributes wrong = Labels.Segment(1) with { SegmentedPropertyType = new CodedConcept("78961009", "SCT", "Liver") };
        Segmentation segmentation = new SegmentationBuilder(source).AddMask(Labels.Random(geometry, 1, 1), wrong).Build();
        Assert.That(segmentation.Warnings, Has.One.Contains("78961009 is \"Spleen\""));
        Assert.That(segmentation.Validate(), Has.One.Matches<ValidationFinding>(finding => finding.Severity == ValidationSeverity.Warning && finding.Message.Contains("78961009 is \"Spleen\"", StringComparison.Ordinal)));

        ParametricMap map = new ParametricMapBuilder(source, Maps.Adc with { Unit = new CodedConcept("mm2/sec", "UCUM", "mm2/sec") }).AddVolume(Maps.Float(geometry, 1)).Build();
        Assert.That(map.Warnings, Has.One.Contains("'mm2/sec' is no unit of UCUM"));
        Assert.That(map.Validate(), Has.One.Matches<ValidationFinding>(finding => finding.Message.Contains("no unit of UCUM", StringComparison.Ordinal)));
    }
}
