using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Tests.Iods;

/// <summary>A source with every attribute of the inherited modules, and the ways to break it.</summary>
internal static class SourceCorpus
{
    public static readonly string[] Modules =
        ["patient", "clinical-trial-subject", "general-study", "patient-study", "clinical-trial-study", "frame-of-reference"];

    // Attributes that speak of animals, and those that exclude one another.
    private static readonly HashSet<uint> Absent =
    [
        Tags.PatientSpeciesDescription, Tags.PatientSpeciesCodeSequence, Tags.PatientBreedDescription, Tags.PatientBreedCodeSequence,
        Tags.BreedRegistrationSequence, Tags.StrainDescription, Tags.StrainNomenclature, Tags.StrainCodeSequence,
        Tags.StrainAdditionalInformation, Tags.StrainStockSequence, Tags.GeneticModificationsSequence, Tags.PatientSexNeutered,
        Tags.LongCodeValue, Tags.URNCodeValue, Tags.EquivalentCodeSequence, Tags.ReferencedPatientPhotoSequence,
    ];

    private static readonly Dictionary<uint, string> Terms = new()
    {
        [Tags.SubjectRelativePositionInImage] = "1\\1\\1",
        [Tags.PatientPosition] = "HFS",
        [Tags.TypeOfPatientID] = "TEXT",
        [Tags.UniversalEntityIDType] = "ISO",
        [Tags.UniversalEntityID] = "2.25.7",
        [Tags.PatientAlternativeCalendar] = "HIJRI",
        [Tags.LongitudinalTemporalEventType] = "ENROLLMENT",
        [Tags.DistributionType] = "NAMED_PROTOCOL",
        [Tags.ResponsiblePersonRole] = "PARENT",
        [Tags.PatientIdentityRemoved] = "YES",
        [Tags.ConsentForDistributionFlag] = "YES",
        [Tags.PatientName] = "Doe^Jane",
        [Tags.ReferencedSOPClassUID] = "1.2.840.10008.5.1.4.1.1.2",
        [Tags.CodingSchemeDesignator] = "99TEST",
        [Tags.ContextGroupExtensionFlag] = "N",
        [Tags.MappingResource] = "99TEST",
        [Tags.ContextGroupVersion] = "20200101",
        [Tags.ContextUID] = "1.2.840.10008.6.1.1",
        [Tags.MappingResourceUID] = "1.2.840.10008.8.1.1",
        [Tags.ContextIdentifier] = "1",
        [Tags.PregnancyStatus] = "4",
    };

    /// <summary>The whole source, sound.</summary>
    public static DataSet Sound()
    {
        DataSet source = new();
        foreach (string module in Modules)
            Fill(source, ModuleTable.Of(module));
        return source;
    }

    /// <summary>The attributes of the source, each with the module it belongs to.</summary>
    public static IEnumerable<ModuleAttribute> Attributes(DataSet source) =>
        Modules.SelectMany(module => ModuleTable.Of(module).Attributes.ToArray()).Where(attribute => source.Contains(attribute.Tag));

    /// <summary>Breaks one attribute of a data set or item.</summary>
    public static IEnumerable<(string Name, Action<DataSet> Break)> Faults(ModuleAttribute attribute)
    {
        Tag tag = attribute.Tag;
        yield return ("absent", item => item.Remove(tag));
        yield return ("empty", item => item.SetEmpty(tag));
        if (attribute.VR == VR.SQ)
        {
            yield return ("empty item", item => item.SetItems(tag, new DataSet()));
            yield return ("text", item => item.Set(tag, VR.LO, "text"));
            yield break;
        }

        yield return ("items", item => item.SetItems(tag, new DataSet()));
        if (!attribute.VR.IsText())
        {
            yield return ("text", item => item.Set(tag, VR.LO, "text"));
            yield return ("odd length", item => item.SetBytes(tag, attribute.VR, new byte[] { 1, 2, 3 }));
            yield break;
        }

        yield return ("controls", item => item.Set(tag, attribute.VR, "a\u0007\u001B$Bb"));
        yield return ("long", item => item.Set(tag, attribute.VR, new string('1', 11000)));
        yield return ("values", item => item.Set(tag, attribute.VR, "1\\1\\1\\1"));
        yield return ("lower case", item => item.Set(tag, attribute.VR, "wrong-value;?"));
        yield return ("number", item => item.Set(tag, VR.US, 70));
        yield return ("bytes", item => item.SetBytes(tag, attribute.VR, new byte[] { 0xC3, 0x28, 0xFF, 0x00 }));
        yield return ("binary", item => item.SetBytes(tag, VR.OB, new byte[] { 1, 2 }));
        yield return ("ACR-NEMA", item => item.Set(tag, attribute.VR, attribute.VR is VR.TM ? "10:46:07" : "2003.04.17"));
        yield return ("spaces", item => item.Set(tag, attribute.VR, "   "));
    }

    private static void Fill(DataSet target, AttributeList list)
    {
        foreach (ModuleAttribute attribute in list.Attributes)
        {
            if (Absent.Contains(attribute.Tag.Value) || (list.IsCode && attribute.Type == AttributeType.Type3))
                continue;
            if (attribute.Tag == Tags.InstitutionCodeSequence && list.Find(Tags.InstitutionName) is not null)
                continue;
            if (list.IsCode && attribute.Tag.Value is not (Tags.CodeValue or Tags.CodingSchemeDesignator or Tags.CodeMeaning))
                continue;
            if (attribute.Items is { } items)
            {
                DataSet item = new();
                Fill(item, items);
                target.SetItems(attribute.Tag, item);
            }
            else if (attribute.VR.IsText())
            {
                target.Set(attribute.Tag, Terms.GetValueOrDefault(attribute.Tag.Value) ?? EnumeratedValues.Of(attribute.Tag)?[0] ?? ValueOf(attribute));
            }
            else
            {
                target.Set(attribute.Tag, attribute.VR, Array.ConvertAll(Terms.GetValueOrDefault(attribute.Tag.Value, "1").Split('\\'), double.Parse));
            }
        }
    }

    private static string ValueOf(ModuleAttribute attribute) => attribute.VR switch
    {
        VR.AS => "045Y",
        VR.CS => "TERM",
        VR.DA => "20240229",
        VR.DS => "1.5",
        VR.DT => "20240229104607",
        VR.IS => "1",
        VR.PN => "Roe^Richard",
        VR.TM => "104607",
        VR.UI => $"2.25.{attribute.Tag.Value}",
        VR.UR => "http://example.org",
        _ => "text",
    };
}
