using System.Globalization;

namespace Dcmqi.Terminology;

/// <summary>Tables of one label a line: colour tables of 3D Slicer and FreeSurfer (<c>index name r g b a</c>), label descriptions of ITK-SNAP (<c>index r g b a vis mesh "name"</c>).</summary>
internal sealed class ColorTableLines(LabelTableText table)
{
    private static readonly char[] Blanks = [' ', '\t'];

    public LabelTable Read(string[] lines)
    {
        if (lines[0].StartsWith("# Color procedural file", StringComparison.OrdinalIgnoreCase))
            throw table.Fault(1, "begins a scale of colours (procedural), which names no labels.");

        // 3D Slicer writes spaces of names as '_', and '_' for no name.
        bool isOfSlicer = lines[0].StartsWith("# Color table file", StringComparison.OrdinalIgnoreCase);
        for (int index = 0; index < lines.Length; index++)
        {
            string line = lines[index].Trim();
            if (line.Length > 0 && line[0] != '#')
                ReadLine(index + 1, line, isOfSlicer);
        }

        return table.ToTable();
    }

    private void ReadLine(int number, string line, bool isOfSlicer)
    {
        int quote = line.IndexOf('"');
        string[] words = (quote < 0 ? line : line[..quote]).Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        bool isOfSnap = quote > 0;
        if (words.Length < (isOfSnap ? 4 : 5) || !long.TryParse(words[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long label))
        {
            table.Tell(number, $"is '{Shown(line)}'; expected 'index name red green blue alpha' or 'index red green blue alpha visible mesh \"name\"'.");
            return;
        }

        string name = isOfSnap ? line[(quote + 1)..].TrimEnd().TrimEnd('"') : words[1].Trim('\'');
        if (isOfSlicer)
            name = name == "_" ? "" : name.Replace('_', ' ');
        string[] channels = words[(isOfSnap ? 1 : 2)..(isOfSnap ? 4 : 5)];
        byte[] rgb = new byte[3];
        for (int channel = 0; channel < rgb.Length; channel++)
        {
            if (!double.TryParse(channels[channel], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
            {
                table.Tell(number, $"has the colour '{Shown(string.Join(' ', channels.ToArray()))}'; expected three numbers from 0 to 255.");
                return;
            }

            rgb[channel] = (byte)Math.Clamp(Math.Round(value), 0, 255);
        }

        table.Add(number, label, name, new RgbColor(rgb[0], rgb[1], rgb[2]));
    }

    private static string Shown(string text) => text.Length > 60 ? text[..60] + "..." : text;
}
