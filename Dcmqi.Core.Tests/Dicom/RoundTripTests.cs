using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Dicom;

public sealed class RoundTripTests
{
    private static readonly TransferSyntax[] Written =
        [TransferSyntax.ImplicitVRLittleEndian, TransferSyntax.ExplicitVRLittleEndian, TransferSyntax.DeflatedExplicitVRLittleEndian];

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void WriteRead_RandomDataSets_AreTheSame(int syntax)
    {
        int count = TestScale.Cases(30);
        for (int seed = 0; seed < count; seed++)
        {
            DataSet dataSet = RandomDataSets.Make(new Random(seed));
            using MemoryStream stream = new();
            DicomWriter.Write(stream, dataSet, Written[syntax]);
            Assert.That(stream.Length % 2, Is.Zero);
            DicomFile file = DicomFile.Open(stream.ToArray());
            Assert.That(file.Warnings, Is.Empty);
            Assert.That(file.TransferSyntax, Is.EqualTo(Written[syntax]));
            Assert.That(file.DataSet.GetString(Tags.SpecificCharacterSet), Is.EqualTo("ISO_IR 192"));
            RandomDataSets.AssertSame(file.DataSet, dataSet, syntax == 0);
            RandomDataSets.AssertSame(file.DataSet.Clone(), dataSet, syntax == 0);
        }
    }

    [Test]
    public void WriteRead_Path_IsTheSameAsStream()
    {
        DataSet dataSet = RandomDataSets.Make(new Random(7));
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".dcm");
        try
        {
            long told = 0;
            DicomWriter.Write(path, dataSet, TransferSyntax.ExplicitVRLittleEndian, count => told += count);
            using MemoryStream stream = new();
            DicomWriter.Write(stream, dataSet, TransferSyntax.ExplicitVRLittleEndian);
            Assert.That(File.ReadAllBytes(path), Is.EqualTo(stream.ToArray()));
            Assert.That(told, Is.EqualTo(stream.Length));
            using DicomFile file = DicomFile.Open(path);
            RandomDataSets.AssertSame(file.DataSet, dataSet, false);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestCase(1)]
    [TestCase(60)]
    public void Open_FileStreamAndBytes_AreTheSame(int textLength)
    {
        // Many blocks, with values and sequences across their borders.
        Random random = new(textLength);
        DataSet dataSet = RandomDataSets.Make(random);
        for (int i = 0; i < 3000; i++)
            dataSet.Set(new Tag(0x0011, (ushort)(0x1000 + i)), VR.LT, new string('x', random.Next(textLength * 100)));
        dataSet.SetItems(Tags.PerFrameFunctionalGroupsSequence, [.. Enumerable.Range(0, 300).Select(_ => RandomDataSets.Make(random, 4))]);
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".dcm");
        try
        {
            DicomWriter.Write(path, dataSet, TransferSyntax.ExplicitVRLittleEndian);
            using DicomFile file = DicomFile.Open(path);
            RandomDataSets.AssertSame(file.DataSet, dataSet, false);
            using FileStream stream = File.OpenRead(path);
            RandomDataSets.AssertSame(DicomFile.Open(stream).DataSet, dataSet, false);
            Assert.That(ExternalProgram.Find("dcmconv", "dcmtk").Run("-e", path, path).ExitCode, Is.Zero);
            using DicomFile undefined = DicomFile.Open(path);
            Assert.That(Count(undefined.DataSet), Is.EqualTo(Count(file.DataSet)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestCase(0, "implicit")]
    [TestCase(1, "explicit")]
    [TestCase(2, "deflated")]
    public void Write_RandomDataSet_PydicomReadsIt(int syntax, string name)
    {
        DataSet dataSet = RandomDataSets.Make(new Random(11));
        dataSet.Set(Tags.PatientName, "Grün^Jürgen=山田^太郎");
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.{name}.dcm");
        try
        {
            DicomWriter.Write(path, dataSet, Written[syntax]);
            string text = ExternalProgram.Python("pydicom").RunScript("""
                import sys, pydicom
                ds = pydicom.dcmread(sys.argv[1])
                n = 0
                def walk(d):
                    global n
                    for e in d:
                        n += 1
                        if e.VR == 'SQ':
                            for i in e.value: walk(i)
                        else: str(e.value)
                walk(ds)
                print(n, len(ds.PixelData), ascii(str(ds.PatientName)))
                """, path);
            int count = Count(dataSet) + 1;
            int pixels = dataSet.Find(Tags.PixelData)!.Value.Length;
            Assert.That(text.Trim(), Is.EqualTo(string.Create(CultureInfo.InvariantCulture, $"{count} {pixels} 'Gr\\xfcn^J\\xfcrgen=\\u5c71\\u7530^\\u592a\\u90ce'")));
            (int exitCode, string dump) = ExternalProgram.Find("dcmdump", "dcmtk").Run(path);
            Assert.That(exitCode, Is.Zero, dump);
            Assert.That(dump, Does.Not.Contain("E:").And.Not.Contain("W:"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static int Count(DataSet dataSet) => dataSet.Sum(element => 1 + element.Items.Sum(Count));
}
