using System.Globalization;

namespace Dcmqi.Volumes.Nrrd;

/// <summary>Finds where the voxels of an NRRD header lie.</summary>
internal static class NrrdDataFiles
{
    private const string Field = "data file";

    private const int MostFiles = 100_000;

    public static VoxelSource SourceOf(NrrdHeader header, VolumeInput input, int[] sizes, VolumeReadOptions options)
    {
        long lineSkip = Skip(header, "line skip", 0);
        long byteSkip = Skip(header, "byte skip", VoxelSource.FromEnd);
        if (header.Find(Field) is not { } value)
            return new VoxelSource(input, header.DataOffset) { LineSkip = lineSkip, ByteSkip = byteSkip };

        List<string> names;
        int subDimension = sizes.Length - 1;
        if (value == "LIST" || value.StartsWith("LIST ", StringComparison.Ordinal))
        {
            names = header.DataFileList;
            if (value.Length > 5)
                subDimension = NrrdValues.Integer(header, Field, value[5..].Trim());
        }
        else
        {
            names = Pattern(header, value, ref subDimension) ?? [value];
        }

        CheckCount(header, names.Count, sizes, subDimension);
        var paths = new string[names.Count];
        for (int i = 0; i < paths.Length; i++)
            paths[i] = DataFileNames.Resolve(header.FileName, names[i], options.DataFiles, Field);
        return new VoxelSource(paths) { LineSkip = lineSkip, ByteSkip = byteSkip, Field = Field };
    }

    private static long Skip(NrrdHeader header, string field, long least)
    {
        if (header.Find(field) is not { } text)
            return 0;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long skip) && skip >= least && skip <= long.MaxValue / 4
            ? skip
            : throw header.Fault($"'{field}' is '{text}'; it is a whole number of at least {least}.", field);
    }

    // "<format> <min> <max> <step> [<subdim>]", the format being one for printf with an integer.
    private static List<string>? Pattern(NrrdHeader header, string value, ref int subDimension)
    {
        string[] words = NrrdValues.Words(value);
        if (words.Length is not (4 or 5) || !words[0].Contains('%', StringComparison.Ordinal))
            return null;
        long min = NrrdValues.Integer(header, Field, words[1]), max = NrrdValues.Integer(header, Field, words[2]), step = NrrdValues.Integer(header, Field, words[3]);
        if (words.Length == 5)
            subDimension = NrrdValues.Integer(header, Field, words[4]);
        if (step == 0 || (max - min) / step < 0)
            throw header.Fault($"'{Field}' counts from {min} to {max} by {step}, which never arrives.", Field);
        long count = ((max - min) / step) + 1;
        if (count > MostFiles)
            throw header.Fault($"'{Field}' names {Counted.Of(count, "file")}; at most {MostFiles} are read.", Field);
        var names = new List<string>((int)count);
        for (long i = 0; i < count; i++)
        {
            names.Add(FilePattern.Format(words[0], min + (i * step))
                ?? throw header.Fault($"'{Field}' has the pattern '{words[0]}'; one %d, %03d or the like was expected.", Field));
        }

        return names;
    }

    // Each file holds the values of the first <subdim> axes; together they make up the rest.
    private static void CheckCount(NrrdHeader header, int count, int[] sizes, int subDimension)
    {
        if (count == 0)
            throw header.Fault($"'{Field}' is LIST, but no names follow.", Field);
        if (subDimension > sizes.Length || (subDimension < 1 && sizes.Length > 1))
            throw header.Fault($"'{Field}' says that each file holds {subDimension} axes; 'dimension' is {sizes.Length}.", Field);
        if (count == 1)
            return;
        long filesPerSlab = 1;
        for (int i = subDimension; i < sizes.Length; i++)
            filesPerSlab *= sizes[i];

        // As many files as there are slabs, or (when subdim equals dimension) files that split the slowest axis evenly.
        bool matches = subDimension == sizes.Length ? sizes[^1] % count == 0 : filesPerSlab == count;
        if (!matches)
            throw header.Fault($"'{Field}' names {Counted.Of(count, "file")}; the sizes {header.Find("sizes")} need {Counted.Of(filesPerSlab, "file")} of {subDimension} axes.", Field);
    }
}
