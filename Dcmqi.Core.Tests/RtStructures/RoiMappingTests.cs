using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.RtStructures;

public sealed class RoiMappingTests
{
    private const string Csv = "name,term,category,type,modifier,region\nRind*,adrenal gland,,,,\n\"Milz, gross\",78961009,,,,\nGTVp?,,49755003|SCT|Morphologically Abnormal Structure,130052|DCM|GTV Primary,,10200004|SCT|Liver\n";

    private const string Json = """
        {
          "Rind*": "adrenal gland",
          "Milz, gross": { "term": "78961009" },
          "GTVp?": { "category": "49755003|SCT|Morphologically Abnormal Structure", "type": "130052|DCM|GTV Primary", "region": "10200004|SCT|Liver" }
        }
        """;

    [TestCase(Csv)]
    [TestCase(Json)]
    public void Parse_NamesPatternsTermsAndCodes_AreFound(string text)
    {
        var mapping = RoiMapping.Parse(text);
        Assert.That(mapping.ToString(), Is.EqualTo("RoiMapping: 3 names"));
        Assert.That(mapping.Find("RINDE links")!.Type.Meaning, Is.EqualTo("Adrenal gland"));
        Assert.That(mapping.Find("milz, Gross")!.Type.Value, Is.EqualTo("78961009"));
        Assert.That(mapping.Find("Milz"), Is.Null);
        Assert.That(mapping.Find("GTVp1"), Is.EqualTo(new SegmentTerm { Category = new("49755003", "SCT", "Morphologically Abnormal Structure"), Type = new("130052", "DCM", "GTV Primary"), AnatomicRegion = new("10200004", "SCT", "Liver") }));
        Assert.That(mapping.Find("GTVp12"), Is.Null);
    }

    [Test]
    public void Parse_TermThatIsNone_IsRefusedWithWhatMayBeMeant() => Assert.That(
        () => RoiMapping.Parse("name,term\nBSD,pancraes\n"), Throws.TypeOf<MetadataException>().With.Message.Contains("has the term 'pancraes', which is not known; is 'Pancreas'").And.Message.Contains("meant? Use other words"));

    [Test]
    public void Parse_WhatCannotBe_IsAllToldWithItsPlace()
    {
        MetadataException csv = Assert.Throws<MetadataException>(() => RoiMapping.Parse("name,term,category,type\nA,qqqqqq,,\n,liver,,\nB,,1|SCT|X,\nC,,oops,1|SCT|X\nD,liver,1|SCT|X,1|SCT|X\nE,liver,,\ne,liver,,\n"))!;
        Assert.That(csv.Violations.Select(violation => violation.Line), Is.EqualTo(new[] { 2, 3, 4, 5, 5, 6, 8 }).Or.EqualTo(new[] { 2, 3, 4, 5, 6, 8 }));
        Assert.That(csv.Message, Does.Contain("'qqqqqq', which is not known").And.Contain("has no name").And.Contain("says too little").And.Contain("has 'oops' as category; expected a code as value|scheme|meaning").And.Contain("says both a term and codes").And.Contain("has the name 'e' again"));
        MetadataException json = Assert.Throws<MetadataException>(() => RoiMapping.Parse("""{ "A": 3, "B": { "trem": "liver" }, "C": "liver", "C ": "liver" }"""))!;
        Assert.That(json.Message, Does.Contain("/A").And.Contain("/B").And.Contain("has 'trem'").And.Contain("again"));
        Assert.That(() => RoiMapping.Parse("{ \"A\": "), Throws.TypeOf<MetadataException>().With.Message.Contains("is no JSON"));
        Assert.That(() => RoiMapping.Parse("{ \"A\": \"\\ud800\" }"), Throws.TypeOf<MetadataException>().With.Message.Contains("not Unicode"));
        Assert.That(() => RoiMapping.Parse("{ \"\\ud800\": \"liver\" }"), Throws.TypeOf<MetadataException>());
        Assert.That(() => RoiMapping.Parse("roi,term\nA,liver\n"), Throws.TypeOf<MetadataException>().With.Message.Contains("has no column name").And.Message.Contains("(roi)"));
        Assert.That(() => RoiMapping.Parse(""), Throws.TypeOf<MetadataException>());
    }

    [Test]
    public void Load_File_IsNamedInFaults()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["map.csv"], "name,term\nA,qqqqqq\n");
        Assert.That(() => RoiMapping.Load(folder["map.csv"]), Throws.TypeOf<MetadataException>().With.Message.Contains("map.csv"));
        File.WriteAllText(folder["map.csv"], "name;term\nA;liver\n");
        Assert.That(RoiMapping.Load(folder["map.csv"]).Find("a")!.Type.Meaning, Is.EqualTo("Liver"));
    }

    [Test]
    public void Constructor_TermsInCode_FirstThatFitsCounts()
    {
        SegmentTerm liver = Terms.Search("liver")[0], spleen = Terms.Search("spleen")[0];
        var mapping = new RoiMapping([new("L*", liver), new("*", spleen)]);
        Assert.That((mapping.Find("lung"), mapping.Find("x")), Is.EqualTo((liver, spleen)));
        Assert.That(() => new RoiMapping([new(" ", liver)]), Throws.ArgumentException);
    }
}
