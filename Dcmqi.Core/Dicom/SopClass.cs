namespace Dcmqi.Dicom;

/// <summary>The SOP Class that an object is opened as.</summary>
internal static class SopClass
{
    /// <summary>Refuses an object of another class.</summary>
    /// <param name="dataSet">The object.</param>
    /// <param name="file">Its file, named in the message; <see langword="null"/> for none.</param>
    /// <param name="known">The UIDs of the classes that can be opened.</param>
    /// <exception cref="NotSupportedException">It is of another class.</exception>
    public static void Require(DataSet dataSet, string? file, params IReadOnlyList<string> known)
    {
        string found = dataSet.GetString(Tags.SOPClassUID) ?? "";
        if (known.Contains(found))
            return;
        string[] names = [.. known.Select(Uids.NameOf)];
        string expected = names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} and {names[^1]}";
        throw new NotSupportedException($"{(file is null ? "" : Path.GetFileName(file) + ": ")}{Tags.SOPClassUID.Describe()} is {(found.Length == 0 ? "missing" : Uids.NameOf(found))}; {expected} can be opened here.");
    }
}
