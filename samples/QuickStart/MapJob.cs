using System.Diagnostics;
using System.Globalization;

namespace Dcmqi.QuickStart;

/// <summary>A volume of measured values becomes a DICOM Parametric Map, and is read back and compared.</summary>
internal sealed class MapJob(Inputs inputs)
{
    /// <summary>Does the job and prints what came of it.</summary>
    /// <returns>Whether every value came back as it was, but for the rounding that is told.</returns>
    public bool Run()
    {
        string dicomFile = Path.Combine(inputs.OutputFolder, "map.dcm");
        string volumeFile = Path.Combine(inputs.OutputFolder, "map_back.nrrd");
        string metadataFile = Path.Combine(inputs.OutputFolder, "metadata_back.json");

        var clock = Stopwatch.StartNew();
        SourceImages source = SourceImages.Load(inputs.DicomFolder);
        Volume values = VolumeFile.Read(inputs.VolumeFile);
        using ParametricMap written = new ParametricMapBuilder(source, ParametricMapMetadata.Load(inputs.MetadataFile)) { Alignment = new() { Matching = SourceMatching.Prefer } }
            .AddVolume(values, name: Path.GetFileName(inputs.VolumeFile))
            .Build();
        written.Save(dicomFile);
        TimeSpan writing = clock.Elapsed;

        clock.Restart();
        using ParametricMap read = ParametricMap.Open(dicomFile);
        Volume<double> back = read.ToDoubleVolume();
        VolumeFile.Write(volumeFile, back);
        read.Metadata.Save(metadataFile);
        TimeSpan reading = clock.Elapsed;

        Console.WriteLine($"{source}");
        Console.WriteLine($"{values}");
        foreach (string warning in written.Warnings.Concat(read.Warnings).Concat(back.Warnings))
            Console.WriteLine($"Warning: {warning}");
        Console.WriteLine();
        Console.WriteLine($"{read}");
        foreach (MappedVolume volume in read.Volumes)
            Console.WriteLine($"{volume}{Environment.NewLine}    {volume.Mapping}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Written in {writing.TotalMilliseconds:0} ms, read back in {reading.TotalMilliseconds:0} ms."));

        // What a receiver sees is compared with what was built from the input, value by value.
        bool same = back.Voxels.SequenceEqual(written.ToDoubleVolume().Voxels);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(same ? "All" : "Not all")} {back.Voxels.Length:#,0} values came back as they were written; the largest rounding error was {written.LargestRoundingError:G6}."));
        Console.WriteLine();
        Console.WriteLine($"DICOM Parametric Map  {dicomFile}{Environment.NewLine}values read back      {volumeFile}{Environment.NewLine}metadata read back    {metadataFile}");
        return same;
    }
}
