using System.Globalization;
using System.Text.Json;

namespace Dcmqi.Dicom.Encoding;

/// <summary>Reads data sets in the DICOM JSON Model (PS3.18 annex F), as archives give the headers of images.</summary>
internal static class DicomJsonReader
{
    /// <summary>The data sets of a document: one object, or an array of them.</summary>
    /// <exception cref="DicomFormatException">The document is no JSON, or not of this model.</exception>
    public static IReadOnlyList<DataSet> Read(Stream stream)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(stream);
            JsonElement root = document.RootElement;
            return root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray().Select(item => ReadDataSet(item, ""))] : [ReadDataSet(root, "")];
        }
        catch (JsonException exception)
        {
            throw new DicomFormatException($"The headers are no JSON: {exception.Message}", null, exception.BytePositionInLine ?? 0);
        }
    }

    private static DataSet ReadDataSet(JsonElement item, string path)
    {
        if (item.ValueKind != JsonValueKind.Object)
            throw Fault(path, $"is {item.ValueKind}; an object was expected");
        var dataSet = new DataSet();
        foreach (JsonProperty property in item.EnumerateObject())
        {
            if (property.Name.Length != 8 || !uint.TryParse(property.Name, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value))
                throw Fault(path, $"has the key '{property.Name}'; tags of eight hexadecimal digits were expected");
            Tag tag = Tag.FromValue(value);

            // PS3.18 F.2.1: group 0002 belongs to files.
            if (tag.Group != 0x0002 && tag != Tags.SpecificCharacterSet)
                ReadElement(dataSet, tag, property.Value, $"{path}{(path.Length == 0 ? "" : "/")}{tag}");
        }

        return dataSet;
    }

    private static void ReadElement(DataSet dataSet, Tag tag, JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw Fault(path, $"is {element.ValueKind}; an object with vr and Value was expected");
        VR vr = DicomDictionary.VrOf(tag);
        if (element.TryGetProperty("vr", out JsonElement name) && name.ValueKind == JsonValueKind.String && Enum.TryParse(name.GetString(), out VR stated) && stated.IsKnown())
            vr = stated;
        if (element.TryGetProperty("InlineBinary", out JsonElement inline))
        {
            byte[]? bytes = null;
            if (inline.ValueKind != JsonValueKind.String || !inline.TryGetBytesFromBase64(out bytes))
                throw Fault(path, "has an InlineBinary that is not Base64");
            dataSet.SetBytes(tag, vr, bytes);
            return;
        }

        // What is only linked to (BulkDataURI) is pixels and the like.
        if (element.TryGetProperty("BulkDataURI", out _))
            return;
        if (!element.TryGetProperty("Value", out JsonElement values))
            dataSet.Put(vr == VR.SQ ? new DataElement(tag, (IReadOnlyList<DataSet>)[]) : new DataElement(tag, vr, ReadOnlyMemory<byte>.Empty));
        else if (values.ValueKind != JsonValueKind.Array)
            throw Fault(path, $"has a Value that is {values.ValueKind}; an array was expected");
        else if (vr == VR.SQ)
            dataSet.SetItems(tag, [.. values.EnumerateArray().Select((item, index) => ReadDataSet(item, $"{path}[{index + 1}]"))]);
        else if (vr == VR.AT)
            dataSet.SetTags(tag, [.. values.EnumerateArray().Select(item => TagOf(item, path))]);
        else if (vr.IsText())
            dataSet.Set(tag, vr, string.Join('\\', values.EnumerateArray().Select(item => TextOf(item, vr, path))));
        else
            SetNumbers(dataSet, tag, vr, values, path);
    }

    private static void SetNumbers(DataSet dataSet, Tag tag, VR vr, JsonElement values, string path)
    {
        try
        {
            dataSet.Set(tag, vr, [.. values.EnumerateArray().Select(item => NumberOf(item, path))]);
        }
        catch (ArgumentException exception)
        {
            throw Fault(path, $"cannot be held by VR {vr}: {exception.Message.TrimEnd('.')}");
        }
    }

    private static double NumberOf(JsonElement item, string path)
    {
        if (item.ValueKind == JsonValueKind.Number && item.TryGetDouble(out double number))
            return number;

        // PS3.18 F.2.3.1: what JSON's numbers cannot hold stands as text.
        if (item.ValueKind == JsonValueKind.String && double.TryParse(item.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number))
            return number;
        throw Fault(path, $"has the value {item.GetRawText()}; a number was expected");
    }

    private static Tag TagOf(JsonElement item, string path) =>
        item.ValueKind == JsonValueKind.String && uint.TryParse(item.GetString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value)
            ? Tag.FromValue(value)
            : throw Fault(path, $"has the value {item.GetRawText()}; a tag was expected");

    private static string TextOf(JsonElement item, VR vr, string path)
    {
        switch (item.ValueKind)
        {
            // PS3.18 F.2.5: values that are empty among others.
            case JsonValueKind.Null:
                return "";
            case JsonValueKind.String:
                return item.GetString()!;

            // The digits are kept as they stand, as far as a decimal string holds them.
            case JsonValueKind.Number when vr is VR.DS or VR.IS:
                string text = item.GetRawText();
                return text.Length <= (vr == VR.DS ? 16 : 12) ? text : DecimalString.Format(item.GetDouble());
            case JsonValueKind.Object when vr == VR.PN:
                return string.Join('=', NameGroup(item, "Alphabetic"), NameGroup(item, "Ideographic"), NameGroup(item, "Phonetic")).TrimEnd('=');
            default:
                throw Fault(path, $"has the value {item.GetRawText()}; text was expected");
        }
    }

    private static string NameGroup(JsonElement name, string group) =>
        name.TryGetProperty(group, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";

    private static DicomFormatException Fault(string path, string what) =>
        new($"{(path.Length == 0 ? "The DICOM JSON document" : path)} {what} (PS3.18 F.2).", path.Length == 0 ? null : path);
}
