using System.Text;
using Dcmqi.Json;
using Dcmqi.RtStructures;

namespace Dcmqi;

public sealed partial class RoiMapping
{
    /// <summary>Reads a mapping from a file.</summary>
    /// <param name="path">A CSV file with the columns <c>name</c> and <c>term</c>, or <c>name</c>, <c>category</c>, <c>type</c> and, where needed, <c>modifier</c>, <c>region</c>, <c>regionModifier</c>; or a JSON object of names with a term or an object of these keys. Its content decides.</param>
    /// <returns>The mapping.</returns>
    /// <exception cref="MetadataException">The file is neither, or says of a name what cannot be; every fault is listed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static RoiMapping Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(WholeInput.Read(path), Path.GetFileName(path));
    }

    /// <summary>Reads a mapping from text.</summary>
    /// <param name="text">CSV or JSON, as for <see cref="Load"/>.</param>
    /// <inheritdoc cref="Load"/>
    public static RoiMapping Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(Encoding.UTF8.GetBytes(text), null);
    }

    private static RoiMapping Read(ReadOnlyMemory<byte> bytes, string? fileName) => new(new RoiMappingReader(fileName).Read(bytes));
}
