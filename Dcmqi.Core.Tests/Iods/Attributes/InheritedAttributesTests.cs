using Dcmqi.Dicom;
using Dcmqi.Iods;
using TextEncoding = System.Text.Encoding;

namespace Dcmqi.Tests.Iods;

public sealed class InheritedAttributesTests
{
    private const string Uid = "1.2.826.0.1.3680043.10.1";

    [Test]
    public void Copy_SoundSource_IsVerbatimWithoutFaults()
    {
        DataSet source = SoundSource();
        source.Set(Tags.PatientSize, VR.DS, "1.80 ");
        source.SetBytes(new Tag(0x0009, 0x1001), VR.LO, "private"u8.ToArray());
        source.Set(Tags.OtherPatientIDs, "retired");

        (DataSet target, FaultList faults) = Copy(source, "general-study", "patient", "patient-study");

        Assert.Multiple(() =>
        {
            Assert.That(faults.Warnings, Is.Empty);
            Assert.That(target.GetString(Tags.PatientName), Is.EqualTo("Doe^Jane"));
            Assert.That(TextEncoding.ASCII.GetString(target.Find(Tags.PatientSize)!.Value.Span), Is.EqualTo("1.80 "), "numbers keep their text");
            Assert.That(target.GetItem(Tags.ProcedureCodeSequence)!.GetString(Tags.CodeMeaning), Is.EqualTo("CT of liver"));
            Assert.That(target.Any(element => element.Tag.IsPrivate), Is.False);
            Assert.That(target.Contains(Tags.OtherPatientIDs), Is.False, "retired");
            Assert.That(target.Contains(Tags.Modality), Is.False, "of another module");
        });
    }

    [Test]
    public void Copy_CodeWithoutScheme_LeavesTheItemOut()
    {
        DataSet source = SoundSource();
        DataSet broken = Code("77477000", "SCT", "CT");
        broken.Remove(Tags.CodingSchemeDesignator);
        source.SetItems(Tags.ProcedureCodeSequence, broken, Code("1", "L", "Local"));

        (DataSet target, FaultList faults) = Copy(source, "general-study");

        Assert.Multiple(() =>
        {
            Assert.That(faults.Warnings, Is.EqualTo(new[]
            {
                "01.dcm: Procedure Code Sequence (0008,1032) item 1 lacks Coding Scheme Designator (0008,0102). Left out; set SourceRepair.Reject to stop instead.",
            }));
            Assert.That(target.GetItems(Tags.ProcedureCodeSequence).Select(item => item.GetString(Tags.CodeValue)), Is.EqualTo(new[] { "1" }));
        });
    }

    [Test]
    public void Copy_NestedFault_NamesThePathAndDropsEmptySequences()
    {
        DataSet person = new();
        person.SetItems(Tags.PersonIdentificationCodeSequence, new DataSet());
        person.Set(Tags.InstitutionName, "Clinic");
        DataSet source = SoundSource();
        source.SetItems(Tags.ReferringPhysicianIdentificationSequence, person);

        (DataSet target, FaultList faults) = Copy(source, "general-study");

        Assert.Multiple(() =>
        {
            Assert.That(faults.Warnings, Does.Contain(
                "01.dcm: Referring Physician Identification Sequence (0008,0096) item 1, Person Identification Code Sequence (0040,1101) item 1 lacks Code Meaning (0008,0104). Left out; set SourceRepair.Reject to stop instead."));
            Assert.That(faults.Warnings, Does.Contain(
                "01.dcm: Referring Physician Identification Sequence (0008,0096) item 1 lacks Person Identification Code Sequence (0040,1101). Left out; set SourceRepair.Reject to stop instead."));
            Assert.That(target.Contains(Tags.ReferringPhysicianIdentificationSequence), Is.False);
        });
    }

    [Test]
    public void Copy_AbsentTypes1And2_AreMadeAndWrittenEmpty()
    {
        DataSet source = SoundSource();
        source.Remove(Tags.StudyInstanceUID);
        source.Remove(Tags.AccessionNumber);

        (DataSet target, FaultList faults) = Copy(source, "general-study");

        Assert.Multiple(() =>
        {
            Assert.That(target.GetString(Tags.StudyInstanceUID), Is.EqualTo(new UidGenerator("test").Next()));
            Assert.That(target.Contains(Tags.AccessionNumber) && !target.HasValue(Tags.AccessionNumber));
            Assert.That(faults.Warnings, Is.EqualTo(new[]
            {
                "01.dcm: Accession Number (0008,0050) is absent. Written empty; set SourceRepair.Reject to stop instead.",
                "01.dcm: Study Instance UID (0020,000D) is absent. A new one was made; set SourceRepair.Reject to stop instead.",
            }));
        });
    }

