using System.CommandLine;
using System.CommandLine.Parsing;

namespace Dcmqi.Cli.Batch;

/// <summary>Reads a manifest into jobs: all that is wrong with it, and what is missing, is told before anything is begun.</summary>
internal sealed class Manifest
{
    private const string Kind = "kind", Id = "id", Url = "url", OutputColumn = "output";

    // No path is called so.
    private const string Faulty = "\0";

    private readonly string _folder;
    private readonly ManifestFaults _faults;
    private readonly Dictionary<string, JobKind> _kinds = JobKind.ByName();

    private Manifest(string path, ManifestFaults faults) => (_folder, _faults) = (Path.GetDirectoryName(Path.GetFullPath(path))!, faults);

    /// <summary>Reads the jobs of a shard. Rows of other shards are checked too, but not whether their files are there.</summary>
    /// <exception cref="AggregateException">One <see cref="UsageException"/> for each fault.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <param name="path">The manifest.</param>
    /// <param name="shard">Which rows are wanted.</param>
    /// <param name="outputFolder">Where outputs go.</param>
    public static IReadOnlyList<BatchJob> Read(string path, Shard shard, string outputFolder)
    {
        var faults = new ManifestFaults(path);
        var manifest = new Manifest(path, faults);
        List<ManifestRow> rows = ManifestFile.Read(path, faults, out IReadOnlyCollection<string> columns);
        manifest.CheckColumns(columns);
        faults.Check();
        if (rows.Count == 0)
            faults.Add("has no rows.");
        BatchJob?[] jobs = [.. rows.Select(manifest.JobOf)];
        manifest.CheckOutputs([.. jobs.OfType<BatchJob>()]);
        BatchJob[] own = [.. jobs.Where((_, index) => shard.Has(index)).OfType<BatchJob>()];
        foreach (BatchJob job in own)
            manifest.CheckFiles(job, Path.TrimEndingDirectorySeparator(Path.GetFullPath(outputFolder)) + Path.DirectorySeparatorChar);
        faults.Check();
        return own;
    }

    private void CheckColumns(IReadOnlyCollection<string> columns)
    {
        string[] known = [Kind, Id, Url, .. _kinds.Values.SelectMany(kind => kind.ColumnNames).Distinct()];
        var normal = known.Select(ColumnName.Normal).ToHashSet();
        foreach (string column in columns.Where(column => column.Length > 0 && !normal.Contains(ColumnName.Normal(column))))
            _faults.Add($"there is no column '{column}'{(Nearest.Of(column, known) is { } near ? $"; is '{near}' meant?" : ".")}");
        foreach (string needed in new[] { Kind, OutputColumn }.Where(needed => columns.Count > 0 && !columns.Any(column => ColumnName.Normal(column) == needed || (needed == OutputColumn && ColumnName.Normal(column).StartsWith(needed, StringComparison.Ordinal)))))
            _faults.Add($"the column '{needed}' is missing.");
    }

    private BatchJob? JobOf(ManifestRow row)
    {
        if (!row.Cells.TryGetValue(Kind, out string? name))
        {
            _faults.Add(row.Line, $"the kind is missing; there are {string.Join(", ", JobKind.Names)}.");
            return null;
        }

        if (!_kinds.TryGetValue(ColumnName.Normal(name), out JobKind? kind))
        {
            _faults.Add(row.Line, $"there is no kind '{name}'{(Nearest.Of(name, JobKind.Names) is { } near ? $"; is '{near}' meant?" : $"; there are {string.Join(", ", JobKind.Names)}.")}");
            return null;
        }

        var options = new SortedDictionary<string, JobOption>(StringComparer.Ordinal);
        foreach ((string column, string text) in row.Cells.Where(cell => cell.Key is not (Kind or Id or Url)))
        {
            if (kind.Find(column) is not { } option)
                _faults.Add(row.Line, $"'{column}' is not for {kind.Name}; leave the cell empty.");
            else if (!options.TryAdd(option.Name, OptionOf(row.Line, option, text)))
                _faults.Add(row.Line, $"two columns are the option {option.Name}.");
        }

        if (!options.TryGetValue(kind.Output.Name, out JobOption? output))
        {
            _faults.Add(row.Line, "the output is missing.");
            return null;
        }

        var job = new BatchJob
        {
            Line = row.Line,
            Id = row.Cells.GetValueOrDefault(Id) ?? output.Values[0],
            Command = kind.Command.Name,
            Output = output.Values[0],
            Options = [.. options.Values],
            Url = row.Cells.TryGetValue(Url, out string? url) ? UrlOf(row.Line, url) : null,
        };
        foreach (ParseError fault in kind.Command.Parse(JobArguments.Of(job, _folder)).Errors)
            _faults.Add(row.Line, CommandTerms.Of(fault.Message));
        return job;
    }

