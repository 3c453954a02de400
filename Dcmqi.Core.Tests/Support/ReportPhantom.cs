using Dcmqi.Dicom;

namespace Dcmqi.Tests.Support;

/// <summary>Files that a report is about, in a folder: a CT series of four images, a segmentation of it, a label map of it, a real world value map.</summary>
internal sealed class ReportPhantom : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ReportPhantom()
    {
        var geometry = new VolumeGeometry(new VolumeSize(8, 6, 4), new Vector3d(-10, -20, 30), new Vector3d(2, 2, 5), new Vector3d(1, 0, 0), new Vector3d(0, 1, 0), new Vector3d(0, 0, 1));
        Source = CtSeries.Load(geometry);
        ImagePaths = new string[4];
        for (int z = 0; z < 4; z++)
        {
            ImagePaths[z] = PathOf($"{z + 1:00}.dcm");
            using Stream stream = CtSeries.Stream(geometry, z);
            using FileStream file = File.Create(ImagePaths[z]);
            stream.CopyTo(file);
        }

        var labels = new Volume<byte>(geometry);
        labels[2, 2, 1] = labels[3, 2, 1] = labels[3, 2, 2] = 1;
        labels[5, 4, 2] = labels[6, 4, 2] = 2;
        Save(labels, SegmentationEncoding.Binary, SegmentationPath = PathOf("seg.dcm"), "seg");
        Save(labels, SegmentationEncoding.LabelMap, LabelMapPath = PathOf("labelmap.dcm"), "labelmap");
        Segmentation = Segmentation.Open(SegmentationPath);

        DataSet map = CtSeries.Image(geometry, 0);
        foreach (DataElement element in map.ToArray())
        {
            if (element.Tag.Group == 0x0028 || element.Tag == Tags.ImageType || element.Tag == Tags.ImagePositionPatient || element.Tag == Tags.ImageOrientationPatient)
                map.Remove(element.Tag);
        }

        map.Set(Tags.SOPClassUID, Uids.RealWorldValueMappingStorage);
        map.Set(Tags.SOPInstanceUID, MapUid);
        map.Set(Tags.SeriesInstanceUID, "2.25.1005");
        map.Set(Tags.Modality, "RWV");
        DicomWriter.Write(MapPath = PathOf("rwvm.dcm"), map, TransferSyntax.ExplicitVRLittleEndian);
    }

    public const string MapUid = "2.25.3000";

    public SourceImages Source { get; }

    public string[] ImagePaths { get; }

    public string SegmentationPath { get; }

    public string LabelMapPath { get; }

    public string MapPath { get; }

    public Segmentation Segmentation { get; }

    public string Folder => _folder.Root;

    public string PathOf(string name) => _folder[name];

    public string SegmentationUid => UidOf(SegmentationPath);

    public string LabelMapUid => UidOf(LabelMapPath);

    public static string UidOf(string path) => DicomFile.Open(path).DataSet.GetString(Tags.SOPInstanceUID)!;

    public MeasurementReportBuilder Builder(MeasurementReportMetadata metadata, string seed = "report") =>
        new MeasurementReportBuilder(metadata) { Authorship = new() { Uids = new UidGenerator(seed), TimeProvider = new FixedTime() } }
            .AddCompositeContext(SegmentationPath).AddCompositeContext(LabelMapPath).AddCompositeContext(MapPath).AddImages(Source);

    public void Dispose() => _folder.Dispose();

    private void Save(Volume labels, SegmentationEncoding encoding, string path, string seed)
    {
        var metadata = new SegmentationMetadata { SegmentAttributes = [[Attributes(1, Codes.Sct.Liver), Attributes(2, Codes.Sct.Kidney)]] };
        new SegmentationBuilder(Source, metadata) { Options = new() { Encoding = encoding }, Authorship = new() { Uids = new UidGenerator(seed), TimeProvider = new FixedTime() } }.AddLabelMap(labels).Build().Save(path);
    }

    private static SegmentAttributes Attributes(int label, CodedConcept type) => new()
    {
        LabelId = label,
        SegmentedPropertyCategory = new CodedConcept("123037004", "SCT", "Anatomical Structure"),
        SegmentedPropertyType = type,
        AlgorithmType = SegmentAlgorithmType.Manual,
    };
}
