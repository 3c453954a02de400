using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Tests.Iods;

public sealed class ValueRulesTests
{
    [TestCase(VR.AE, "STORE_SCP 1")]
    [TestCase(VR.AS, "045Y")]
    [TestCase(VR.CS, "HEAD_NECK 1")]
    [TestCase(VR.DA, "20240229")]
    [TestCase(VR.DS, "-1.5e-10")]
    [TestCase(VR.DS, "+.5")]
    [TestCase(VR.DT, "2003")]
    [TestCase(VR.DT, "20030417104607.123456+0200")]
    [TestCase(VR.DT, "200304171046-0530")]
    [TestCase(VR.IS, "-2147483648")]
    [TestCase(VR.LO, "Größe (Kopf) 頭")]
    [TestCase(VR.LT, "first\r\nsecond\tcolumn\\backslash")]
    [TestCase(VR.PN, "Yamada^Tarou=山田^太郎=やまだ^たろう")]
    [TestCase(VR.SH, "1234567890123456")]
    [TestCase(VR.TM, "10")]
    [TestCase(VR.TM, "1046")]
    [TestCase(VR.TM, "235960.000001")]
    [TestCase(VR.UI, "1.2.840.10008.0.1")]
    [TestCase(VR.UR, "http://example.org/a?b=c")]
    [TestCase(VR.UT, "any\ntext")]
    public void Check_LegalValue_FindsNothing(object vr, string value) =>
        Assert.That(ValueRules.Check((VR)vr, value), Is.Null);

    [TestCase(VR.AS, "45y", "045Y")]
    [TestCase(VR.CS, "male", "MALE")]
    [TestCase(VR.DA, "2003.04.17", "20030417")]
    [TestCase(VR.DA, "2003-04-17", "20030417")]
    [TestCase(VR.DA, "20030417104607", "20030417")]
    [TestCase(VR.DS, "1.234567890123456789", "1.23456789012346")]
    [TestCase(VR.DS, " 1.5", "1.5")]
    [TestCase(VR.DT, "2003-04-17T10:46:07+02:00", "20030417104607+0200")]
    [TestCase(VR.DT, "2003-04-17T10:46:07.123456789Z", "20030417104607.123456+0000")]
    [TestCase(VR.IS, "12.0", "12")]
    [TestCase(VR.IS, "1e3", "1000")]
    [TestCase(VR.TM, "10:46:07", "104607")]
    [TestCase(VR.TM, "104607.1234567", "104607.123456")]
    [TestCase(VR.TM, "104607.", "104607")]
    [TestCase(VR.UI, "1.2. 3", "1.2.3")]
    [TestCase(VR.LO, "two\r\nlines", "two lines")]
    [TestCase(VR.LO, "bell\u0007", "bell")]
    [TestCase(VR.PN, "A^B^C^D^E^F", "A^B^C^D^E F")]
    [TestCase(VR.UT, "bell\u0007", "bell")]
    [TestCase(VR.UR, " http://example.org", "http://example.org")]
    public void Check_RepairableValue_GivesTheRepairedOne(object vr, string value, string repaired)
    {
        ValueFault? fault = ValueRules.Check((VR)vr, value);

        Assert.Multiple(() =>
        {
            Assert.That(fault?.Repaired, Is.EqualTo(repaired));
            Assert.That(fault?.IsCut ?? false, Is.False);
            Assert.That(ValueRules.Check((VR)vr, repaired), Is.Null);
        });
    }

    [TestCase(VR.AE, "LONGER THAN SIXTEEN")]
    [TestCase(VR.AS, "45")]
    [TestCase(VR.AS, "forty")]
    [TestCase(VR.CS, "HEAD-NECK")]
    [TestCase(VR.CS, "LONGER_THAN_SIXTEEN")]
    [TestCase(VR.DA, "20030229")]
    [TestCase(VR.DA, "00000000")]
    [TestCase(VR.DA, "17.04.2003")]
    [TestCase(VR.DA, "unknown")]
    [TestCase(VR.DS, "1,5")]
    [TestCase(VR.DS, "NaN")]
    [TestCase(VR.DS, "1e999")]
    [TestCase(VR.DT, "20031301")]
    [TestCase(VR.DT, "20030417+9900")]
    [TestCase(VR.IS, "1.5")]
    [TestCase(VR.IS, "2147483648")]
    [TestCase(VR.TM, "2460")]
    [TestCase(VR.TM, "10.5")]
    [TestCase(VR.TM, "noon")]
    [TestCase(VR.UI, "1.02.3")]
    [TestCase(VR.UI, "1..3")]
    [TestCase(VR.UI, "1.2.")]
    [TestCase(VR.UI, "UID")]
    [TestCase(VR.UI, "70.1")]
    [TestCase(VR.UR, "a b")]
    public void Check_ValueBeyondRepair_GivesNone(object vr, string value)
    {
        ValueFault? fault = ValueRules.Check((VR)vr, value);

        Assert.That(fault, Is.Not.Null);
        Assert.That(fault!.Value.Repaired, Is.Null);
    }

    [Test]
    public void Check_OverlongText_IsCutBetweenCharacters()
    {
        // 15 letters, then a letter with a combining accent and an emoji of two code units.
        string accent = new string('x', 15) + "e\u0301y";
        string emoji = new string('x', 16) + "\U0001F9E0";

        Assert.Multiple(() =>
        {
            Assert.That(ValueRules.Check(VR.SH, accent), Is.EqualTo(new ValueFault("text of at most 16 characters without controls", new string('x', 15), IsCut: true)));
            Assert.That(ValueRules.Check(VR.SH, emoji)!.Value.Repaired, Is.EqualTo(new string('x', 16)));
            Assert.That(ValueRules.Check(VR.SH, new string('x', 15) + "\U0001F9E0"), Is.Null, "16 characters in 17 code units");
        });
    }

    [Test]
    public void Check_RandomText_NeverThrowsAndRepairsAreLegal()
    {
        Random random = new(20261);
        string alphabet = "0123456789.:-+ TZeEABcd^=\\/\t\n\u0007\u00E4\u5C71\uD83E\uDDE0";
        foreach (VR vr in Enum.GetValues<VR>())
        {
            for (int i = 0; i < 3000; i++)
            {
                string value = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => alphabet[random.Next(alphabet.Length)]));
                if (ValueRules.Check(vr, value) is { Repaired: { } repaired })
                    Assert.That(ValueRules.Check(vr, repaired), Is.Null, $"{vr} '{value}' -> '{repaired}'");
            }
        }
    }

    [TestCase("M", null)]
    [TestCase("MALE", "M")]
    [TestCase("U", null)]
    public void EnumeratedValues_PatientSex_KnowsWords(string value, string? repaired)
    {
        ValueFault? fault = EnumeratedValues.Check(Tags.PatientSex, value);

        Assert.Multiple(() =>
        {
            Assert.That(fault is null, Is.EqualTo(value == "M"));
            Assert.That(fault?.Repaired, Is.EqualTo(repaired));
        });
    }
}
