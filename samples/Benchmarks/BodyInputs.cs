using System.IO.Compression;
using Dcmqi.Tests.Support;

namespace Dcmqi.Benchmarks;

/// <summary>A whole body of 104 segments on disk: images, label volume, metadata.</summary>
/// <param name="DicomFolder">400 images.</param>
/// <param name="LabelFile">512 x 512 x 400 labels of 8 bits, 105 MB, not compressed.</param>
/// <param name="MetadataFile">What the labels mean.</param>
public sealed record BodyInputs(string DicomFolder, string LabelFile, string MetadataFile)
{
    /// <summary>Writes the inputs into a folder, unless they are there.</summary>
    public static BodyInputs Make(string folder)
    {
        var inputs = new BodyInputs(Path.Combine(folder, "ct"), Path.Combine(folder, "labels.nrrd"), Path.Combine(folder, "metadata.json"));
        if (File.Exists(inputs.MetadataFile))
            return inputs;
        PhantomBody.Series().Write(inputs.DicomFolder);
        VolumeFile.Write(
            inputs.LabelFile,
            new Volume<byte>(PhantomBody.Geometry, PhantomBody.Labels()),
            new VolumeWriteOptions { Compression = CompressionLevel.NoCompression });
        PhantomBody.Metadata().Save(inputs.MetadataFile);
        return inputs;
    }
}
