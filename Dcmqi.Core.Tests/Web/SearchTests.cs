using System.Globalization;
using System.Net;

namespace Dcmqi.Tests.Web;

/// <summary>What is asked of an archive in a search (PS3.18 8.3.4, 10.6), and what comes of its answers.</summary>
public class SearchTests
{
    [Test]
    public async Task Search_AsksByKeyword_AndReadsMatches()
    {
        var archive = new FakeArchive((_, _) => FakeArchive.Json("""[{"0020000D":{"vr":"UI","Value":["1.2.3"]},"00100010":{"vr":"PN","Value":[{"Alphabetic":"Müller^Jörg"}]},"00080061":{"vr":"CS","Value":["CT","SEG"]},"00201208":{"vr":"IS","Value":["12"]},"00080020":{"vr":"DA"}}]"""));
        using DicomWebClient web = archive.Client();
        IReadOnlyList<StudyMatch> studies = await web.SearchStudiesAsync(new DicomWebQuery
        {
            PatientName = "Mü*",
            StudyDate = "20260101-20260131",
            Modality = "CT",
            Matching = new Dictionary<string, string> { ["00180015"] = "A&B" },
            IncludeFields = ["StudyDescription"],
            FuzzyMatching = true,
            Limit = 5,
            Offset = 3,
        });
        Assert.That(archive.Asked[0].Address.AbsoluteUri, Is.EqualTo("https://pacs.test/dicom-web/studies?PatientName=M%C3%BC*&StudyDate=20260101-20260131&ModalitiesInStudy=CT&00180015=A%26B&includefield=StudyDescription&fuzzymatching=true&limit=5&offset=3"));
        Assert.That(studies, Has.Count.EqualTo(1));
        Assert.That((studies[0].StudyInstanceUid, studies[0].PatientName, studies[0].InstanceCount, studies[0].StudyDate), Is.EqualTo(("1.2.3", "Müller^Jörg", (int?)12, (string?)null)));
        Assert.That(studies[0].Modalities, Is.EqualTo(new[] { "CT", "SEG" }));
    }

    // Two full pages and a part of one; also of a server that gives fewer than it is asked for and says so (warning 299).
    [TestCase(2300, 1000, 3)]
    [TestCase(250, 100, 3)]
    public async Task Search_GoesThroughPages(int count, int most, int pages)
    {
        var archive = new FakeArchive((request, _) => Page(request, count, most));
        using DicomWebClient web = archive.Client();
        IReadOnlyList<SeriesMatch> series = await web.SearchSeriesAsync("1.2.3");
        Assert.That(series.Select(one => one.SeriesInstanceUid), Is.EqualTo(Enumerable.Range(0, count).Select(index => $"1.2.{index}")));
        Assert.That(archive.Asked, Has.Count.EqualTo(pages));
        Assert.That(archive.Asked[0].Address.AbsolutePath, Is.EqualTo("/dicom-web/studies/1.2.3/series"));
    }

    [Test]
    public async Task Search_ServerThatKnowsNoOffset_Ends()
    {
        var archive = new FakeArchive((_, _) => Page(new HttpRequestMessage(HttpMethod.Get, "https://pacs.test/?limit=1000&offset=0"), 1000, 1000));
        using DicomWebClient web = archive.Client();
        Assert.That(await web.SearchInstancesAsync(), Has.Count.EqualTo(1000));
        Assert.That(archive.Asked, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Search_Nothing_IsEmpty()
    {
        using DicomWebClient web = new FakeArchive((_, _) => new HttpResponseMessage(HttpStatusCode.NoContent)).Client();
        Assert.That(await web.SearchInstancesAsync("1.2", "1.3"), Is.Empty);
    }

    [TestCase("""{"a":1}""", "application/dicom+json", "no array of objects")]
    [TestCase("[1]", "application/dicom+json", "no array of objects")]
    [TestCase("[{", "application/dicom+json", "says that it is JSON and is not")]
    [TestCase("<html>Log in</html>", "text/html", "text/html; charset=utf-8; application/dicom+json was expected")]
    public void Search_AnswerOfNoServerOfDicomWeb_IsRefused(string body, string type, string expected)
    {
        using DicomWebClient web = new FakeArchive((_, _) => FakeArchive.Json(body, type: type)).Client();
        DicomWebException fault = Assert.ThrowsAsync<DicomWebException>(() => web.SearchStudiesAsync())!;
        Assert.That(fault.Message, Does.Contain(expected).And.Contain("GET https://pacs.test/dicom-web/studies"));
    }

    [Test]
    public void Search_MoreThanTheLimit_IsRefused()
    {
        var archive = new FakeArchive((request, _) => Page(request, 100, 10));
        using DicomWebClient web = archive.Client(FakeArchive.Fast with { MaximumMatches = 25 });
        Assert.That(Assert.ThrowsAsync<DicomWebException>(() => web.SearchStudiesAsync())!.Message, Does.Contain("more than 25 matches"));
        Assert.That(archive.Asked, Has.Count.EqualTo(3));
    }

    [Test]
    public void Search_KeysAndUids_AreNoPaths()
    {
        using DicomWebClient web = new FakeArchive((_, _) => FakeArchive.Json("[]")).Client();
        Assert.That(() => web.SearchStudiesAsync(new DicomWebQuery { Matching = new Dictionary<string, string> { ["a=1&b"] = "2" } }), Throws.ArgumentException);
        Assert.That(() => web.SearchSeriesAsync("../1.2"), Throws.ArgumentException);
        Assert.That(() => web.SearchInstancesAsync(null, "1.2"), Throws.ArgumentException);
    }

    private static HttpResponseMessage Page(HttpRequestMessage request, int count, int most)
    {
        Dictionary<string, int> numbers = request.RequestUri!.Query.TrimStart('?').Split('&').Select(part => part.Split('=')).ToDictionary(part => part[0], part => int.Parse(part[1], CultureInfo.InvariantCulture));
        int given = Math.Min(Math.Min(numbers["limit"], most), count - numbers["offset"]);
        IEnumerable<string> items = Enumerable.Range(numbers["offset"], Math.Max(0, given)).Select(index => $$$"""{"0020000D":{"vr":"UI","Value":["1.2.{{{index}}}"]},"0020000E":{"vr":"UI","Value":["1.2.{{{index}}}"]},"00080018":{"vr":"UI","Value":["1.2.{{{index}}}"]}}""");
        HttpResponseMessage response = FakeArchive.Json($"[{string.Join(',', items)}]");
        if (numbers["offset"] + given < count)
            response.Headers.TryAddWithoutValidation("Warning", "299 pacs \"There are additional results that can be requested\"");
        return response;
    }
}