    [Test]
    public void Copy_Reject_ReportsAllFaultsTogether()
    {
        DataSet source = SoundSource();
        source.Remove(Tags.StudyInstanceUID);
        source.Set(Tags.PatientSex, "X");
        FaultList faults = new(SourceRepair.Reject);
        InheritedAttributes.Copy(source, "01.dcm", new DataSet(), ["patient", "general-study"], faults, new UidGenerator());

        ConversionException? exception = Assert.Throws<ConversionException>(faults.ThrowIfAny);

        Assert.That(exception!.Faults, Is.EqualTo(new[]
        {
            "01.dcm: Patient's Sex (0010,0040) is 'X'; M, F or O was expected.",
            "01.dcm: Study Instance UID (0020,000D) is absent.",
        }));
    }

    [TestCase(Tags.PatientBirthDate, "2003.04.17", "20030417", "Written as '20030417'")]
    [TestCase(Tags.StudyTime, "10:46:07", "104607", "Written as '104607'")]
    [TestCase(Tags.PatientSex, "male", "M", "Written as 'M'")]
    [TestCase(Tags.PatientSex, "unknown", null, "Written empty")]
    [TestCase(Tags.StudyDescription, "Chest\\Abdomen", "Chest/Abdomen", "Written as 'Chest/Abdomen'")]
    [TestCase(Tags.PatientName, "Doe^Jane\\Roe^Jane", "Doe^Jane", "The first was kept")]
    [TestCase(Tags.PatientID, "A\\B", null, "Written empty")]
    [TestCase(Tags.AccessionNumber, "12345678901234567", null, "Written empty")]
    [TestCase(Tags.PatientComments, "bell\u0007", "bell", "Written as 'bell'")]
    [TestCase(Tags.PatientAge, "45", null, "Left out")]
    public void Copy_IllegalValue_IsRepairedOrLeftOut(uint tag, string value, string? expected, string remedy)
    {
        DataSet source = SoundSource();
        source.Set(tag, value);

        (DataSet target, FaultList faults) = Copy(source, "patient", "general-study", "patient-study");

        Assert.Multiple(() =>
        {
            Assert.That(target.GetText(tag), Is.EqualTo(expected));
            Assert.That(target.Contains(tag), Is.EqualTo(remedy != "Left out"));
            Assert.That(faults.Warnings, Has.Count.EqualTo(1));
            Assert.That(faults.Warnings[0], Does.Contain(tag.Describe()).And.Contain($". {remedy}; "));
        });
    }

    [Test]
    public void Copy_WrongVr_IsWrittenInTheRightOne()
    {
        DataSet source = SoundSource();
        source.Set(Tags.PatientWeight, VR.US, 70);
        source.Set(Tags.PregnancyStatus, VR.IS, "4");
        source.SetBytes(Tags.StudyID, VR.UN, "S1"u8.ToArray());
        source.SetItems(Tags.PatientComments, new DataSet());
        source.Set(Tags.ProcedureCodeSequence, VR.LO, "CT");

        (DataSet target, FaultList faults) = Copy(source, "patient", "general-study", "patient-study");

        Assert.Multiple(() =>
        {
            Assert.That(target.Find(Tags.PatientWeight)!.VR, Is.EqualTo(VR.DS));
            Assert.That(target.GetDouble(Tags.PatientWeight), Is.EqualTo(70));
            Assert.That(target.Find(Tags.PregnancyStatus)!.VR, Is.EqualTo(VR.US));
            Assert.That(target.GetInt32(Tags.PregnancyStatus), Is.EqualTo(4));
            Assert.That(target.Find(Tags.StudyID)!.VR, Is.EqualTo(VR.SH));
            Assert.That(target.Contains(Tags.PatientComments), Is.False);
            Assert.That(target.Contains(Tags.ProcedureCodeSequence), Is.False);
            Assert.That(faults.Warnings, Has.Count.EqualTo(4), "unknown (UN) is no fault: PS3.5 6.2.2");
        });
    }

    [Test]
    public void Copy_LongCode_MovesToItsOwnAttribute()
    {
        DataSet source = SoundSource();
        source.SetItems(Tags.ProcedureCodeSequence, Code("123456789012345678", "99LOCAL", "Long"));

        (DataSet target, FaultList faults) = Copy(source, "general-study");

        DataSet code = target.GetItem(Tags.ProcedureCodeSequence)!;
        Assert.Multiple(() =>
        {
            Assert.That(code.GetString(Tags.LongCodeValue), Is.EqualTo("123456789012345678"));
            Assert.That(code.Contains(Tags.CodeValue), Is.False);
            Assert.That(faults.Warnings.Single(), Does.Contain("Written as Long Code Value (0008,0119)"));
        });
    }

