namespace Dcmqi.Tests.Volumes;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class VolumeFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("dcmqi-volumes-").FullName;

    public string this[string name] => Path.Combine(_path, name);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
