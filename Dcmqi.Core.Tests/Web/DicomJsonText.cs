using System.Globalization;
using System.Text.Json.Nodes;
using Dcmqi.Dicom;

namespace Dcmqi.Tests.Web;

/// <summary>Headers of files in the DICOM JSON Model (PS3.18 annex F), as an archive gives them; written for the tests, which compare what comes of it with files.</summary>
internal static class DicomJsonText
{
    public static string Of(params IEnumerable<byte[]> files) => $"[{string.Join(',', files.Select(file => ToJson(DicomFile.Open(file).DataSet).ToJsonString()))}]";

    public static JsonObject ToJson(DataSet dataSet)
    {
        var json = new JsonObject();
        foreach (DataElement element in dataSet)
        {
            var member = new JsonObject { ["vr"] = element.VR.ToString() };
            Tag tag = element.Tag;
            if (tag.Group == 0x7FE0)
                member["BulkDataURI"] = "https://elsewhere.test/pixels";
            else if (element.VR == VR.SQ)
                member["Value"] = new JsonArray([.. dataSet.GetItems(tag).Select(item => (JsonNode)ToJson(item))]);
            else if (element.VR is VR.OB or VR.OW or VR.UN)
                member["InlineBinary"] = Convert.ToBase64String(element.ToBulk().ToArray());
            else if (element.VR is VR.US or VR.UL or VR.SS or VR.SL or VR.FD or VR.FL)
                member["Value"] = new JsonArray([.. dataSet.GetDoubles(tag).Select(number => (JsonNode)number)]);
            else if (element.VR == VR.AT)
                member["Value"] = new JsonArray([.. dataSet.GetTags(tag).Select(one => (JsonNode)one.Value.ToString("X8", CultureInfo.InvariantCulture))]);
            else if (element.VR == VR.PN)
                member["Value"] = new JsonArray(new JsonObject { ["Alphabetic"] = dataSet.GetText(tag) });
            else if (dataSet.GetStrings(tag) is { Length: > 0 } texts)
                member["Value"] = new JsonArray([.. texts.Select(text => (JsonNode?)text)]);
            json[tag.Value.ToString("X8", CultureInfo.InvariantCulture)] = member;
        }

        return json;
    }
}
