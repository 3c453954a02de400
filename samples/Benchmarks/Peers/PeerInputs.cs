using System.IO.Compression;
using Dcmqi.Tests.Support;

namespace Dcmqi.Benchmarks;

/// <summary>What the jobs read besides the whole body: a map of its size, a series of three slices, and each as a DICOM object.</summary>
internal sealed record PeerInputs(string Folder)
{
    public string Values => Path.Combine(Folder, "values.nrrd");

    public string MapMetadata => Path.Combine(Folder, "map.json");

    public string Map => Path.Combine(Folder, "map.dcm");

    public string Segmentation => Path.Combine(Folder, "segmentation.dcm");

    public string SmallImages => Path.Combine(Folder, "small");

    public string SmallLabels => Path.Combine(Folder, "small.nrrd");

    public string SmallMetadata => Path.Combine(Folder, "small.json");

    public string SmallSegmentation => Path.Combine(Folder, "small.dcm");

    /// <summary>Makes what is missing.</summary>
    public static PeerInputs Make(string folder, BodyInputs body)
    {
        var inputs = new PeerInputs(folder);
        if (!File.Exists(inputs.Map))
            inputs.MakeMap(body);
        if (!File.Exists(inputs.Segmentation))
            Save(body.DicomFolder, body.MetadataFile, body.LabelFile, inputs.Segmentation);
        if (!File.Exists(inputs.SmallSegmentation))
            inputs.MakeSmall();
        return inputs;
    }

    private void MakeMap(BodyInputs body)
    {
        // Whole numbers with some noise, as scanners' maps have.
        var random = new Random(1);
        byte[] labels = PhantomBody.Labels();
        var values = new Volume<float>(PhantomBody.Geometry);
        for (int voxel = 0; voxel < labels.Length; voxel++)
            values.Voxels[voxel] = (10f * labels[voxel]) + random.Next(16);
        VolumeFile.Write(Values, values, new VolumeWriteOptions { Compression = CompressionLevel.NoCompression });
        var metadata = new ParametricMapMetadata
        {
            Quantity = new CodedConcept("113041", "DCM", "Apparent Diffusion Coefficient"),
            Unit = new CodedConcept("um2/s", "UCUM", "um2/s"),
            Derivation = new CodedConcept("113041", "DCM", "Apparent Diffusion Coefficient"),
            RealWorldValueSlope = 1,
        };
        metadata.Save(MapMetadata);
        using ParametricMap map = new ParametricMapBuilder(SourceImages.Load(body.DicomFolder), metadata).AddVolume(values).Build();
        map.Save(Map);
    }

    private void MakeSmall()
    {
        var geometry = new VolumeGeometry(new VolumeSize(512, 512, 3), new Vector3d(-200, -180, 40), new Vector3d(0.8, 0.8, 2.5), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);
        new PhantomSeries(geometry).Write(SmallImages);
        var labels = new Volume<byte>(geometry);
        for (int z = 0; z < 3; z++)
        {
            for (int y = 150; y < 330; y++)
                labels.Slice(z).Slice((y * 512) + 120 + (z * 7), 200 + (y % 13)).Fill(1);
        }

        VolumeFile.Write(SmallLabels, labels, new VolumeWriteOptions { Compression = CompressionLevel.NoCompression });
        (PhantomBody.Metadata() with { SegmentAttributes = [[PhantomBody.Metadata().SegmentAttributes[0][0] with { LabelId = 1 }]] }).Save(SmallMetadata);
        Save(SmallImages, SmallMetadata, SmallLabels, SmallSegmentation);
    }

    private static void Save(string images, string metadata, string labels, string output)
    {
        using Segmentation segmentation = new SegmentationBuilder(SourceImages.Load(images), SegmentationMetadata.Load(metadata)).AddLabelMap(labels).Build();
        segmentation.Save(output);
    }
}
