using System.Text;
using Dcmqi.Dicom;

namespace Dcmqi.Tests.Dicom;

public sealed class CharacterSetTests
{
    // PS3.5 H.3.1, H.3.2, I.2, I.3, J.1, J.3, K.2: the examples of the standard. '~' stands for the escape.
    [TestCase(@"\ISO 2022 IR 87", "Yamada^Tarou=~$B;3ED~(B^~$BB@O:~(B=~$B$d$^$@~(B^~$B$?$m$&~(B", "Yamada^Tarou=山田^太郎=やまだ^たろう")]
    [TestCase(@"ISO 2022 IR 13\ISO 2022 IR 87", "\u00D4\u00CF\u00C0\u00DE^\u00C0\u00DB\u00B3=~$B;3ED~(J^~$BB@O:~(J=~$B$d$^$@~(J^~$B$?$m$&~(J", "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう")]
    [TestCase(@"\ISO 2022 IR 149", "Hong^Gildong=~$)C\u00FB\u00F3^~$)C\u00D1\u00CE\u00D4\u00D7=~$)C\u00C8\u00AB^~$)C\u00B1\u00E6\u00B5\u00BF", "Hong^Gildong=洪^吉洞=홍^길동")]
    [TestCase(@"\ISO 2022 IR 149", "Hong^Gildong=~$)C\u00FB\u00F3^\u00D1\u00CE\u00D4\u00D7", "Hong^Gildong=洪^吉洞")]
    [TestCase("GB18030", "Wang^XiaoDong=\u00CD\u00F5^\u00D0\u00A1\u00B6\u00AB=", "Wang^XiaoDong=王^小东=")]
    [TestCase("GBK", "Wang^XiaoDong=\u00CD\u00F5^\u00D0\u00A1\u00B6\u00AB=", "Wang^XiaoDong=王^小东=")]
    [TestCase("ISO_IR 192", "Wang^XiaoDong=\u00E7\u008E\u008B^\u00E5\u00B0\u008F\u00E6\u009D\u00B1=", "Wang^XiaoDong=王^小東=")]
    [TestCase(@"\ISO 2022 IR 58", "Zhang^XiaoDong=~$)A\u00D5\u00C5^~$)A\u00D0\u00A1\u00B6\u00AB=", "Zhang^XiaoDong=张^小东=")]
    [TestCase("ISO_IR 100", "Buc^J\u00E9r\u00F4me", "Buc^Jérôme")]
    [TestCase("ISO_IR 101", "W\u00B3a\u00B6", "Właś")]
    [TestCase("ISO_IR 109", "\u00C6u", "Ĉu")]
    [TestCase("ISO_IR 110", "\u00E0", "ā")]
    [TestCase("ISO_IR 144", "\u00BB\u00EE\u00DA\u0063\u00D5\u00DC\u00D1\u00E3\u00E0\u00D3", "Люкcембург")]
    [TestCase("ISO_IR 127", "\u00E2\u00C8\u00C7\u00E6\u00EA", "قباني")]
    [TestCase("ISO_IR 126", "\u00C4\u00E9\u00EF\u00ED\u00F5\u00F3\u00E9\u00EF\u00F2", "Διονυσιος")]
    [TestCase("ISO_IR 138", "\u00F9\u00F8\u00E5\u00EF^\u00E3\u00E1\u00E5\u00F8\u00E4", "שרון^דבורה")]
    [TestCase("ISO_IR 148", "\u00C7avu\u00FEo\u00F0lu", "Çavuşoğlu")]
    [TestCase("ISO_IR 166", "\u00BB\u00C3\u00D0", "ประ")]
    [TestCase("ISO_IR 203", "\u00A4", "€")]
    [TestCase("ISO_IR 13", "\u00D4\u00CF\u00C0\u00DE^\u00C0\u00DB\u00B3", "ﾔﾏﾀﾞ^ﾀﾛｳ")]
    [TestCase(@"ISO 2022 IR 100\ISO 2022 IR 144", "J\u00E9r~-L\u00D1\u00D2^\u00E9", "Jérбв^é")]
    [TestCase(@"\ISO 2022 IR 159", "~$(D0!~(B^A", "丂^A")]
    [TestCase("", "J\u00E9", "J\uFFFD")]
    [TestCase("ISO_IR 192", "J\u00FF", "J\uFFFD")]
    [TestCase("ISO_IR 999", "Jo", "Jo")]
    public void Decode_PersonName_GivesCharacters(string terms, string latin, string expected)
    {
        CharacterSet characterSet = CharacterSet.Of(Encoding.ASCII.GetBytes(terms), _ => { });
        byte[] bytes = Encoding.Latin1.GetBytes(latin.Replace('~', '\u001B'));
        Assert.That(characterSet.Decode(bytes, VR.PN), Is.EqualTo(expected));
    }

    [Test]
    public void Of_UnknownTerm_Warns()
    {
        List<string> warnings = [];
        CharacterSet.Of("ISO_IR 999"u8, warnings.Add);
        Assert.That(warnings, Has.Count.EqualTo(1).And.One.Contains("'ISO_IR 999' is not known"));
    }

    [Test]
    public void Decode_RandomBytes_NeverThrows()
    {
        Random random = new(3);
        string[] terms = [@"\ISO 2022 IR 87\ISO 2022 IR 159", @"ISO 2022 IR 13\ISO 2022 IR 149", @"\ISO 2022 IR 58", "GB18030", "ISO_IR 166"];
        byte[] bytes = new byte[64];
        for (int i = 0; i < 5000; i++)
        {
            random.NextBytes(bytes);
            for (int k = 0; k < 8; k++)
                bytes[random.Next(62)] = 0x1B;
            string text = CharacterSet.Of(Encoding.ASCII.GetBytes(terms[i % terms.Length]), _ => { }).Decode(bytes.AsSpan(0, random.Next(64)), i % 2 == 0 ? VR.PN : VR.LT);
            Assert.That(Encoding.UTF8.GetByteCount(text), Is.LessThan(400));
        }
    }
}
