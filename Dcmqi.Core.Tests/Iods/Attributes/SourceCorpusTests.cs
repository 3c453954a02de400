using System.Collections.Concurrent;
using System.Security.Cryptography;
using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Iods;

/// <summary>Every attribute of the inherited modules broken in every way: what is taken over is sound, by our rules and by dciodvfy's.</summary>
public sealed class SourceCorpusTests
{
    private static readonly ConcurrentDictionary<string, string[]> Judged = new();

    // More would wait for each other: the output of each program is read by a thread of the pool.
    private static readonly ParallelOptions TwoAtOnce = new() { MaxDegreeOfParallelism = 2 };

    [Test]
    public void Copy_SoundCorpus_HasNoFaultsAndLosesNothing()
    {
        DataSet source = SourceCorpus.Sound();
        (DataSet target, IReadOnlyList<string> warnings) = Inherit(source);

        Assert.Multiple(() =>
        {
            Assert.That(warnings, Is.Empty);
            Assert.That(target.Select(element => element.Tag), Is.EqualTo(source.Select(element => element.Tag)));
            Assert.That(ErrorsOf(target), Is.Empty);
        });
    }

    [Test]
    public void Copy_BrokenSources_AreToldByNameAndMadeSound()
    {
        List<(ModuleAttribute Attribute, string Name, Action<DataSet> Break)> cases =
        [
            .. SourceCorpus.Attributes(SourceCorpus.Sound())
                .SelectMany(attribute => SourceCorpus.Faults(attribute).Select(fault => (attribute, fault.Name, fault.Break))),
        ];
        ConcurrentBag<string> failures = [];
        Parallel.ForEach(cases, TwoAtOnce, broken =>
        {
            DataSet source = SourceCorpus.Sound();
            broken.Break(source);
            (DataSet target, IReadOnlyList<string> warnings) = Inherit(source);
            string start = $"01.dcm: {broken.Attribute.Tag.Describe()}";
            if (!IsLegal(broken.Attribute, broken.Name) && !warnings.Any(warning => warning.StartsWith(start, StringComparison.Ordinal)))
                failures.Add($"{broken.Attribute} {broken.Name}: not told");
            Check(failures, $"{broken.Attribute} {broken.Name}", target);
        });

        Assert.That(cases, Has.Count.GreaterThan(700));
        Assert.That(failures, Is.Empty);
    }

    [Test]
    public void Copy_BrokenItems_AreMadeSound()
    {
        DataSet sound = SourceCorpus.Sound();
        List<(ModuleAttribute Sequence, ModuleAttribute Attribute, string Name, Action<DataSet> Break)> cases =
        [
            .. from sequence in SourceCorpus.Attributes(sound)
               where sequence.Items is not null
               from attribute in sequence.Items!.Attributes.ToArray()
               where sound.GetItem(sequence.Tag)!.Contains(attribute.Tag)
               from fault in SourceCorpus.Faults(attribute)
               select (sequence, attribute, fault.Name, fault.Break),
        ];
        ConcurrentBag<string> failures = [];
        Parallel.ForEach(cases, TwoAtOnce, broken =>
        {
            DataSet source = SourceCorpus.Sound();
            broken.Break(source.GetItem(broken.Sequence.Tag)!);
            Check(failures, $"{broken.Sequence} {broken.Attribute} {broken.Name}", Inherit(source).Target);
        });

        Assert.That(cases, Has.Count.GreaterThan(700));
        Assert.That(failures, Is.Empty);
    }

    // Values of the corpus that happen to be legal where they are put.
    private static bool IsLegal(ModuleAttribute attribute, string name) => (name, attribute.VR) switch
    {
        ("absent", _) => attribute.Type is not (AttributeType.Type1 or AttributeType.Type2),
        ("empty" or "spaces", _) => attribute.Type is not (AttributeType.Type1 or AttributeType.Type1C),
        ("empty item", _) => attribute.Items!.Attributes.ToArray().All(inner => inner.Type is AttributeType.Type3 or AttributeType.Type1C),
        ("long", VR.UC or VR.UT or VR.UR) => true,
        ("values", VR.ST or VR.LT or VR.UT or VR.UR) => true,
        ("values", _) => attribute.Multiplicity.Allows(4),
        ("lower case", VR.UR or VR.LO or VR.SH or VR.ST or VR.LT or VR.UC or VR.UT or VR.PN or VR.AE) => true,
        ("ACR-NEMA", VR.LO or VR.SH or VR.ST or VR.LT or VR.UC or VR.UT or VR.PN or VR.AE or VR.UR) => true,
        _ => false,
    };

