using System.Globalization;
using System.Xml;

namespace Dcmqi.Terminology;

/// <summary>The label table of Caret and Connectome Workbench (XML), which TotalSegmentator writes into NIfTI files.</summary>
internal sealed class CaretLabelTable(LabelTableText table)
{
    private const int LargestDocument = 1 << 24;

    // What a file says is read, and nothing else: no DTD, no entities, no other file.
    private static XmlReaderSettings Settings => new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LargestDocument, ConformanceLevel = ConformanceLevel.Fragment };

    public LabelTable Read(string xml)
    {
        try
        {
            using XmlReader reader = XmlReader.Create(new StringReader(xml), Settings);
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "Label" && reader.GetAttribute("Key") is { } key)
                    ReadLabel(reader, key);
            }
        }
        catch (XmlException exception)
        {
            throw table.Fault(exception.LineNumber, $"is no XML that is read here: {exception.Message}", exception);
        }

        return table.ToTable();
    }

    private void ReadLabel(XmlReader reader, string key)
    {
        int line = reader is IXmlLineInfo info ? info.LineNumber : 0;
        RgbColor? color = Channel("Red") is { } red && Channel("Green") is { } green && Channel("Blue") is { } blue ? new RgbColor(red, green, blue) : null;
        string name = reader.IsEmptyElement ? "" : reader.ReadElementContentAsString();
        if (!long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long label))
            table.Tell(line, $"has a Label with Key '{key}'; expected a whole number from 0.");
        else
            table.Add(line, label, name, color);

        // From 0 to 1.
        byte? Channel(string attribute) => double.TryParse(reader.GetAttribute(attribute), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? (byte)Math.Clamp(Math.Round(value * 255), 0, 255) : null;
    }
}
