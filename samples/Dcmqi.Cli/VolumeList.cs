using System.IO.Enumeration;

namespace Dcmqi.Cli;

/// <summary>Volumes named one by one, by a folder or by a pattern.</summary>
internal static class VolumeList
{
    private static readonly string[] Endings = [".nrrd", ".nhdr", ".mha", ".mhd", ".nii", ".nii.gz", ".hdr", ".hdr.gz", ".img", ".img.gz"];

    /// <summary>The files that entries stand for: a folder for all volumes in it, a name with <c>*</c> or <c>?</c> for all that fit, in order of their names, whose numbers count as numbers.</summary>
    /// <exception cref="UsageException">A folder or pattern holds no volume.</exception>
    public static string[] Of(string option, string[] entries) => [.. entries.SelectMany(entry => FilesOf(option, entry))];

    private static string[] FilesOf(string option, string entry)
    {
        if (Directory.Exists(entry))
            return Found(entry, "*") is { Length: > 0 } all ? all : throw new UsageException($"{option}: there is no volume in the folder '{entry}' ({string.Join(", ", Endings)}).");
        if (File.Exists(entry) || entry.AsSpan().IndexOfAny('*', '?') < 0)
            return [entry];
        string folder = Path.GetDirectoryName(entry) is { Length: > 0 } named ? named : ".";
        if (!Directory.Exists(folder))
            throw new UsageException($"{option}: there is no folder '{folder}'; only the name of a file may have '*' and '?'.");
        return Found(folder, Path.GetFileName(entry)) is { Length: > 0 } fitting ? fitting : throw new UsageException($"{option}: no volume fits '{entry}'.");
    }

    private static string[] Found(string folder, string pattern)
    {
        string[] names = [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Where(name => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false))];
        return [.. names.Where(name => IsVolume(name, folder)).Order(Comparer<string>.Create(Compare)).Select(name => folder == "." && !pattern.Equals("*", StringComparison.Ordinal) ? name : Path.Combine(folder, name))];
    }

    // Of a pair the header is the volume.
    private static bool IsVolume(string name, string folder)
    {
        if (name.StartsWith('.') || !Array.Exists(Endings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            return false;
        string plain = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        if (!plain.EndsWith(".img", StringComparison.OrdinalIgnoreCase))
            return true;
        string header = Path.Combine(folder, Path.ChangeExtension(plain, ".hdr"));
        return !File.Exists(header) && !File.Exists(header + ".gz");
    }

    // "mask-2" comes before "mask-10".
    private static int Compare(string first, string second)
    {
        int a = 0, b = 0;
        while (a < first.Length && b < second.Length)
        {
            if (char.IsAsciiDigit(first[a]) && char.IsAsciiDigit(second[b]))
            {
                string one = Number(first, ref a), other = Number(second, ref b);
                int order = one.Length != other.Length ? one.Length.CompareTo(other.Length) : string.CompareOrdinal(one, other);
                if (order != 0)
                    return order;
            }
            else if (first[a] != second[b])
            {
                return first[a].CompareTo(second[b]);
            }
            else
            {
                a++;
                b++;
            }
        }

        int rest = (first.Length - a).CompareTo(second.Length - b);
        return rest != 0 ? rest : string.CompareOrdinal(first, second);
    }

    private static string Number(string text, ref int position)
    {
        int start = position;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
            position++;
        return text[start..position].TrimStart('0');
    }
}
