namespace Dcmqi.Volumes.MetaImage;

/// <summary>Takes the lines of a MetaImage header apart.</summary>
internal static class MetaImageHeaderReader
{
    public const string DataFile = "ElementDataFile";

    private static readonly string[] KnownFields =
    [
        "ObjectType", "ObjectSubType", "NDims", "Name", "ID", "ParentID", "Color", "AcquisitionDate", "BinaryData", "BinaryDataByteOrderMSB",
        "ElementByteOrderMSB", "CompressedData", "CompressedDataSize", "CompressionLevel", "TransformMatrix", "Orientation", "Rotation",
        "Offset", "Position", "Origin", "CenterOfRotation", "AnatomicalOrientation", "ElementSpacing", "ElementSize", "DistanceUnits",
        "DimSize", "HeaderSize", "HeaderSizePerSlice", "Modality", "SequenceID", "ImagePosition", "ElementMin", "ElementMax",
        "ElementNumberOfChannels", "ElementType", "ElementToIntensityFunctionSlope", "ElementToIntensityFunctionOffset",
        "ElementNBits", DataFile,
    ];

    /// <summary>Whether the first line is one that a MetaImage starts with: a known field and its value.</summary>
    public static bool IsMetaImage(ReadOnlySpan<byte> start)
    {
        int end = start.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? start : start[..end];
        int equals = line.IndexOfAny((byte)'=', (byte)':');
        if (equals is < 2 or > 64)
            return false;
        Span<char> name = stackalloc char[equals];
        for (int i = 0; i < equals; i++)
            name[i] = (char)line[i];
        ReadOnlySpan<char> trimmed = ((ReadOnlySpan<char>)name).Trim();
        return trimmed.Equals("Comment", StringComparison.Ordinal) || IsKnown(trimmed);
    }

    public static MetaImageHeader Read(VolumeInput input)
    {
        var header = new MetaImageHeader { FileName = input.FileName };
        var lines = new HeaderLines(input);
        while (lines.TryRead(out string line))
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            int separator = line.AsSpan().IndexOfAny('=', ':');
            if (separator < 1)
                throw header.Fault($"The header line '{HeaderLines.Shown(line)}' is not 'Field = Value'.", HeaderLines.Shown(line));
            string field = line[..separator].Trim(), value = line[(separator + 1)..].Trim();
            Add(header, field, value);
            if (!field.Equals(DataFile, StringComparison.OrdinalIgnoreCase))
                continue;
            header.DataOffset = lines.Position;
            if (IsList(value))
            {
                while (lines.TryRead(out string name))
                {
                    if (!string.IsNullOrWhiteSpace(name))
                        header.DataFileList.Add(name.Trim());
                }
            }

            return header;
        }

        throw header.Fault($"The header lacks the field '{DataFile}', which ends it.", DataFile);
    }

    public static bool IsList(string value) => value == "LIST" || value.StartsWith("LIST ", StringComparison.Ordinal);

    public static bool IsKnown(ReadOnlySpan<char> field)
    {
        foreach (string known in KnownFields)
        {
            if (field.Equals(known, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static void Add(MetaImageHeader header, string field, string value)
    {
        if (field.Equals("Comment", StringComparison.OrdinalIgnoreCase))
            header.Comments.Add(value);
        else if (!IsKnown(field))
            header.Properties[field] = value;
        else if (!header.TryAdd(field, value))
            throw header.Fault($"The header gives the field '{field}' twice.", field);
    }
}
