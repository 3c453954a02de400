using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Dicom;

[AskedOnce]
public sealed class InteropTests
{
    private static readonly string[][] Conversions =
    [
        ["+te"], ["+ti"], ["+tb"], ["+td"], ["+te", "-e"], ["+ti", "-e"], ["+tb", "-e"], ["+te", "+e", "+g"],
    ];

    [Test]
    public void Open_SharedFiles_HoldWhatDcmdumpSees()
    {
        foreach (string path in Files())
        {
            using DicomFile file = DicomFile.Open(path);
            (_, string dump) = ExternalProgram.Find("dcmdump", "dcmtk").Run("+L", "-q", path);
            int expected = dump.Split('\n').Count(line => line.TrimStart().StartsWith('(') && !line.Contains("(fffe,", StringComparison.Ordinal));
            Assert.That(Count(file.FileMeta) + Count(file.DataSet), Is.EqualTo(expected), path);
            Assert.That(file.Warnings, Is.Empty, path);
        }
    }

    [TestCaseSource(nameof(Conversions))]
    public void Open_WrittenByDcmtk_IsTheSame(params string[] options)
    {
        string converted = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".dcm");
        try
        {
            foreach (string path in Files())
            {
                (int exitCode, string text) = ExternalProgram.Find("dcmconv", "dcmtk").Run([.. options, path, converted]);
                Assert.That(exitCode, Is.Zero, text);
                using DicomFile before = DicomFile.Open(path);
                using DicomFile after = DicomFile.Open(converted);
                AssertSame(after.DataSet, before.DataSet);
            }
        }
        finally
        {
            File.Delete(converted);
        }
    }

    [Test]
    public void Open_WrittenByPydicom_IsTheSame()
    {
        string converted = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".dcm");
        string source = Path.Combine(Repository.DataFolder, "segmentations", "liver.dcm");
        using DicomFile before = DicomFile.Open(source);
        try
        {
            foreach (string syntax in (string[])["ImplicitVRLittleEndian", "ExplicitVRLittleEndian", "ExplicitVRBigEndian", "DeflatedExplicitVRLittleEndian"])
            {
                foreach (string undefined in (string[])["True", "False"])
                {
                    ExternalProgram.Python("pydicom").RunScript($"""
                        import sys, pydicom, pydicom.uid as u
                        ds = pydicom.dcmread(sys.argv[1])
                        def walk(d):
                            d.is_undefined_length_sequence_item = {undefined}
                            for e in d:
                                if e.VR == 'SQ':
                                    e.is_undefined_length = {undefined}
                                    for i in e.value: walk(i)
                        walk(ds)
                        ds.file_meta.TransferSyntaxUID = u.{syntax}
                        ds.is_little_endian = u.{syntax}.is_little_endian
                        ds.is_implicit_VR = u.{syntax}.is_implicit_VR
                        ds.save_as(sys.argv[2], write_like_original=False)
                        """, source, converted);
                    using DicomFile after = DicomFile.Open(converted);
                    Assert.That(after.TransferSyntax.Uid, Is.EqualTo(typeof(Uids).GetField(syntax)!.GetRawConstantValue()));
                    AssertSame(after.DataSet, before.DataSet);
                }
            }
        }
        finally
        {
            File.Delete(converted);
        }
    }

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Repository.DataFolder, "*", SearchOption.AllDirectories)
        .Where(path => path.EndsWith(".dcm", StringComparison.Ordinal) || path.EndsWith(".seg", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static int Count(DataSet dataSet) => dataSet.Sum(element => 1 + element.Items.Sum(Count));

    private static void AssertSame(DataSet actual, DataSet expected)
    {
        Assert.That(actual.Where(element => !element.Tag.IsGroupLength).Select(element => element.Tag), Is.EqualTo(expected.Where(element => !element.Tag.IsGroupLength).Select(element => element.Tag)));
        foreach (DataElement element in expected.Where(element => !element.Tag.IsGroupLength))
        {
            DataElement other = actual.Find(element.Tag)!;
            Assert.That(other.Items, Has.Count.EqualTo(element.Items.Count), element.Tag.Describe());
            for (int i = 0; i < element.Items.Count; i++)
                AssertSame(other.Items[i], element.Items[i]);
            // DCMTK writes padding anew.
            string padding = element.VR.IsText() ? " \0" : "";
            Assert.That(Trim(other, padding).SequenceEqual(Trim(element, padding)), element.Tag.Describe());
        }
    }

    private static ReadOnlySpan<byte> Trim(DataElement element, string padding) =>
        element.Value.Span.TrimEnd(System.Text.Encoding.ASCII.GetBytes(padding));
}
