using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Interop;

/// <summary>Parametric maps as other programs write them, made by pydicom: every value as it was put in.</summary>
public class ParametricMapReadingTests
{
    private static readonly string[] Names =
    [
        "float-explicit", "float-implicit", "float-deflated", "float-big-endian", "float-slope", "float-not-finite", "double", "float-shuffled", "float-slope-of-each-frame",
        "float-padding", "float-as-dcmqi", "uint16-slope", "uint16-implicit", "uint16-big-endian", "uint16-rle", "uint16-table", "uint16-table-too-short", "uint16-padding",
        "int16", "int16-implicit", "uint8", "int8", "channels", "times",
    ];

    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public void MakeFiles()
    {
        _folder = new TemporaryFolder();
        (int exitCode, string output) = ExternalProgram.Python("pydicom", "numpy")
            .Run("-W", "ignore", Repository.Of("Dcmqi.Core.Tests/Interop/make_foreign_maps.py"), _folder.Root);
        Assert.That(exitCode, Is.Zero, output);
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void EveryFileMade_HasATest() =>
        Assert.That(_folder.FileNames().Where(name => name.EndsWith(".dcm", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension), Is.EquivalentTo(Names));

    [TestCaseSource(nameof(Names))]
    public void Open_FileOfAnotherWriter_GivesItsValues(string name)
    {
        Volume expected = VolumeFile.Read(_folder[name + ".nrrd"]);
        ParametricMap map = ParametricMap.Open(_folder[name + ".dcm"]);

        RealVoxels.AssertSame(expected, map.ToDoubleVolume(), name);
        RealVoxels.AssertSame(expected, map.ToVolume(), name, 1e-4);

        // Maps without references do not say how they were derived; nothing is made up for it.
        Assert.That(map.Metadata.Validate().Select(violation => violation.Pointer), Is.SubsetOf(name == "channels" ? new[] { "/QuantityValueCode", "/MeasurementUnitsCode", "/DerivationCode" } : ["/DerivationCode"]));
        if (name != "channels")
            Assert.That(map.Metadata.Quantity?.Value, Is.EqualTo("113041"));
    }

    // Whatever came in goes out in any compression, and back.
    [TestCaseSource(nameof(Names))]
    public void Save_FileOfAnotherWriter_KeepsItsValues(string name)
    {
        Volume expected = VolumeFile.Read(_folder[name + ".nrrd"]);
        ParametricMap map = ParametricMap.Open(_folder[name + ".dcm"]);
        bool isReal = map.StoredType == typeof(float) || map.StoredType == typeof(double);
        foreach (PixelCompression compression in Enum.GetValues<PixelCompression>())
        {
            if (isReal && compression is not (PixelCompression.None or PixelCompression.Deflated))
                continue;
            RealVoxels.AssertSame(expected, Maps.Reopened(map, compression).ToDoubleVolume(), $"{name} {compression}");
        }
    }
}