    private static void Check(ConcurrentBag<string> failures, string name, DataSet target)
    {
        foreach (string module in SourceCorpus.Modules)
        {
            bool isOptional = module is "patient-study" or "clinical-trial-subject" or "clinical-trial-study";
            AttributeList list = ModuleTable.Of(module);
            foreach (ModuleAttribute attribute in list.Attributes)
            {
                if (!isOptional && attribute.Type == AttributeType.Type1 && !target.HasValue(attribute.Tag))
                    failures.Add($"{name}: {attribute} has no value");
                if (!isOptional && attribute.Type == AttributeType.Type2 && !target.Contains(attribute.Tag))
                    failures.Add($"{name}: {attribute} is absent");
            }
        }

        foreach (string error in ErrorsOf(target))
            failures.Add($"{name}: {error}");
    }

    private static (DataSet Target, IReadOnlyList<string> Warnings) Inherit(DataSet source)
    {
        DataSet target = new();
        FaultList faults = new(SourceRepair.Warn);
        InheritedAttributes.Copy(source, "01.dcm", target, SourceCorpus.Modules, faults, new UidGenerator("corpus"));
        return (target, faults.Warnings);
    }

    // Many sources give the same object: each is judged once.
    private static string[] ErrorsOf(DataSet inherited)
    {
        DataSet image = inherited.Clone();
        AddCTImage(image);
        using MemoryStream stream = new();
        DicomWriter.Write(stream, image, TransferSyntax.ExplicitVRLittleEndian);
        byte[] bytes = stream.ToArray();
        return Judged.GetOrAdd(Convert.ToHexString(SHA256.HashData(bytes)), _ => Judge(bytes));
    }

    private static string[] Judge(byte[] bytes)
    {
        string path = Path.Combine(Path.GetTempPath(), $"corpus-{Guid.NewGuid():N}.dcm");
        File.WriteAllBytes(path, bytes);
        try
        {
            return [.. ExternalProgram.Find("dciodvfy", "dicom3tools").Run("-new", path).Output.Split('\n').Where(line => line.StartsWith("Error", StringComparison.Ordinal))];
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void AddCTImage(DataSet image)
    {
        image.Set(Tags.SpecificCharacterSet, "ISO_IR 192");
        image.Set(Tags.ImageType, "ORIGINAL", "PRIMARY", "AXIAL");
        image.Set(Tags.SOPClassUID, "1.2.840.10008.5.1.4.1.1.2");
        image.Set(Tags.SOPInstanceUID, "2.25.11");
        image.Set(Tags.SeriesInstanceUID, "2.25.12");
        image.Set(Tags.Modality, "CT");
        image.SetEmpty(Tags.Manufacturer);
        image.SetEmpty(Tags.Laterality);
        image.Set(Tags.PatientPosition, "HFS");
        image.Set(Tags.SeriesNumber, 1);
        image.Set(Tags.InstanceNumber, 1);
        image.Set(Tags.AcquisitionNumber, 1);
        image.Set(Tags.ImagePositionPatient, 0, 0, 0);
        image.Set(Tags.ImageOrientationPatient, 1, 0, 0, 0, 1, 0);
        image.Set(Tags.PixelSpacing, 1, 1);
        image.Set(Tags.SliceThickness, 1);
        image.SetEmpty(Tags.KVP);
        image.Set(Tags.RescaleIntercept, 0);
        image.Set(Tags.RescaleSlope, 1);
        image.Set(Tags.RescaleType, "HU");
        image.Set(Tags.SamplesPerPixel, 1);
        image.Set(Tags.PhotometricInterpretation, "MONOCHROME2");
        image.Set(Tags.Rows, 2);
        image.Set(Tags.Columns, 2);
        image.Set(Tags.BitsAllocated, 16);
        image.Set(Tags.BitsStored, 16);
        image.Set(Tags.HighBit, 15);
        image.Set(Tags.PixelRepresentation, 1);
        image.SetBytes(Tags.PixelData, VR.OW, new byte[8]);
    }
}
