using System.Text;
using Dcmqi.Tests.Measurements.Tables;
using Dcmqi.Tests.Metadata;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Fuzz;

/// <summary>Tables with changed bytes: read, or refused in words.</summary>
public sealed class TableFuzzTests
{
    private static readonly byte[] Favourites = [.. "\",;|=\\\r\n\t #\0"u8, 0xEF, 0xBB, 0xFF, 0xFE];

    [Test]
    public void MeasurementTables_ChangedBytes_AreReadOrRefused()
    {
        byte[] table = Encoding.UTF8.GetBytes(MeasurementTable.FromMetadata(MeasurementReportMetadata.Parse(ReportDocuments.EveryKey)).ToCsv());
        Run(table, stream =>
        {
            MeasurementTable read = MeasurementTable.Load(stream);
            Assert.That(MeasurementTable.Parse(read.ToCsv()).ToGroups(), Is.EqualTo(read.ToGroups()));
        });
    }

    [Test]
    public void FeatureTables_ChangedBytes_AreReadOrRefused()
    {
        FeatureMapping mapping = FeatureMapping.Parse(FeatureTableTests.Mapping);
        Run("label,name,uid,original_firstorder_Mean,original_shape_MeshVolume\n1,Lesion 1,1.2,-37.5,70361.9\n2,,,nan,\n"u8.ToArray(), stream => FeatureTable.Load(stream, mapping));
    }

    [TestCase(0, "Label,diagnostics_Configuration_Settings,original_shape_MeshVolume,log-sigma-3-0-mm-3D_firstorder_Kurtosis,wavelet-LLH_glcm_MCC\n1,\"{'binWidth': 25, 'voxelArrayShift': 0}\",70361.9,2.5,1\n2,,,nan,\n")]
    [TestCase(1, "image_modality;image_mask_label;morph_volume;cm_contrast_d1.0_3d_avg_fbs_w25.0;log_s_2.0_stat_kurt\nct;liver;1;2;3\n")]
    [TestCase(2, "{ \"liver\": { \"volume\": 70229.25, \"intensity\": 104.2, \"bbox_vox\": [[1, 2]], \"firstorder_Kurtosis\": 3.5 }, \"spleen\": { \"volume\": 0.0 } }")]
    public void TablesOfPrograms_ChangedBytes_AreReadOrRefused(int profile, string sound) =>
        Run(Encoding.UTF8.GetBytes(sound), stream => FeatureTable.Load(stream, FeatureProfile.All[profile]));

    [TestCase("<CaretExtension><VolumeInformation Index=\"0\"><LabelTable><Label Key=\"5\" Red=\"1\" Green=\"0.5\" Blue=\"0\" Alpha=\"1\"><![CDATA[liver]]></Label><Label Key=\"2\">kidney &amp; more</Label></LabelTable></VolumeInformation></CaretExtension>")]
    [TestCase("1 left_kidney 185 102 83 255\n2 b 0 0 255 255\n")]
    [TestCase("LabelValue,Name,Color_R\n1,\"a, b\",3\n")]
    [TestCase("{\"labels\": {\"background\": 0, \"whole\": [1, 2]}, \"regions_class_order\": [1]}")]
    [TestCase("1 255 0 0 1 1 1 \"Left lung\"\n")]
    public void LabelTables_ChangedBytes_AreReadOrRefused(string sound) =>
        Run(Encoding.UTF8.GetBytes(sound), stream => Assert.That(LabelTable.ReadText(stream, "table"), Is.Null.Or.Not.Empty));

    private static void Run(byte[] sound, Action<Stream> read)
    {
        var random = new Random(4180);
        int accepted = 0, refused = 0;
        for (int i = 0; i < TestScale.Cases(4000); i++)
        {
            List<byte> bytes = [.. sound];
            for (int change = random.Next(1, 5); change > 0; change--)
                Change(bytes, random);
            try
            {
                read(new MemoryStream([.. bytes]));
                accepted++;
            }
            catch (MetadataException)
            {
                refused++;
            }
        }

        TestContext.Out.WriteLine($"{accepted} read, {refused} refused");
        Assert.That(new[] { accepted, refused }, Is.All.GreaterThan(5));
    }

    private static void Change(List<byte> bytes, Random random)
    {
        int at = random.Next(bytes.Count);
        switch (random.Next(5))
        {
            case 0:
                bytes[at] = Favourites[random.Next(Favourites.Length)];
                break;
            case 1:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.Insert(at, Favourites[random.Next(Favourites.Length)]);
                break;
            case 3:
                bytes.RemoveAt(at);
                break;
            default:
                int count = Math.Min(random.Next(40), bytes.Count - at);
                bytes.InsertRange(at, bytes.GetRange(at, count));
                break;
        }
    }
}
