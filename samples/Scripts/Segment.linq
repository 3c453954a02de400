<Query Kind="Program">
  <NuGetReference>Dcmqi.Core</NuGetReference>
  <Namespace>Dcmqi</Namespace>
</Query>

// Asks for a CT folder, a label volume and its metadata; writes the DICOM Segmentation beside the label volume.
void Main()
{
    string ct = Util.ReadLine("Folder of the CT images");
    string labels = Util.ReadLine("Label volume (.nrrd)");
    string metadata = Util.ReadLine("Metadata (.json)");

    using Segmentation segmentation = new SegmentationBuilder(SourceImages.Load(ct), SegmentationMetadata.Load(metadata))
        .AddLabelMap(labels)
        .Build();
    segmentation.Save(Path.ChangeExtension(labels, ".dcm"));

    segmentation.Dump("Written");
    segmentation.Segments.Dump();
    segmentation.Warnings.Dump("Warnings");
}
