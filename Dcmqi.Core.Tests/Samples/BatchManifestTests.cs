using System.Text;
using Dcmqi.Cli.Batch;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Samples;

/// <summary>What manifests may look like, and what is told of those that are wrong.</summary>
public class BatchManifestTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeInputs()
    {
        _folder = new TemporaryFolder();
        Directory.CreateDirectory(_folder["ct"]);
        foreach (string name in new[] { "a.nrrd", "b c.nrrd", "labels.json", "seg.dcm" })
            File.WriteAllText(_folder[name], "");
    }

    [TearDown]
    public void RemoveInputs() => _folder.Dispose();

    [TestCase("kind,source,labels,metadata,output\nsegmentation,ct,a.nrrd;b c.nrrd,labels.json,x/seg.dcm\n")]
    [TestCase("kind;source;labels;metadata;output\r\n\r\nsegmentation;ct;\"a.nrrd;b c.nrrd\";labels.json;x/seg.dcm\r\n;;;;\r\n")]
    [TestCase("Kind\tOutput\tLabels\tmetadata\tSource\nSegmentation\tx/seg.dcm\t\"a.nrrd, b c.nrrd\"\tlabels.json\tct")]
    [TestCase("kind,inputDICOMDirectory,input_image_list,--inputMetadata,outputDICOM\nitkimage2segimage,ct,\"a.nrrd,b c.nrrd\",labels.json,x\\seg.dcm\n")]
    [TestCase("{\"kind\": \"segmentation\", \"source\": \"ct\", \"labels\": [\"a.nrrd\", \"b c.nrrd\"], \"metadata\": \"labels.json\", \"output\": \"x/seg.dcm\", \"preset\": null}\n\n")]
    public void Read_OneJobInManyWays_IsTheSame(string text)
    {
        foreach (Encoding encoding in new Encoding[] { new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            File.WriteAllText(_folder["manifest"], text, encoding);
            BatchJob job = Manifest.Read(_folder["manifest"], Shard.Whole, _folder["out"]).Single();
            Assert.That(JobArguments.Of(job, "/out"), Is.EquivalentTo(new[]
            {
                $"--inputDICOMDirectory={_folder["ct"]}", $"--inputImageList={_folder["a.nrrd"]},{_folder["b c.nrrd"]}", $"--inputMetadata={_folder["labels.json"]}", $"--outputDICOM={Path.Combine("/out", "x/seg.dcm")}",
            }));
        }
    }

    [TestCase("", "is empty")]
    [TestCase("kind,source,labels,metadata,output\n", "has no rows")]
    [TestCase("kind,source\nsegmentation,ct\n", "the column 'output' is missing")]
    [TestCase("kind,sourc,labels,metadata,output\nsegmentation,ct,a.nrrd,labels.json,x\n", "is 'source' meant?")]
    [TestCase("kind,source,Source,labels,metadata,output\n", "several columns are called 'source'")]
    [TestCase("kind,source,labels,metadata,output,\nsegmentation,ct,a.nrrd,labels.json,x.dcm,\n", "a column has no name")]
    [TestCase("kind,source,labels,metadata,output\nsegmentation,ct,a.nrrd,labels.json,x.dcm,more\n", "line 2: 6 fields where the header has 5")]
    [TestCase("kind,source,labels,metadata,output\nsegmentation,ct,a.nrrd,labels.json,\"x.dcm\n", "a quote is out of place")]
    [TestCase("kind,source,labels,metadata,output\nsegmentatoin,ct,a.nrrd,labels.json,x.dcm\n", "is 'segmentation' meant?")]
    [TestCase("kind,source,labels,metadata,output\nbatch,ct,a.nrrd,labels.json,x.dcm\n", "there is no kind 'batch'")]
    [TestCase("kind,source,labels,metadata,output,threshold\nsegmentation,ct,a.nrrd,labels.json,x.dcm,0.5\n", "'threshold' is not for segmentation")]
    [TestCase("kind,source,labels,metadata,output,compress\nsegmentation,ct,a.nrrd,labels.json,x.dcm,zip\n", "'zip' is none of")]
    [TestCase("kind,source,labels,metadata,output,masks\nsegmentation,ct,a.nrrd,labels.json,x.dcm,perhaps\n", "neither yes nor no")]
    [TestCase("kind,source,labels,metadata,output,inputDICOMDirectory\nsegmentation,ct,a.nrrd,labels.json,x.dcm,ct\n", "two columns are the option --inputDICOMDirectory")]
    [TestCase("kind,source,labels,metadata,output\nsegmentation,ct,a.nrrd,,x.dcm\n", "'--inputMetadata' is required")]
    [TestCase("kind,source,labels,metadata,output\nsegmentation,ct,a.nrrd,labels.json,a.dcm\nsegmentation,ct,a.nrrd,labels.json,A.dcm\n", "line 3: 'A.dcm' is the output of line 2 already")]
    [TestCase("kind,source,labels,metadata,output\nsegmentation,ct,a.nrrd,labels.json,a\nsegmentation,ct,a.nrrd,labels.json,a/b\n", "'a/b' lies within 'a'")]
    [TestCase("{\"kind\": \"segmentation\"\n", "is no JSON")]
    [TestCase("{\"kind\": {}}\n", "'kind' is no text")]
    [TestCase("{\"kind\": \"segmentation\", \"Kind\": \"x\"}\n", "two of its keys are one column")]
    [TestCase("{}\n[]\n", "a JSON object was expected")]
    [TestCase("kind,source,labels,metadata,output\nsegmentation,ct,a.nrrd,labels.json,x.dcm\0\n", "is not UTF-8")]
    public void Read_WhatIsWrong_IsTold(string text, string expected)
    {
        File.WriteAllText(_folder["manifest"], text);
        Assert.That(FaultsOf(), Has.Some.Contains(expected));
    }

    [TestCase("../x.dcm")]
    [TestCase("a/../../x.dcm")]
    [TestCase("a/./x.dcm")]
    [TestCase("/tmp/x.dcm")]
    [TestCase("C:\\x.dcm")]
    [TestCase("C:x.dcm")]
    [TestCase("\\\\host\\x.dcm")]
    [TestCase("a//x.dcm")]
    [TestCase("a/")]
    [TestCase("x.dcm:stream")]
    [TestCase(".dcmqi/journal.jsonl")]
    [TestCase(".DCMQI/x.dcm")]
    [TestCase("x.")]
    [TestCase("a /x.dcm")]
    [TestCase("\"x\u0007.dcm\"")]
    public void Read_OutputThatLiesElsewhere_IsRefused(string output)
    {
        File.WriteAllText(_folder["manifest"], $"kind,source,labels,metadata,output\nsegmentation,ct,a.nrrd,labels.json,{output}\n");
        Assert.That(FaultsOf(), Has.Some.Contains("is no name for an output"));
    }

    [Test]
    public void Read_Latin1_IsRefused()
    {
        File.WriteAllBytes(_folder["manifest"], Encoding.Latin1.GetBytes("kind,source,labels,metadata,output\nsegmentation,ct,a.nrrd,labels.json,Müller.dcm\n"));
        Assert.That(FaultsOf(), Has.Some.Contains("is not UTF-8"));
    }

    [Test]
    public void Read_MissingFiles_AreAllToldButThoseOfOtherShards()
    {
        File.WriteAllText(_folder["manifest"], "kind,source,labels,metadata,output\nsegmentation,no1,no2,labels.json,x.dcm\nsegmentation,no3,a.nrrd,labels.json,y.dcm\n");
        Assert.That(FaultsOf(), Has.Count.EqualTo(3));
        Assert.That(FaultsOf(new Shard(2, 2)).Single(), Does.Contain(_folder["no3"]));
    }

    [Test]
    public void Read_OutputFolderWithinAnInput_IsRefused()
    {
        File.WriteAllText(_folder["manifest"], "kind,source,labels,metadata,output\nsegmentation,.,a.nrrd,labels.json,x.dcm\n");
        Assert.That(FaultsOf().Single(), Does.Contain("holds the output folder"));
    }

    [Test]
    public void Read_OptionsAndFilesOfArguments_AreValues()
    {
        File.WriteAllText(_folder["@args"], "--verbose");
        File.WriteAllText(_folder["manifest"], "kind,image,segmentation,valueUnit,output,metadata\nmeasure,@args,seg.dcm,@args,x.dcm,\nparametricMap,a.nrrd,,,y.dcm,labels.json\n".Replace(",metadata\n", ",metadata,paddingValue\n", StringComparison.Ordinal).Replace("x.dcm,\n", "x.dcm,,\n", StringComparison.Ordinal).Replace("y.dcm,labels.json\n", "y.dcm,labels.json,-1\n", StringComparison.Ordinal));
        IReadOnlyList<BatchJob> jobs = Manifest.Read(_folder["manifest"], Shard.Whole, _folder["out"]);
        Assert.That(JobArguments.Of(jobs[0], ""), Has.Member("--valueUnit=@args"));
        Assert.That(JobArguments.Of(jobs[1], ""), Has.Member("--paddingValue=-1"));
    }

    private List<string> FaultsOf(Shard? shard = null)
    {
        AggregateException faults = Assert.Throws<AggregateException>(() => Manifest.Read(_folder["manifest"], shard ?? Shard.Whole, _folder["out"]))!;
        return [.. faults.InnerExceptions.Select(fault => fault.Message)];
    }
}
