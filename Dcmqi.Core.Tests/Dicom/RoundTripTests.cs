using System.Globalization;
using Dcmqi.Dicom;

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
        int count = (int)(30 * Scale());
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
            string text = External.RunPython("""
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
            (int exitCode, string dump) = External.Run("dcmdump", path);
            Assert.That(exitCode, Is.Zero, dump);
            Assert.That(dump, Does.Not.Contain("E:").And.Not.Contain("W:"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    internal static double Scale() =>
        double.TryParse(Environment.GetEnvironmentVariable("DCMQI_TEST_SCALE"), NumberStyles.Float, CultureInfo.InvariantCulture, out double scale) ? scale : 1;

    private static int Count(DataSet dataSet) => dataSet.Sum(element => 1 + element.Items.Sum(Count));
}
