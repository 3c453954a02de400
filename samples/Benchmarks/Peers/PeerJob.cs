namespace Dcmqi.Benchmarks;

/// <summary>One job, and how each program is told to do it.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Output">The file that is made, copied to have a measure of what the disk takes.</param>
/// <param name="Ours">Arguments of our command line.</param>
/// <param name="Dcmqi">The program of dcmqi and its arguments; <see langword="null"/> where it has no such job.</param>
/// <param name="Highdicom">Arguments of highdicom_peer.py; <see langword="null"/> where it has no such job.</param>
internal sealed record PeerJob(string Name, string Output, string[] Ours, string[]? Dcmqi, string[]? Highdicom)
{
    /// <summary>The jobs, on inputs in a folder that are made where they are missing.</summary>
    public static IEnumerable<PeerJob> In(string folder)
    {
        BodyInputs body = BodyInputs.Make(folder);
        PeerInputs inputs = PeerInputs.Make(folder, body);
        string segmentation = Path.Combine(folder, "peer-seg.dcm"), map = Path.Combine(folder, "peer-map.dcm"), small = Path.Combine(folder, "peer-small.dcm");
        yield return Job("Write 104 segments, 512 x 512 x 400", segmentation, ["itkimage2segimage", "--inputMetadata", body.MetadataFile, "--inputImageList", body.LabelFile, "--inputDICOMDirectory", body.DicomFolder, "--outputDICOM", segmentation],
            ["write-seg", body.DicomFolder, body.LabelFile, body.MetadataFile, segmentation]);
        foreach (PeerJob job in Reading("Read them into one .nrrd", Path.Combine(folder, "peer-1.nrrd"), ["segimage2itkimage", "--inputDICOM", inputs.Segmentation, "--outputDirectory", folder, "--outputType", "nrrd", "--prefix", "peer", "--mergeSegments"],
            ["read-seg", inputs.Segmentation, Path.Combine(folder, "peer-1.nrrd")]))
            yield return job;
        yield return Job("Write a parametric map, 512 x 512 x 400 x 32 bits", map, ["itkimage2paramap", "--inputMetadata", inputs.MapMetadata, "--inputImage", inputs.Values, "--inputDICOMDirectory", body.DicomFolder, "--outputDICOM", map],
            ["write-map", body.DicomFolder, inputs.Values, map]);
        foreach (PeerJob job in Reading("Read it into a .nrrd", Path.Combine(folder, "peer-map-pmap.nrrd"), ["paramap2itkimage", "--inputDICOM", inputs.Map, "--outputDirectory", folder, "--outputType", "nrrd", "--prefix", "peer-map"],
            ["read-map", inputs.Map, Path.Combine(folder, "peer-map-pmap.nrrd")]))
            yield return job;
        yield return Job("Write 1 segment, 3 slices", small, ["itkimage2segimage", "--inputMetadata", inputs.SmallMetadata, "--inputImageList", inputs.SmallLabels, "--inputDICOMDirectory", inputs.SmallImages, "--outputDICOM", small],
            ["write-seg", inputs.SmallImages, inputs.SmallLabels, inputs.SmallMetadata, small]);
        yield return Job("Read it", Path.Combine(folder, "peer-small-1.nrrd"), ["segimage2itkimage", "--inputDICOM", inputs.SmallSegmentation, "--outputDirectory", folder, "--outputType", "nrrd", "--prefix", "peer-small", "--mergeSegments"],
            ["read-seg", inputs.SmallSegmentation, Path.Combine(folder, "peer-small-1.nrrd")]);
    }

    // dcmqi's programs have the names and options of our commands.
    private static PeerJob Job(string name, string output, string[] ours, string[] highdicom) => new(name, output, ours, ours, highdicom);

    // dcmqi always compresses volumes, highdicom leaves writing them to others.
    private static IEnumerable<PeerJob> Reading(string name, string output, string[] ours, string[] highdicom) =>
        [new PeerJob($"{name}, compressed", output, ours, ours, null), new PeerJob($"{name}, not compressed", output, [.. ours, "--compression", "none"], null, highdicom)];
}
