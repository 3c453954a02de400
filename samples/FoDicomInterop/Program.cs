using Dcmqi;
using Dcmqi.FoDicomInterop;
using FellowOakDicom;
using FellowOakDicom.Network;
using FellowOakDicom.Network.Client;

// dotnet run --project samples/FoDicomInterop -p:UseFoDicom=true -- CT_FOLDER LABELS METADATA OUT.dcm
if (args is not [string ctFolder, string labels, string metadata, string output])
{
    Console.Error.WriteLine("Usage: dotnet run --project samples/FoDicomInterop -p:UseFoDicom=true -- CT_FOLDER LABELS METADATA OUT.dcm");
    return 1;
}

const int Port = 11112;

// Data sets that fo-dicom holds (from a network, a database, files) as source images.
DicomDataset[] images = [.. Directory.EnumerateFiles(ctFolder).Where(DicomFile.HasValidHeader).Select(path => DicomFile.Open(path).Dataset)];
SourceImages source = images.ToSourceImages();
using Segmentation segmentation = new SegmentationBuilder(source, SegmentationMetadata.Load(metadata)).AddLabelMap(labels).Build();

// The segmentation as a file of fo-dicom: changed, saved, and read back.
DicomFile file = segmentation.ToDicomFile();
file.Dataset.AddOrUpdate(DicomTag.InstitutionName, "Example Hospital");
file.Save(output);
using Segmentation back = DicomFile.Open(output).ToSegmentation();
Console.WriteLine(back);

// A report on it, and both sent (C-STORE) to a receiver in this program.
SegmentMeasurements measured = SegmentMeasurements.Measure(segmentation, source);
using MeasurementReport report = new MeasurementReportBuilder(new MeasurementReportMetadata { SeriesDescription = "Measurements" }).AddMeasurements(measured).Build();
using IDicomServer server = DicomServerFactory.Create<ResultStore>(Port);
IDicomClient client = DicomClientFactory.Create("127.0.0.1", Port, useTls: false, callingAe: "DCMQI", calledAe: "RESULTS");
foreach (DicomFile result in new[] { file, report.ToDicomFile() })
{
    var request = new DicomCStoreRequest(result);
    request.OnResponseReceived += (_, response) => Console.WriteLine($"C-STORE of {result.Dataset.GetString(DicomTag.Modality)}: {response.Status}");
    await client.AddRequestAsync(request);
}

await client.SendAsync();
foreach (CompositeInstance received in ResultStore.Received)
    Console.WriteLine($"Received: {received}");
return ResultStore.Received.Count == 2 ? 0 : 1;
