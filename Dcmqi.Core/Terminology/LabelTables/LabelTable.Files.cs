using System.Text;
using Dcmqi.Terminology;

namespace Dcmqi;

public sealed partial class LabelTable
{
    /// <summary>Reads a label table from a file; its content decides what it is. Of a volume only the header is read.</summary>
    /// <param name="path">
    /// A colour table of 3D Slicer (<c>.ctbl</c>, <c>.txt</c>, <c>.csv</c>, <c>.tsv</c>), label descriptions of ITK-SNAP, FreeSurfer's colour table, <c>dataset.json</c> of nnU-Net or MONAI, a
    /// label table of Caret or Connectome Workbench (XML), or a volume that holds one: a NIfTI file of TotalSegmentator, a <c>.seg.nrrd</c> file of one layer.
    /// </param>
    /// <returns>The table. Names of labels that are written as they are in the file; label 0 is background.</returns>
    /// <exception cref="MetadataException">The file is none of these, or breaks its format; faults are listed with their lines.</exception>
    /// <exception cref="VolumeFormatException">The volume's header cannot be read.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static LabelTable Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string name = Path.GetFileName(path);
        using (FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read))
        {
            if (ReadText(stream, name) is { } table)
                return table;
        }

        using VolumeReader header = VolumeReader.Open(path);
        return Of(path, header.NiftiExtensions, header.Properties, header.Components) ?? throw new LabelTableText(name).Fault(0, "holds no label table. Expected names in a header extension (NIfTI) or keys Segment0_ID, Segment0_Name (.seg.nrrd).");
    }

    /// <summary>Reads a label table that is text.</summary>
    /// <param name="stream">The file, which can seek, at its beginning.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <returns>The table, or <see langword="null"/> where the file is no text.</returns>
    internal static LabelTable? ReadText(Stream stream, string name)
    {
        byte[] head = new byte[(int)Math.Min(stream.Length, LabelTableText.SniffedBytes)];
        stream.ReadExactly(head);
        return LabelTableText.MayBeText(head) ? new LabelTableText(name).Read(stream, head) : null;
    }

    /// <summary>Gets the label table that a volume carries: names in a NIfTI header extension, or the segments of a <c>.seg.nrrd</c> file.</summary>
    /// <param name="volume">The volume, as it was read.</param>
    /// <returns>The table, or <see langword="null"/> where the volume carries none.</returns>
    /// <exception cref="MetadataException">The table breaks its format, or the segments lie in several layers, whose labels may be the same (<see cref="SegmentationBuilder.AddSegNrrd(string, IProgress{ConversionProgress}, CancellationToken)"/> takes them).</exception>
    public static LabelTable? Of(Volume volume)
    {
        ArgumentNullException.ThrowIfNull(volume);
        return Of(volume.Name, volume.NiftiExtensions, volume.Properties, volume.Components);
    }

    private static LabelTable? Of(string? path, IReadOnlyList<NiftiExtension> extensions, IReadOnlyDictionary<string, string> keys, int components)
    {
        string name = path is null ? "the volume" : Path.GetFileName(path);
        foreach (NiftiExtension extension in extensions)
        {
            string xml = Encoding.UTF8.GetString(extension.Data.Span).TrimEnd('\0').Trim();
            if (xml.StartsWith('<') && xml.Contains("<LabelTable", StringComparison.Ordinal))
                return new CaretLabelTable(new LabelTableText(name)).Read(xml);
        }

        if (SegNrrdHeader.Of(path, keys, components) is not { } header)
            return null;
        return header.Layers.Count == 1
            ? new LabelTable(name, header.Layers[0].Select(segment => segment.ToEntry())) { Warnings = header.Warnings }
            : throw new LabelTableText(name).Fault(0, $"has segments in {header.Layers.Count} layers, whose labels may be the same. SegmentationBuilder.AddSegNrrd takes them.");
    }
}
