#!/usr/bin/env dotnet
#:package Dcmqi.Core@0.1.0

// dotnet run roundtrip.cs -- CT_FOLDER LABELS METADATA OUT_FOLDER
// A label volume to DICOM Segmentation and back, with the volume of each segment on the way. Nothing is written but into OUT_FOLDER.
using Dcmqi;

if (args is not [string ctFolder, string labelFile, string metadataFile, string outFolder])
{
    Console.Error.WriteLine("Usage: dotnet run roundtrip.cs -- CT_FOLDER LABELS METADATA OUT_FOLDER");
    return 1;
}

Directory.CreateDirectory(outFolder);
SourceImages ct = SourceImages.Load(ctFolder);
using Segmentation written = new SegmentationBuilder(ct, SegmentationMetadata.Load(metadataFile))
    .AddLabelMap(labelFile)
    .Build();
string file = Path.Combine(outFolder, "segmentation.dcm");
written.Save(file);

using Segmentation back = Segmentation.Open(file);
foreach (SegmentStatistics segment in back.GetStatistics())
    Console.WriteLine(segment);

LabelVolume labels = back.ToLabelMap(ct.Geometry);
VolumeFile.Write(Path.Combine(outFolder, "labels.nrrd"), labels);
back.Metadata.Save(Path.Combine(outFolder, "metadata.json"));
Console.WriteLine(labels);
return 0;
