<Query Kind="Program">
  <NuGetReference Prerelease="true">Dcmqi.Core</NuGetReference>
  <Namespace>Dcmqi</Namespace>
</Query>

// A label volume to DICOM Segmentation and back. Where the package comes from: F4, Add NuGet, Settings, and there the folder
// samples/packages as a package source; "dotnet pack Dcmqi.Core -c Release" fills it. Nothing is written but into the folder asked for last.
void Main()
{
    string ctFolder = Util.ReadLine("Folder of the CT images");
    string labelFile = Util.ReadLine("Label volume (.nrrd)");
    string metadataFile = Util.ReadLine("Metadata (.json)");
    string outFolder = Util.ReadLine("Folder to write into", Path.Combine(Path.GetTempPath(), "dcmqi"));

    Directory.CreateDirectory(outFolder);
    SourceImages ct = SourceImages.Load(ctFolder);
    using Segmentation written = new SegmentationBuilder(ct, SegmentationMetadata.Load(metadataFile))
        .AddLabelMap(labelFile)
        .Build();
    string file = Path.Combine(outFolder, "segmentation.dcm");
    written.Save(file);
    written.Warnings.Dump("Warnings");

    using Segmentation back = Segmentation.Open(file);
    Util.RawHtml(back.ToHtml()).Dump("Segments");

    LabelVolume labels = back.ToLabelMap(ct.Geometry);
    VolumeFile.Write(Path.Combine(outFolder, "labels.nrrd"), labels);
    back.Metadata.Save(Path.Combine(outFolder, "metadata.json"));
    labels.Dump("Read back");
}
