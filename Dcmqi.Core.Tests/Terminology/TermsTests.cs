using Dcmqi.Terminology;
using Dcmqi.Tests.Generators;

namespace Dcmqi.Tests.Terminology;

/// <summary>Terms found by words, by code and by context group.</summary>
public class TermsTests
{
    [Test]
    public void Search_LeftKidney_IsAWholeDescription()
    {
        SegmentTerm kidney = Terms.Search("left kidney")[0];

        Assert.That(kidney.Category, Is.EqualTo(new CodedConcept("123037004", "SCT", "Anatomical Structure")));
        Assert.That(kidney.Type, Is.EqualTo(new CodedConcept("64033007", "SCT", "Kidney")));
        Assert.That(kidney.TypeModifier, Is.EqualTo(new CodedConcept("7771000", "SCT", "Left")));
        Assert.That(kidney.RecommendedDisplayRgb, Is.EqualTo(new RgbColor(185, 102, 83)));
        Assert.That(kidney.Name, Is.EqualTo("Left kidney"));
        Assert.That(kidney.ToString(), Is.EqualTo("Left kidney (64033007, SCT, \"Kidney\")"));
    }

    [Test]
    public void Search_LesionOfOrgan_HasItAsRegion()
    {
        SegmentTerm cyst = Terms.Search("cyst of the right kidney")[0];
        Assert.That(cyst.Category.Value, Is.EqualTo("49755003"));
        Assert.That(cyst.AnatomicRegion?.Value, Is.EqualTo("64033007"));
        Assert.That(cyst.AnatomicRegionModifier?.Value, Is.EqualTo("24028007"));
        Assert.That(cyst.TypeModifier, Is.Null);
        Assert.That(cyst.Name, Is.EqualTo("Cyst of right kidney"));
    }

    [TestCase("10200004")]
    [TestCase("SCT 10200004")]
    [TestCase("(10200004, SCT)")]
    [TestCase("T-62000")]
    [TestCase("t-62000")]
    [TestCase("SRT:T-62000")]
    public void Search_Code_GivesItsTermAlone(string code) => Assert.That(Terms.Search(code).Select(term => term.Type.Value), Is.EqualTo(new[] { "10200004" }));

    [TestCase("")]
    [TestCase("   ")]
    [TestCase("xqzzwv")]
    [TestCase("DCM 10200004")]
    [TestCase("of the")]
    [TestCase("left")]
    public void Search_NothingKnown_GivesNothing(string text) => Assert.That(Terms.Search(text), Is.Empty);

    [Test]
    public void Search_Anything_IsTaken()
    {
        var random = new Random(4711);
        for (int round = 0; round < 2000; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(80)).Select(_ => (char)random.Next(random.Next(2) == 0 ? 128 : 0xFFFF)));
            Assert.That(Terms.Search(text, 3), Has.Count.LessThanOrEqualTo(3));
            Terms.SearchQuantities(text);
        }

        Assert.That(Terms.Search(string.Join(' ', Enumerable.Repeat("a1 b2 c3 d4 e5 f6 g7", 40).Select((words, index) => words + index))), Is.Empty, "more words than count");
        Assert.That(() => Terms.Search("liver", 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void InContextGroup_HoldsWhatTheStandardHas_AndSearchesIt()
    {
        TermGroup tissues = Terms.InContextGroup(7166);
        string[] expected = [.. FactTable.Read("codes.tsv").Where(row => row["context_groups"].Split(' ').Contains("7166")).Select(row => row["value"]).Distinct()];

        Assert.That(tissues.Name, Is.EqualTo("Common Tissue Segmentation Type"));
        Assert.That(tissues.Select(term => term.Type.Value), Is.SupersetOf(expected));
        Assert.That(tissues.Search("musc")[0].Type.Meaning, Is.EqualTo("Muscle"));
        Assert.That(tissues.Search("liver"), Is.Empty, "the liver is no tissue of the group");
        Assert.That(() => Terms.InContextGroup(7181), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("7151"));
    }

    [TestCase("adc", "113041", "mm2/s")]
    [TestCase("ADC", "113041", "mm2/s")]
    [TestCase("apparent diffusion", "113041", "mm2/s")]
    [TestCase("SUV", "126401", "g/ml{SUVbw}")]
    [TestCase("cerebral blood flow", "126390", "ml/[100]g/min")]
    [TestCase("T2*", "113064", "ms")]
    [TestCase("t1", "113063", "ms")]
    [TestCase("ktrans", "126312", "/min")]
    [TestCase("fractional anisotropy", "110808", "{ratio}")]
    [TestCase("hounsfield", "112031", "[hnsf'U]")]
    [TestCase("dose", "128513", "Gy")]
    [TestCase("fat fraction", "129100", "%")]
    [TestCase("113041", "113041", "mm2/s")]
    public void Quantity_Words_GiveQuantityAndUnit(string text, string quantity, string unit)
    {
        QuantityTerm? found = Terms.Quantity(text);
        Assert.That((found?.Quantity.Value, found?.Unit.Value), Is.EqualTo((quantity, unit)));
        Assert.That(found!.Units[0], Is.EqualTo(found.Unit));
    }

    [Test]
    public void Quantity_HasMethodsToChooseFrom_AndNothingForNonsense()
    {
        Assert.That(Terms.Quantity("adc")!.Methods.Select(method => method.Value), Does.Contain("113250"));
        Assert.That(Terms.Quantity("xqzzwv"), Is.Null);
    }

    // Codes of the tables, each with a name that the tables have.
    [Test]
    public void Terms_AreOfTheTables()
    {
        ILookup<string, string> names = FactTable.Read("codes.tsv").Select(row => (row["scheme"], row["value"], row["meaning"]))
            .Concat(FactTable.Read("segment-terms.tsv").Select(row => (row["type_scheme"], row["type_value"], row["type_meaning"])))
            .Concat(FactTable.Read("anatomic-regions.tsv").Select(row => (row["scheme"], row["value"], row["meaning"])))
            .Concat(FactTable.Read("presets/totalsegmentator-v2.tsv").Select(row => (row["type_scheme"], row["type_value"], row["type_meaning"])))
            .Concat(FactTable.Read("presets/freesurfer-aseg.tsv").Select(row => (row["type_scheme"], row["type_value"], row["type_meaning"])))
            .Concat(FactTable.Read("presets/synthseg.tsv").Select(row => (row["type_scheme"], row["type_value"], row["type_meaning"])))
            .Concat(FactTable.Read("presets/freesurfer-aparc-dk.tsv").Select(row => (row["type_scheme"], row["type_value"], row["type_meaning"])))
            .ToLookup(row => $"{row.Item1}\t{row.Item2}", row => row.Item3);
        TermIndex index = TermIndex.Instance;
        for (int term = 0; term < index.Count; term++)
        {
            CodedConcept type = index[term].Type;
            Assert.That(names[$"{type.Scheme}\t{type.Value}"].Any(name => name.StartsWith(type.Meaning, StringComparison.OrdinalIgnoreCase)), Is.True, $"{type}");
            Assert.That(index.Find(type), Is.EqualTo(term));
        }

        Assert.That(index.Count, Is.GreaterThan(1500));
    }

    // What a search keeps is its result; a warm one allocates a few lists.
    [Test]
    public void Search_Warm_AllocatesLittle()
    {
        Terms.Search("left kidney");
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 100; round++)
            Terms.Search("left kidney");
        Assert.That((GC.GetAllocatedBytesForCurrentThread() - before) / 100, Is.LessThan(100_000));
    }
}
