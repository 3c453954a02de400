#!/usr/bin/env dotnet
#:package Dcmqi.Core@0.1.0

// dotnet run segment.cs -- CT_FOLDER LABELS METADATA OUT.dcm
using Dcmqi;

if (args is not [string ct, string labels, string metadata, string output])
{
    Console.Error.WriteLine("Usage: dotnet run segment.cs -- CT_FOLDER LABELS METADATA OUT.dcm");
    return 1;
}

using Segmentation segmentation = new SegmentationBuilder(SourceImages.Load(ct), SegmentationMetadata.Load(metadata))
    .AddLabelMap(labels)
    .Build();
segmentation.Save(output);

Console.WriteLine(segmentation);
foreach (Segment segment in segmentation.Segments)
    Console.WriteLine(segment);
return 0;
