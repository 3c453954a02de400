using System.Diagnostics;
using System.Globalization;

namespace Dcmqi.QuickStart;

/// <summary>The main job: a label volume becomes a DICOM Segmentation, is read back and compared, turned into contours and back, and measured on its images.</summary>
internal sealed class MainJob(Inputs inputs)
{
    private const string MeasuredFeatures =
        "VoxelVolume,MeshVolume,SurfaceArea,Sphericity,Maximum3DDiameter,LongAxis,ShortAxis,Mean,StandardDeviation,Minimum,Median,Maximum";

    /// <summary>Does the job and prints what came of it.</summary>
    /// <returns>Whether every voxel came back as it was.</returns>
    public bool Run()
    {
        string dicomFile = Path.Combine(inputs.OutputFolder, "segmentation.dcm");
        string labelFile = Path.Combine(inputs.OutputFolder, "labels_back.nrrd");
        string metadataFile = Path.Combine(inputs.OutputFolder, "metadata_back.json");
        string pictureFile = Path.Combine(inputs.OutputFolder, "overview.png");
        string reportFile = Path.Combine(inputs.OutputFolder, "measurements.dcm");
        string contourFile = Path.Combine(inputs.OutputFolder, "contours.dcm");

        var clock = Stopwatch.StartNew();
        SourceImages source = SourceImages.Load(inputs.DicomFolder);
        SegmentationMetadata metadata = SegmentationMetadata.Load(inputs.MetadataFile);
        Volume labels = VolumeFile.Read(inputs.VolumeFile);
        using Segmentation written = new SegmentationBuilder(source, metadata).AddLabelMap(labels, Path.GetFileName(inputs.VolumeFile)).Build();
        written.Save(dicomFile);
        TimeSpan writing = clock.Elapsed;

        clock.Restart();
        using Segmentation read = Segmentation.Open(dicomFile);
        LabelVolume back = read.ToLabelMap(labels.Geometry);
        VolumeFile.Write(labelFile, back);
        read.Metadata.Save(metadataFile);
        TimeSpan reading = clock.Elapsed;

        clock.Restart();
        SegmentMeasurements measured = SegmentMeasurements.Measure(read, source, new SegmentMeasurementOptions().WithFeatures(MeasuredFeatures));
        new MeasurementReportBuilder(new MeasurementReportMetadata { SeriesDescription = "Measurements" }).AddMeasurements(measured).Build().Save(reportFile);
        TimeSpan measuring = clock.Elapsed;

        using Picture overview = Picture.Montage(source, read);
        overview.Save(pictureFile);

        Console.WriteLine($"{source}");
        Console.WriteLine($"{labels}");
        foreach (string warning in written.Warnings.Concat(read.Warnings).Concat(measured.Warnings))
            Console.WriteLine($"Warning: {warning}");
        Console.WriteLine();
        SegmentTable.Print(read, back);
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{read}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Written in {writing.TotalMilliseconds:0} ms, read back in {reading.TotalMilliseconds:0} ms."));
        bool same = Print(LabelComparison.Of(labels, back));
        Console.WriteLine();
        same &= ContourJob.Run(source, read, contourFile);
        Console.WriteLine();
        Console.WriteLine(measured.ToText());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Measured and reported in {measuring.TotalMilliseconds:0} ms."));
        Console.WriteLine();
        foreach ((string what, string path) in new[]
        {
            ("images", inputs.DicomFolder),
            ("labels", inputs.VolumeFile),
            ("metadata", inputs.MetadataFile),
            ("DICOM Segmentation", dicomFile),
            ("labels read back", labelFile),
            ("metadata read back", metadataFile),
            ("measurements", reportFile),
            ("RT Structure Set", contourFile),
            ("picture", pictureFile),
        })
        {
            Console.WriteLine($"{what,-20}{path}{SizeOf(path)}");
        }

        return same;
    }

    private static bool Print(LabelComparison comparison)
    {
        Console.WriteLine(comparison.Differences == 0
            ? string.Create(CultureInfo.InvariantCulture, $"All {comparison.Voxels:#,0} voxels came back as they were.")
            : string.Create(CultureInfo.InvariantCulture, $"{comparison.Differences:#,0} of {comparison.Voxels:#,0} voxels differ after the round trip."));
        return comparison.Differences == 0;
    }

    private static string SizeOf(string path) =>
        File.Exists(path) ? string.Create(CultureInfo.InvariantCulture, $" ({new FileInfo(path).Length / 1024.0:#,0.0} KB)") : "";
}
