namespace Dcmqi.Tests;

public class CodedConceptTests
{
    private static readonly CodedConcept Liver = new("10200004", "SCT", "Liver");

    [TestCase("SRT")]
    [TestCase("SNM3")]
    [TestCase("99SDM")]
    public void ToSnomedCt_RetiredCode_GivesTheNumberWithTheMeaning(string scheme)
    {
        CodedConcept current = new CodedConcept("T-62000", scheme, "Hepar", "1998").ToSnomedCt();

        Assert.That(current, Is.EqualTo(Liver), "the version was that of the retired scheme");
        Assert.That(current.Meaning, Is.EqualTo("Hepar"));
    }

    // The second is a code whose scheme is not SNOMED's, the last ones are no codes of Annex O.
    [TestCase("10200004", "SCT")]
    [TestCase("T-62000", "DCM")]
    [TestCase("T-62000", "SCT")]
    [TestCase("T-62000", "srt")]
    [TestCase("T-62000 ", "SRT")]
    [TestCase("T-6200", "SRT")]
    [TestCase("T-6200\u0660", "SRT")]
    [TestCase("0", "SRT")]
    [TestCase("zzzzzzzz", "SNM3")]
    [TestCase("1.2.840.10008.2.16.4.and.more.than.sixteen.characters", "99SDM")]
    public void ToSnomedCt_AnythingElse_IsItself(string value, string scheme)
    {
        var code = new CodedConcept(value, scheme, "Liver");

        Assert.That(code.ToSnomedCt(), Is.SameAs(code));
    }

    [Test]
    public void IsSameAs_OneConceptInSeveralSchemes_IsTheSame()
    {
        CodedConcept[] liver = [Liver, new("10200004", "SCT", "Foie", "2026"), new("T-62000", "SRT", "Liver"), new("T-62000", "SNM3", "Liver", "1998"), new("T-62000", "99SDM", "Liver")];
        foreach (CodedConcept first in liver)
        {
            foreach (CodedConcept second in liver)
            {
                Assert.That(first.IsSameAs(second), Is.True, $"{first} and {second}");
                Assert.That(first.Equals(second), Is.EqualTo(ReferenceEquals(first, second)), $"Equals stays strict: {first} and {second}");
            }
        }
    }

    [TestCase("10200005", "SCT")]
    [TestCase("10200004", "SRT")]
    [TestCase("10200004", "DCM")]
    [TestCase("T-61000", "SRT")]
    [TestCase("T-62000", "DCM")]
    public void IsSameAs_AnotherConcept_IsNot(string value, string scheme)
    {
        var other = new CodedConcept(value, scheme, "Liver");

        Assert.That(Liver.IsSameAs(other), Is.False);
        Assert.That(other.IsSameAs(Liver), Is.False);
    }

    [Test]
    public void IsSameAs_OtherScheme_ComparesTheVersion()
    {
        var code = new CodedConcept("1", "99LOCAL", "One", "1");

        Assert.That(code.IsSameAs(new CodedConcept("1", "99LOCAL", "Uno", "1")), Is.True);
        Assert.That(code.IsSameAs(new CodedConcept("1", "99LOCAL", "One", "2")), Is.False);
    }

    [Test]
    public void IsSameAs_Null_Throws() => Assert.Throws<ArgumentNullException>(() => Liver.IsSameAs(null!));
}
