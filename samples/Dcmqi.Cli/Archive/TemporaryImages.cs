namespace Dcmqi.Cli;

/// <summary>A folder for images that were retrieved for one run.</summary>
internal sealed class TemporaryImages : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("dcmqi-images-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
