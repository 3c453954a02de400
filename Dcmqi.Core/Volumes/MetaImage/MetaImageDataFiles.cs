using System.Globalization;

namespace Dcmqi.Volumes.MetaImage;

/// <summary>Finds where the voxels of a MetaImage header lie.</summary>
internal static class MetaImageDataFiles
{
    private const string Field = MetaImageHeaderReader.DataFile;

    private const int MostFiles = 100_000;

    public static VoxelSource SourceOf(MetaImageHeader header, VolumeInput input, int[] sizes, VolumeReadOptions options)
    {
        // A header size of -1: the voxels are the last bytes of the file.
        int headerSize = header.Integer("HeaderSize", 0);
        if (headerSize < VoxelSource.FromEnd)
            throw header.Fault($"'HeaderSize' is {headerSize}; it is -1 or more.", "HeaderSize");
        string value = header.Require(Field);
        if (value.Equals("LOCAL", StringComparison.OrdinalIgnoreCase))
            return new VoxelSource(input, header.DataOffset) { ByteSkip = headerSize == VoxelSource.FromEnd ? headerSize : 0, Field = Field };

        List<string> names;
        int fileDimensions = sizes.Length - 1;
        if (MetaImageHeaderReader.IsList(value))
        {
            names = header.DataFileList;
            fileDimensions = Dimensions(header, value[4..], fileDimensions, sizes.Length);
        }
        else if (value.Contains('%', StringComparison.Ordinal))
        {
            names = Pattern(header, value, sizes);
        }
        else
        {
            names = [value];
            fileDimensions = sizes.Length;
        }

        long files = 1;
        for (int i = fileDimensions; i < sizes.Length; i++)
            files *= sizes[i];
        if (names.Count != files)
            throw header.Fault($"'{Field}' names {Counted.Of(names.Count, "file")}; 'DimSize' needs {files}.", Field);
        var paths = new string[names.Count];
        for (int i = 0; i < paths.Length; i++)
            paths[i] = DataFileNames.Resolve(header.FileName, names[i], options.DataFiles, Field);
        return new VoxelSource(paths) { ByteSkip = headerSize, Field = Field };
    }

    // "LIST" or "LIST 2" or "LIST 2D": the axes that each file holds.
    private static int Dimensions(MetaImageHeader header, string text, int otherwise, int most)
    {
        string digits = text.Trim().TrimEnd('D', 'd');
        if (digits.Length == 0)
            return otherwise;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int axes) && axes >= 1 && axes <= most
            ? axes
            : throw header.Fault($"'{Field}' is 'LIST{text}'; behind LIST comes the number of axes that each file holds.", Field);
    }

    // "<format> <min> <max> <step>", one file for each slice; max and step may be left out.
    private static List<string> Pattern(MetaImageHeader header, string value, int[] sizes)
    {
        string[] words = MetaImageHeader.Words(value);
        Span<int> range = [1, sizes[^1], 1];
        for (int i = 1; i < words.Length; i++)
        {
            if (i > 3 || !int.TryParse(words[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out range[i - 1]))
                throw header.Fault($"'{Field}' is '{value}'; a pattern, the first and the last number and the step were expected.", Field);
        }

        if (words.Length == 2)
            range[1] = (int)Math.Min(int.MaxValue, (long)range[0] + sizes[^1] - 1);
        if (range[2] < 1 || range[1] < range[0] || (((long)range[1] - range[0]) / range[2]) + 1 > MostFiles)
            throw header.Fault($"'{Field}' counts from {range[0]} to {range[1]} by {range[2]}; 1 to {MostFiles} files were expected.", Field);
        var names = new List<string>();
        for (long number = range[0]; number <= range[1]; number += range[2])
        {
            names.Add(FilePattern.Format(words[0], number)
                ?? throw header.Fault($"'{Field}' has the pattern '{words[0]}'; one %d, %03d or the like was expected.", Field));
        }

        return names;
    }
}
