using Dcmqi;
using FellowOakDicom;

// dotnet run --project samples/FoDicomInterop -- CT_FOLDER LABELS METADATA OUT.dcm
if (args is not [string ctFolder, string labels, string metadata, string output])
{
    Console.Error.WriteLine("Usage: dotnet run --project samples/FoDicomInterop -- CT_FOLDER LABELS METADATA OUT.dcm");
    return 1;
}

// fo-dicom to Dcmqi.Core: data sets that fo-dicom holds (from a network, a database, another file) go over as Part 10 streams.
IEnumerable<DicomFile> images = Directory.EnumerateFiles(ctFolder).Where(DicomFile.HasValidHeader).Select(path => DicomFile.Open(path));
SourceImages source = SourceImages.Load(images.Select(FoDicomStreams.ToPart10).ToList());

using Segmentation segmentation = new SegmentationBuilder(source, SegmentationMetadata.Load(metadata)).AddLabelMap(labels).Build();

// Dcmqi.Core to fo-dicom: the segmentation as a data set that can be changed, sent or stored.
DicomFile file = FoDicomStreams.ToFoDicom(segmentation);
file.Dataset.AddOrUpdate(DicomTag.InstitutionName, "Example Hospital");
file.Save(output);

// And back again.
Console.WriteLine(Segmentation.Open(FoDicomStreams.ToPart10(file)));
return 0;