    [Test]
    public void Copy_OptionalModuleWithoutItsTypes1_IsLeftOutWhole()
    {
        DataSet source = SoundSource();
        source.Set(Tags.ClinicalTrialProtocolID, "P1");

        (DataSet target, FaultList faults) = Copy(source, "clinical-trial-subject", "clinical-trial-study");

        Assert.Multiple(() =>
        {
            Assert.That(target.Count, Is.Zero);
            Assert.That(faults.Warnings, Has.Some.Contains("Clinical Trial Sponsor Name (0012,0010) is absent, though Clinical Trial Protocol ID (0012,0020) is present. All of the module was left out"));
        });
    }

    [Test]
    public void Copy_IdentityRemovedWithoutMethod_LeavesTheTriggerOut()
    {
        DataSet source = SoundSource();
        source.Set(Tags.PatientIdentityRemoved, "YES");

        (DataSet target, FaultList faults) = Copy(source, "patient");

        Assert.Multiple(() =>
        {
            Assert.That(target.Contains(Tags.PatientIdentityRemoved), Is.False);
            Assert.That(faults.Warnings.Single(), Does.StartWith("01.dcm: De-identification Method (0012,0063) is absent, required where Patient Identity Removed (0012,0062) is YES"));
        });
    }

    [Test]
    public void Copy_IllegalStudyUid_IsToldOnceAndReplaced()
    {
        DataSet source = SoundSource();
        source.Set(Tags.StudyInstanceUID, "1.02.3");

        (DataSet target, FaultList faults) = Copy(source, "general-study");

        Assert.Multiple(() =>
        {
            Assert.That(target.GetString(Tags.StudyInstanceUID), Does.StartWith("2.25."));
            Assert.That(faults.Warnings.Single(), Does.Contain("is '1.02.3'").And.Contain("A new one was made"));
        });
    }

    [Test]
    public void CopyAttribute_BodyPart_TakesItAlone()
    {
        DataSet source = SoundSource();
        source.Set(Tags.BodyPartExamined, "abdomen");
        DataSet target = new();
        FaultList faults = new(SourceRepair.Warn);

        new InheritedAttributes(source, "01.dcm", faults, new UidGenerator()).CopyAttribute(target, "general-series", Tags.BodyPartExamined);

        Assert.Multiple(() =>
        {
            Assert.That(target.Count, Is.EqualTo(1));
            Assert.That(target.GetString(Tags.BodyPartExamined), Is.EqualTo("ABDOMEN"));
            Assert.That(faults.Warnings, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public void Copy_ValueWithControls_IsQuotedWithEscapes()
    {
        DataSet source = SoundSource();
        source.Set(Tags.PatientSex, "\u001B[31m");

        (_, FaultList faults) = Copy(source, "patient");

        Assert.That(faults.Warnings.Single(), Does.Contain("is '\\u001B[31m'"));
    }

    private static (DataSet Target, FaultList Faults) Copy(DataSet source, params string[] modules)
    {
        DataSet target = new();
        FaultList faults = new(SourceRepair.Warn);
        InheritedAttributes.Copy(source, "01.dcm", target, modules, faults, new UidGenerator("test"));
        faults.ThrowIfAny();
        return (target, faults);
    }

    private static DataSet SoundSource()
    {
        DataSet source = new();
        source.Set(Tags.Modality, "CT");
        source.Set(Tags.StudyInstanceUID, Uid);
        source.Set(Tags.StudyDate, "20240229");
        source.Set(Tags.StudyTime, "104607");
        source.SetEmpty(Tags.AccessionNumber);
        source.SetEmpty(Tags.ReferringPhysicianName);
        source.Set(Tags.StudyID, "1");
        source.Set(Tags.PatientName, "Doe^Jane");
        source.Set(Tags.PatientID, "P-1");
        source.Set(Tags.PatientBirthDate, "19700101");
        source.Set(Tags.PatientSex, "F");
        source.SetItems(Tags.ProcedureCodeSequence, Code("77477000", "SCT", "CT of liver"));
        return source;
    }

    private static DataSet Code(string value, string scheme, string meaning)
    {
        DataSet code = new();
        code.Set(Tags.CodeValue, value);
        code.Set(Tags.CodingSchemeDesignator, scheme);
        code.Set(Tags.CodeMeaning, meaning);
        return code;
    }
}
