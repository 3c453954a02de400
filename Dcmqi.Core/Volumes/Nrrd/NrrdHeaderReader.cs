using System.Text;

namespace Dcmqi.Volumes.Nrrd;

/// <summary>Takes the lines of an NRRD header apart.</summary>
internal static class NrrdHeaderReader
{
    private const string DataFile = "data file";

    // What the format description calls a field is what it calls it with the spaces; older files lack them.
    private static readonly string[] FieldNames =
    [
        "content", "type", "dimension", "space", "space dimension", "sizes", "spacings", "thicknesses", "axis mins", "axis maxs",
        "centers", "labels", "units", "kinds", "min", "max", "old min", "old max", "block size", "endian", "encoding", "line skip",
        "byte skip", "number", "sample units", "space units", "space origin", "space directions", "measurement frame", DataFile,
    ];

    public static bool IsMagic(ReadOnlySpan<byte> start) => start.StartsWith("NRRD"u8);

    public static NrrdHeader Read(VolumeInput input)
    {
        var header = new NrrdHeader { FileName = input.FileName };
        ReadMagic(input, header);
        var lines = new HeaderLines(input);
        bool isFirst = true, isList = false;
        while (lines.TryRead(out string line))
        {
            if (isFirst)
                isFirst = false;
            else if (line.Length == 0)
                break;
            else if (isList)
                header.DataFileList.Add(line.Trim());
            else
                isList = ReadLine(header, line);
        }

        header.DataOffset = lines.Position;
        return header;
    }

    private static void ReadMagic(VolumeInput input, NrrdHeader header)
    {
        ReadOnlySpan<byte> magic = input.Peek(8);
        if (!IsMagic(magic) || magic.Length < 8 || !magic[4..7].SequenceEqual("000"u8) || magic[7] is < (byte)'1' or > (byte)'9')
            throw header.Fault("An NRRD file starts with 'NRRD0001' to 'NRRD0005'; this one does not.", "magic");
        if (magic[7] > (byte)'5')
            header.Warnings.Add($"The file is of the NRRD version {(char)magic[7]}, newer than version 5 that this reader knows.");
    }

    // Returns whether the lines that follow are names of data files.
    private static bool ReadLine(NrrdHeader header, string line)
    {
        if (line[0] == '#')
        {
            header.Comments.Add(line[1..].Trim());
            return false;
        }

        int property = line.IndexOf(":=", StringComparison.Ordinal);
        int field = line.IndexOf(": ", StringComparison.Ordinal);
        if (field < 0 && line.EndsWith(':'))
            field = line.Length - 1;
        if (property >= 0 && (field < 0 || property < field))
        {
            header.Properties[Unescape(line[..property])] = Unescape(line[(property + 2)..]);
            return false;
        }

        if (field < 0)
            throw header.Fault($"The header line '{HeaderLines.Shown(line)}' is neither 'field: value' nor 'key:=value' nor a comment.", HeaderLines.Shown(line));
        string value = line[(field + 1)..].Trim();
        if (FieldName(line.AsSpan(0, field).Trim()) is not { } name)
        {
            header.Warnings.Add($"The header field '{HeaderLines.Shown(line[..field])}' is unknown and was ignored.");
            return false;
        }

        if (!header.Fields.TryAdd(name, value))
            throw header.Fault($"The header gives the field '{name}' twice.", name);
        return name == DataFile && (value == "LIST" || value.StartsWith("LIST ", StringComparison.Ordinal));
    }

    private static string? FieldName(ReadOnlySpan<char> name)
    {
        if (name.Equals("centerings", StringComparison.OrdinalIgnoreCase))
            return "centers";
        foreach (string known in FieldNames)
        {
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase) || EqualsWithoutSpace(name, known))
                return known;
        }

        return null;
    }

    // "lineskip", "axismins": what the format description lists as identical names.
    private static bool EqualsWithoutSpace(ReadOnlySpan<char> name, string known)
    {
        int space = known.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && name.Length == known.Length - 1
            && name[..space].Equals(known.AsSpan(0, space), StringComparison.OrdinalIgnoreCase)
            && name[space..].Equals(known.AsSpan(space + 1), StringComparison.OrdinalIgnoreCase);
    }

    private static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;
        var plain = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char next = i + 1 < text.Length ? text[i + 1] : '\0';
            if (text[i] == '\\' && next is 'n' or '\\')
            {
                plain.Append(next == 'n' ? '\n' : '\\');
                i++;
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        return plain.ToString();
    }
}
