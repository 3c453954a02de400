using Dcmqi.Tests.Support;
using Dcmqi.Tests.Web;

namespace Dcmqi.Tests.House;

/// <summary>The archive that snippets speak of, with the phantom's CT series; there once a snippet speaks of it.</summary>
internal sealed class SnippetArchive : IDisposable
{
    private const string Address = "https://pacs.example/dicom-web";

    private MiniArchive? _archive;

    /// <summary>Puts the address of the archive in the place of the one that the docs have.</summary>
    public string Place(string code)
    {
        if (!code.Contains(Address, StringComparison.Ordinal))
            return code;
        _archive ??= new MiniArchive(new PhantomSeries(SnippetFiles.Geometry) { Pixels = SnippetFiles.Torso.Slice }.Streams().Select(stream => ((MemoryStream)stream).ToArray()));
        return code.Replace(Address, _archive.Root, StringComparison.Ordinal);
    }

    public void Dispose() => _archive?.Dispose();
}
