using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Tests.Iods;

public sealed class ModuleTableTests
{
    [Test]
    public void Of_GeneralStudy_HoldsTypesMultiplicitiesAndItems()
    {
        AttributeList study = ModuleTable.Of("general-study");

        Assert.Multiple(() =>
        {
            Assert.That(study.Find(Tags.StudyInstanceUID)!.Type, Is.EqualTo(AttributeType.Type1));
            Assert.That(study.Find(Tags.StudyDate)!.Type, Is.EqualTo(AttributeType.Type2));
            Assert.That(study.Find(Tags.PhysiciansOfRecord)!.Multiplicity.ToString(), Is.EqualTo("1-n"));
            Assert.That(study.Find(Tags.PhysiciansOfRecord)!.VR, Is.EqualTo(VR.PN));
            Assert.That(study.Find(Tags.StudyDate)!.Items, Is.Null);
            Assert.That(study.Find(Tags.PatientName), Is.Null);

            AttributeList codes = study.Find(Tags.ProcedureCodeSequence)!.Items!;
            Assert.That(codes.IsCode);
            Assert.That(codes.Find(Tags.CodeMeaning)!.Type, Is.EqualTo(AttributeType.Type1));
            Assert.That(codes.Find(Tags.CodeValue)!.Type, Is.EqualTo(AttributeType.Type1C));
            Assert.That(codes.Find(Tags.EquivalentCodeSequence)!.Items!.IsCode);
        });
    }

    [Test]
    public void Of_SequencesWithEqualItems_ShareOneList()
    {
        AttributeList study = ModuleTable.Of("general-study");

        Assert.That(
            study.Find(Tags.ProcedureCodeSequence)!.Items,
            Is.SameAs(study.Find(Tags.RequestingServiceCodeSequence)!.Items));
    }

    [Test]
    public void Of_UnknownModule_Throws() =>
        Assert.That(() => ModuleTable.Of("no-such-module"), Throws.ArgumentException.With.Message.Contains("no-such-module"));

    [Test]
    public void OfIod_Segmentation_FollowsTheStandardsOrder()
    {
        ModuleUsage[] modules = ModuleTable.OfIod("segmentation");

        Assert.Multiple(() =>
        {
            Assert.That(modules[0], Is.EqualTo(new ModuleUsage("Patient", "patient", 'M')));
            Assert.That(modules, Does.Contain(new ModuleUsage("Frame of Reference", "frame-of-reference", 'C')));
            Assert.That(modules.Select(usage => ModuleTable.Of(usage.Module).Attributes.Length), Is.All.GreaterThan(0));
            Assert.That(() => ModuleTable.OfIod("no-such-iod"), Throws.ArgumentException);
        });
    }

    [TestCase("1", 1, true)]
    [TestCase("1", 2, false)]
    [TestCase("1-3", 3, true)]
    [TestCase("1-3", 4, false)]
    [TestCase("2-2n", 4, true)]
    [TestCase("2-2n", 5, false)]
    [TestCase("2-n", 1, false)]
    [TestCase("1-n", 1000, true)]
    public void ValueMultiplicity_Allows_FollowsPart6(string text, int count, bool expected)
    {
        ValueMultiplicity multiplicity = ValueMultiplicity.Parse(System.Text.Encoding.ASCII.GetBytes(text));

        Assert.Multiple(() =>
        {
            Assert.That(multiplicity.Allows(count), Is.EqualTo(expected));
            Assert.That(multiplicity.ToString(), Is.EqualTo(text));
        });
    }
}
