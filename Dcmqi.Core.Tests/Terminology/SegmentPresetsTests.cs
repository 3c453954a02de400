using Dcmqi.Tests.Generators;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Terminology;

/// <summary>The label tables of segmentation tools, and segments described with them.</summary>
public class SegmentPresetsTests
{
    private static readonly string[] Names = [.. SegmentPresets.Names];

    [Test]
    public void TotalSegmentator_HasItsClasses()
    {
        LabelTable table = SegmentPresets.TotalSegmentator;
        Assert.That(table, Has.Count.EqualTo(117));
        Assert.That(table.All(entry => entry.Term is not null && entry.Color is not null), Is.True);
        Assert.That(table.Find("kidney_left"), Is.SameAs(table.Find(3)));
        Assert.That(table.Find(3)!.Term!.TypeModifier!.Meaning, Is.EqualTo("Left"));
        Assert.That(table.Find(118), Is.Null);
        Assert.That(table.ToString(), Is.EqualTo("LabelTable: TotalSegmentator total, 117 labels, 117 with codes"));
        Assert.That(SegmentPresets.TotalSegmentatorMr, Has.Count.EqualTo(50));
        Assert.That(SegmentPresets.TotalSegmentatorTasks, Has.Count.EqualTo(FactTable.Read("presets/totalsegmentator-v2.tsv").Select(row => row["task"]).Distinct().Count()));
        Assert.That(SegmentPresets.FreeSurferAparc, Has.Count.EqualTo(49 + 72));
        Assert.That(SegmentPresets.BraTS.Find(3)!.Name, Is.EqualTo("ET"));
        Assert.That(SegmentPresets.BraTS2021.Find(4)!.Name, Is.EqualTo("ET"));
        Assert.That(SegmentPresets.Slicer.Find("left kidney")!.Term!.Type.Value, Is.EqualTo("64033007"));
        Assert.That(() => SegmentPresets.TotalSegmentatorTask("toes"), Throws.ArgumentException.With.Message.Contains("lung_vessels"));
        Assert.That(SegmentPresets.Find("toes"), Is.Null);
    }

    // Where codes.tsv has the code, the meaning has a word in common with one of its names; what it does not have is of the tool's own publication.
    [TestCaseSource(nameof(Names))]
    public void Codes_AreThoseOfTheStandard(string preset)
    {
        ILookup<string, string> known = Known.Value;
        foreach (CodedConcept code in SegmentPresets.Find(preset)!.Select(entry => entry.Term).OfType<SegmentTerm>()
            .SelectMany(term => new[] { term.Category, term.Type, term.TypeModifier, term.AnatomicRegion, term.AnatomicRegionModifier }).OfType<CodedConcept>().Distinct())
        {
            string[] names = [.. known[$"{code.Scheme}\t{code.Value}"]];
            // The chest is the thorax.
            if (names.Length > 0 && code.Meaning != "Chest")
                Assert.That(names.Any(name => Stems(name).Intersect(Stems(code.Meaning)).Any()), Is.True, $"{code} is {string.Join(" | ", names)}");
        }
    }

    // Every row through JSON and DICOM, 100 at a time.
    [TestCaseSource(nameof(Names))]
    public void Rows_RoundTripThroughDicomAndJson(string preset)
    {
        LabelTable table = SegmentPresets.Find(preset)!;
        foreach (LabelTableEntry[] entries in table.Where(entry => entry.Label > 0).Chunk(100))
        {
            var volume = new Volume<ushort>(ObliqueGrid.Of(13, 11, 3)) { Name = "labels.nii.gz" };
            for (int index = 0; index < entries.Length; index++)
                volume.Voxels[index * 3] = (ushort)entries[index].Label;

            SegmentationMetadata metadata = SegmentationMetadata.FromPreset(table, volume);
            Assert.That(SegmentationMetadata.Parse(metadata.ToJson()), Is.EqualTo(metadata));
            using Segmentation segmentation = new SegmentationBuilder(CtSeries.Load(volume.Geometry), metadata).AddLabelMap(volume).Build();
            using Segmentation direct = new SegmentationBuilder(CtSeries.Load(volume.Geometry)).AddLabelMap(volume, table).Build();
            Assert.That(direct.Metadata.SegmentAttributes, Is.EqualTo(segmentation.Metadata.SegmentAttributes));
            IReadOnlyList<SegmentAttributes> back = segmentation.Metadata.SegmentAttributes.SelectMany(list => list).ToArray();
            Assert.That(back.Select(Described), Is.EqualTo(metadata.SegmentAttributes[0].Select(Described)));
            Assert.That(metadata.SegmentAttributes[0].Select(segment => segment.SegmentLabel), Is.EqualTo(entries.Select(entry => entry.Name)));
        }
    }

