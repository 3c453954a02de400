using System.Reflection;

namespace Dcmqi.Tests.Generators;

public sealed class CodesTests
{
    [Test]
    public void Codes_ConceptsInUse_AreThere()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Codes.Sct.Liver, Is.EqualTo(new CodedConcept("10200004", "SCT", "Liver")));
            Assert.That(Codes.Sct.Tissue, Is.EqualTo(new CodedConcept("85756007", "SCT", "Tissue")));
            Assert.That(Codes.Sct.BodyStructure.Value, Is.EqualTo("123037004"));
            Assert.That(Codes.Sct.Left.Value, Is.EqualTo("7771000"));
            Assert.That(Codes.Sct.FindingSite.Value, Is.EqualTo("363698007"));
            Assert.That(Codes.Dcm.SegmentationImageDerivation.Value, Is.EqualTo("113076"));
            Assert.That(Codes.Dcm.SourceImageForImageProcessingOperation.Value, Is.EqualTo("121322"));
            Assert.That(Codes.Dcm.ImagingMeasurementReport.Value, Is.EqualTo("126000"));
            Assert.That(Codes.Dcm.TrackingIdentifier.Value, Is.EqualTo("112039"));
            Assert.That(Codes.Dcm.TrackingUniqueIdentifier.Value, Is.EqualTo("112040"));
            Assert.That(Codes.Dcm.MeasurementGroup.Value, Is.EqualTo("125007"));
            Assert.That(Codes.Dcm.AlgorithmName.Value, Is.EqualTo("111001"));
            Assert.That(Codes.Ucum.CubicMillimeter.Value, Is.EqualTo("mm3"));
            Assert.That(Codes.Ucum.NoUnits.Value, Is.EqualTo("1"));
        });
    }

    // Every concept can be made and written: expression-bodied members are not tried by the compiler.
    [Test]
    public void Codes_All_HoldWhatDicomCan()
    {
        int count = 0;
        foreach (PropertyInfo property in typeof(Codes).GetNestedTypes().SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static)))
        {
            var code = (CodedConcept)property.GetValue(null)!;
            Assert.That(code.Scheme, Has.Length.LessThanOrEqualTo(16));
            Assert.That(code.Meaning, Has.Length.LessThanOrEqualTo(64));
            count++;
        }

        Assert.That(count, Is.GreaterThan(2000));
    }
}
