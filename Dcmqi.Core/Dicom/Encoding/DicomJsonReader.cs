using System.Globalization;
using System.Text.Json;
using Dcmqi.Json;

namespace Dcmqi.Dicom.Encoding;

/// <summary>Reads data sets in the DICOM JSON Model (PS3.18 annex F), as archives give the headers of images.</summary>
internal sealed class DicomJsonReader
{
    private readonly LocatedDocument _document;

    private DicomJsonReader(LocatedDocument document) => _document = document;

    /// <summary>The data sets of a document: one object, or an array of them.</summary>
    /// <exception cref="DicomFormatException">The document is not JSON, or not of this model.</exception>
    public static IReadOnlyList<DataSet> Read(Stream stream)
    {
        try
        {
            var reader = new DicomJsonReader(LocatedDocument.Parse(WholeInput.Read(stream)));
            LocatedNode root = reader._document.Root;
            return root.Kind == JsonValueKind.Array ? [.. root.Children.Select(item => reader.ReadDataSet(item, ""))] : [reader.ReadDataSet(root, "")];
        }
        catch (JsonTextException fault)
        {
            string line = fault.Line.ToString(CultureInfo.InvariantCulture);
            throw new DicomFormatException($"The headers are no JSON: line {line} {fault.Message}", null, fault.ByteOffset, fault.InnerException);
        }
    }

    private DataSet ReadDataSet(LocatedNode item, string path)
    {
        if (item.Kind != JsonValueKind.Object)
            throw Fault(item, path, $"is {item.Kind}; an object was expected");
        var dataSet = new DataSet();
        foreach (LocatedNode member in item.Children)
        {
            if (member.Key.Length != 8 || !uint.TryParse(member.Key, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value))
                throw Fault(member, path, $"has the key '{LocatedNode.Shorten(member.Key)}'; tags of eight hexadecimal digits were expected");
            Tag tag = Tag.FromValue(value);

            // PS3.18 F.2.1: group 0002 belongs to files.
            if (tag.Group != 0x0002 && tag != Tags.SpecificCharacterSet)
                ReadElement(dataSet, tag, member, $"{path}{(path.Length == 0 ? "" : "/")}{tag}");
        }

        return dataSet;
    }

    private void ReadElement(DataSet dataSet, Tag tag, LocatedNode element, string path)
    {
        if (element.Kind != JsonValueKind.Object)
            throw Fault(element, path, $"is {element.Kind}; an object with vr and Value was expected");
        VR vr = DicomDictionary.VrOf(tag);
        if (element.Child("vr") is { Kind: JsonValueKind.String } name && Enum.TryParse(name.Text, out VR stated) && stated.IsKnown())
            vr = stated;
        if (element.Child("InlineBinary") is { } inline)
            dataSet.SetBytes(tag, vr, BytesOf(inline, path));

        // What is only linked to (BulkDataURI) is pixels and the like.
        else if (element.Child("BulkDataURI") is null)
            ReadValues(dataSet, tag, vr, element.Child("Value"), path);
    }

    private void ReadValues(DataSet dataSet, Tag tag, VR vr, LocatedNode? values, string path)
    {
        if (values is null)
            dataSet.Put(vr == VR.SQ ? new DataElement(tag, (IReadOnlyList<DataSet>)[]) : new DataElement(tag, vr, ReadOnlyMemory<byte>.Empty));
        else if (values.Kind != JsonValueKind.Array)
            throw Fault(values, path, $"has a Value that is {values.Kind}; an array was expected");
        else if (vr == VR.SQ)
            dataSet.SetItems(tag, [.. values.Children.Select((item, index) => ReadDataSet(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index + 1}]")))]);
        else if (vr == VR.AT)
            dataSet.SetTags(tag, [.. values.Children.Select(item => TagOf(item, path))]);
        else if (vr.IsText())
            dataSet.Set(tag, vr, string.Join('\\', values.Children.Select(item => TextOf(item, vr, path))));
        else
            SetNumbers(dataSet, tag, vr, values, path);
    }

    private void SetNumbers(DataSet dataSet, Tag tag, VR vr, LocatedNode values, string path)
    {
        try
        {
            dataSet.Set(tag, vr, [.. values.Children.Select(item => NumberOf(item, path))]);
        }
        catch (ArgumentException exception)
        {
            throw Fault(values, path, $"cannot be held by VR {vr}: {exception.Message.TrimEnd('.')}", exception);
        }
    }

    private byte[] BytesOf(LocatedNode inline, string path)
    {
        byte[] bytes = new byte[(inline.Text.Length / 4 * 3) + 3];
        return inline.Kind == JsonValueKind.String && Convert.TryFromBase64String(inline.Text, bytes, out int count)
            ? bytes[..count]
            : throw Fault(inline, path, "has an InlineBinary that is not Base64");
    }

    private double NumberOf(LocatedNode item, string path)
    {
        bool isNumber = item.Kind == JsonValueKind.Number;

        // PS3.18 F.2.3.1: what JSON's numbers cannot hold stands as text. A number beyond a double would become infinite.
        if ((isNumber || item.Kind == JsonValueKind.String) && double.TryParse(item.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && (!isNumber || double.IsFinite(number)))
            return number;
        throw Fault(item, path, $"has the value {Raw(item)}; a number was expected");
    }

    private Tag TagOf(LocatedNode item, string path) =>
        item.Kind == JsonValueKind.String && uint.TryParse(item.Text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value)
            ? Tag.FromValue(value)
            : throw Fault(item, path, $"has the value {Raw(item)}; a tag was expected");

    private string TextOf(LocatedNode item, VR vr, string path)
    {
        switch (item.Kind)
        {
            // PS3.18 F.2.5: values that are empty among others.
            case JsonValueKind.Null:
                return "";
            case JsonValueKind.String:
                return Unicode(item, path);

            // The digits are kept as they stand, as far as a decimal string holds them.
            case JsonValueKind.Number when vr is VR.DS or VR.IS:
                double number = NumberOf(item, path);
                return item.Text.Length <= (vr == VR.DS ? 16 : 12) ? item.Text : DecimalString.Format(number);
            case JsonValueKind.Object when vr == VR.PN:
                return string.Join('=', NameGroup(item, "Alphabetic", path), NameGroup(item, "Ideographic", path), NameGroup(item, "Phonetic", path)).TrimEnd('=');
            default:
                throw Fault(item, path, $"has the value {Raw(item)}; text was expected");
        }
    }

    private string NameGroup(LocatedNode name, string group, string path) => name.Child(group) is { Kind: JsonValueKind.String } text ? Unicode(text, path) : "";

    private string Unicode(LocatedNode text, string path) => text.EncodingFault is null ? text.Text : throw Fault(text, path, "has a value that is not Unicode text; UTF-8 was expected");

    private static string Raw(LocatedNode node) => node.Kind switch
    {
        JsonValueKind.String => $"\"{LocatedNode.Shorten(node.Text)}\"",
        JsonValueKind.Number => LocatedNode.Shorten(node.Text),
        _ => node.Describe(),
    };

    private DicomFormatException Fault(LocatedNode node, string path, string what, Exception? cause = null) =>
        new($"{(path.Length == 0 ? "The DICOM JSON document" : path)} {what} (PS3.18 F.2).", path.Length == 0 ? null : path, _document.Start + node.Offset, cause);
}
