using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Samples;

/// <summary>Commands on a small oblique phantom: a folder of its CT images, its labels and their metadata.</summary>
public abstract class TorsoCommandTests
{
    private protected TemporaryFolder Folder { get; private set; } = null!;

    private protected virtual VolumeGeometry Geometry { get; } = ObliqueGrid.Of(24, 18, 6);

    [SetUp]
    public void MakeInputs()
    {
        Folder = new TemporaryFolder();
        var torso = new PhantomTorso(Geometry);
        new PhantomSeries(Geometry) { Pixels = torso.Slice }.Write(Folder["ct"]);
        VolumeFile.Write(Folder["labels.nrrd"], new Volume<byte>(Geometry, torso.Labels()));
        PhantomTorso.Metadata().Save(Folder["labels.json"]);
    }

    [TearDown]
    public void RemoveInputs() => Folder.Dispose();

    /// <summary>Converts the labels of the phantom.</summary>
    private protected string[] Conversion(string output, params string[] options) =>
    [
        "itkimage2segimage", "--inputMetadata", Folder["labels.json"], "--inputImageList", Folder["labels.nrrd"],
        "--inputDICOMDirectory", Folder["ct"], "--outputDICOM", Folder[output], .. options,
    ];
}