    [Test]
    public void FromPreset_DescribesWhatOccurs_AndTellsWhatIsUnknown()
    {
        var volume = new Volume<short>(ObliqueGrid.Of(7, 5, 3)) { Name = "/data/case.nii.gz" };
        volume.Voxels[0] = 3;
        volume.Voxels[1] = 5;
        volume.Voxels[2] = 500;
        SegmentationMetadata metadata = SegmentationMetadata.FromPreset(SegmentPresets.TotalSegmentator, volume);

        Assert.That(metadata.SegmentAttributes.Single().Select(segment => (segment.LabelId, segment.SegmentLabel)), Is.EqualTo(new[] { (3, "kidney_left"), (5, "liver") }));
        Assert.That(metadata.SegmentAttributes[0][0].AlgorithmName, Is.EqualTo("TotalSegmentator"));
        Assert.That(metadata.Warnings.Single(), Is.EqualTo("'case.nii.gz' holds label 500 (1 voxel), which TotalSegmentator total does not name; it is not described."));
        Assert.That(() => SegmentationMetadata.FromPreset(SegmentPresets.BraTS, new Volume<byte>(volume.Geometry)), Throws.TypeOf<ConversionException>().With.Message.Contains("no label"));
    }

    [Test]
    public void AddLabelMap_PresetThatNamesNoLabel_SaysWhichThereAre()
    {
        var volume = new Volume<short>(ObliqueGrid.Of(7, 5, 3)) { Name = "/data/case.nii.gz" };
        (volume.Voxels[0], volume.Voxels[7]) = (900, 500);
        var builder = new SegmentationBuilder(CtSeries.Load(volume.Geometry));
        Assert.That(() => builder.AddLabelMap(volume, SegmentPresets.TotalSegmentator), Throws.TypeOf<ConversionException>().With.Message.Contains("'case.nii.gz' holds labels 500, 900; TotalSegmentator total names none of them."));
    }

    [Test]
    public void FromLabels_NamesWithoutCode_TakeTheNearestWithAWarning()
    {
        SegmentationMetadata metadata = SegmentationMetadata.FromLabels(SegmentPresets.TotalSegmentatorTask("oculomotor_muscles"));
        SegmentAttributes rectus = metadata.SegmentAttributes[0].Single(segment => segment.SegmentLabel == "lateral_rectus_muscle_right");

        Assert.That(rectus.RecommendedDisplayRgb, Is.Not.EqualTo(metadata.SegmentAttributes[0].Single(segment => segment.SegmentLabel == "lateral_rectus_muscle_left").RecommendedDisplayRgb));
        Assert.That(rectus.SegmentedPropertyType, Is.EqualTo(new CodedConcept("91727004", "SCT", "Muscle")));
        Assert.That(rectus.SegmentedPropertyTypeModifiers.Single().Meaning, Is.EqualTo("Right"));
        Assert.That(metadata.Warnings, Has.Some.StartsWith("No code is known for ").And.Contains("lateral_rectus_muscle_right").And.Contains("\"Muscle\""));
        Assert.That(metadata.Warnings, Has.Some.Contains("the code was found by the name").And.Contains("'optic_nerve_left'"));

        SegmentationMetadata brain = SegmentationMetadata.FromLabels(new LabelTable("brain", [new LabelTableEntry { Label = 1, Name = "ventricle" }]));
        Assert.That(brain.SegmentAttributes[0][0].SegmentedPropertyType.Value, Is.EqualTo("123037004"), "the ventricle of the heart is another");

        SegmentationMetadata cortex = SegmentationMetadata.FromLabels(SegmentPresets.FreeSurferAparc);
        Assert.That(cortex.SegmentAttributes[0].Single(segment => segment.SegmentLabel == "ctx-lh-bankssts").SegmentedPropertyType.Value, Is.EqualTo("40146001"));
    }

    private static readonly Lazy<ILookup<string, string>> Known = new(() => FactTable.Read("codes.tsv").ToLookup(row => $"{row["scheme"]}\t{row["value"]}", row => row["meaning"]));

    private static (CodedConcept, CodedConcept, string, CodedConcept?, string, RgbColor?) Described(SegmentAttributes segment) => (
        segment.SegmentedPropertyCategory, segment.SegmentedPropertyType, string.Join(' ', segment.SegmentedPropertyTypeModifiers), segment.AnatomicRegion,
        string.Join(' ', segment.AnatomicRegionModifiers), segment.RecommendedDisplayRgb);

    private static IEnumerable<string> Stems(string text) => text.ToLowerInvariant().Split([' ', '-', '(', ')', ',', '/'], StringSplitOptions.RemoveEmptyEntries).Select(word => word[..Math.Min(4, word.Length)]);
}