    private string? UrlOf(int line, string text)
    {
        var inputs = new InputFiles();
        try
        {
            Uri? root = ArchiveOptions.RootOf(Url, text, inputs);
            inputs.Check();
            return root!.AbsoluteUri;
        }
        catch (AggregateException faults)
        {
            foreach (Exception fault in faults.InnerExceptions)
                _faults.Add(line, fault.Message);
            return null;
        }
    }

    private JobOption OptionOf(int line, Option option, string text)
    {
        JobOptionRole role = JobKind.RoleOf(option);
        string[] values = option.ValueType == typeof(string[])
            ? text.Split([ManifestFile.ListSeparator, ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [text];
        if (option.ValueType == typeof(bool))
            values = [SwitchOf(line, option, text)];
        if (role is JobOptionRole.Input or JobOptionRole.Images)
            values = Array.ConvertAll(values, value => InputOf(line, value, option.ValueType == typeof(string[])));
        else if (role == JobOptionRole.Output)
            values = Array.ConvertAll(values, value => OutputOf(line, value));
        return new JobOption(option.Name, role, text, values);
    }

    private string SwitchOf(int line, Option option, string text)
    {
        switch (text.ToLowerInvariant())
        {
            case "true" or "yes" or "1":
                return "true";
            case "false" or "no" or "0":
                return "false";
            default:
                _faults.Add(line, $"{option.Name[2..]}: '{text}' is neither yes nor no.");
                return "false";
        }
    }

    private string InputOf(int line, string value, bool isList)
    {
        if (value.Contains('\0', StringComparison.Ordinal))
        {
            _faults.Add(line, $"'{ShownText.OfValue(value)}' is no path.");
            return _folder;
        }

        string path = Path.GetFullPath(value, _folder);
        if (isList && path.Contains(',', StringComparison.Ordinal))
            _faults.Add(line, $"'{path}' has a comma, which separates files in a list; rename it.");
        return path;
    }

    // Within the output folder and nowhere else, on every system that may go on with it.
    private string OutputOf(int line, string value)
    {
        string[] parts = value.Replace('\\', '/').Split('/');
        bool isWithin = !Path.IsPathRooted(value) && value[0] is not ('/' or '\\') && !value.Contains(':', StringComparison.Ordinal)
            && Array.TrueForAll(parts, part => part.Length > 0 && part.Trim() == part && part is not ("." or "..") && part[^1] != '.' && !part.Any(char.IsControl));
        if (!isWithin || parts[0].Equals(BatchFolder.OwnName, StringComparison.OrdinalIgnoreCase))
        {
            _faults.Add(line, $"'{ShownText.OfValue(value)}' is no name for an output: a path within the output folder was expected, without '..', such as case-1/seg.dcm.");
            return Faulty;
        }

        return string.Join('/', parts);
    }

    // Case counts on no system: what was made on one may go on on another.
    private void CheckOutputs(BatchJob[] jobs)
    {
        var taken = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach ((BatchJob job, string output) in jobs.SelectMany(job => job.Outputs.Where(output => output != Faulty).Select(output => (job, output))))
        {
            if (!taken.TryAdd(output, job.Line))
                _faults.Add(job.Line, $"'{output}' is the output of line {taken[output]} already.");
        }

        foreach ((string output, int line) in taken)
        {
            for (int end = output.LastIndexOf('/'); end > 0; end = output.LastIndexOf('/', end - 1))
            {
                if (taken.TryGetValue(output[..end], out int other))
                    _faults.Add(line, $"'{output}' lies within '{output[..end]}', the output of line {other}.");
            }
        }
    }

    private void CheckFiles(BatchJob job, string outputFolder)
    {
        foreach (string path in job.Options.Where(option => option.Role is JobOptionRole.Input or JobOptionRole.Images).SelectMany(option => option.Values))
        {
            bool isPattern = Path.GetFileName(path).AsSpan().IndexOfAny('*', '?') >= 0;
            if (isPattern ? !Directory.Exists(Path.GetDirectoryName(path)) : !File.Exists(path) && !Directory.Exists(path))
                _faults.Add(job.Line, $"there is no file or folder '{path}'.");
            else if (outputFolder.StartsWith(Path.TrimEndingDirectorySeparator(path) + Path.DirectorySeparatorChar, RealPath.Comparison))
                _faults.Add(job.Line, $"the folder '{path}', which is read, holds the output folder '{outputFolder}'; choose another.");
        }
    }
}
