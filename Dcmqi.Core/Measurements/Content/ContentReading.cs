using Dcmqi.Iods.ContentTree;

namespace Dcmqi.Measurements;

/// <summary>Reads items of a content tree by their concepts and remembers which ones were understood.</summary>
internal sealed class ContentReading(List<string> warnings)
{
    private readonly HashSet<ContentItem> _taken = new(ReferenceEqualityComparer.Instance);

    public List<string> Warnings { get; } = warnings;

    public void Take(ContentItem item) => _taken.Add(item);

    public bool IsTaken(ContentItem item) => _taken.Contains(item);

    /// <summary>The first child of a concept that was not taken yet.</summary>
    public T? Take<T>(ContentItem parent, CodedConcept name)
        where T : ContentItem
    {
        foreach (ContentItem child in parent.Children)
        {
            if (child is T item && child.IsNamed(name) && _taken.Add(child))
                return item;
        }

        return null;
    }

    /// <summary>All children of a concept that were not taken yet.</summary>
    public List<T> TakeAll<T>(ContentItem parent, CodedConcept name)
        where T : ContentItem => [.. parent.FindAll<T>(name).Where(child => _taken.Add(child))];

    public string? Text(ContentItem parent, CodedConcept name) => Take<TextItem>(parent, name)?.Text;

    public CodedConcept? Code(ContentItem parent, CodedConcept name) => Take<CodedItem>(parent, name)?.Code;

    public double? Number(ContentItem parent, CodedConcept name, ref CodedConcept? unit)
    {
        if (Take<NumericItem>(parent, name) is not { } item)
            return null;
        unit ??= item.Unit;
        return item.Value;
    }

    public List<MeasurementModifier> Modifiers(ContentItem parent)
    {
        var modifiers = new List<MeasurementModifier>();
        foreach (ContentItem child in parent.Children)
        {
            if (child is CodedItem { Relationship: ContentRelationship.HasConceptMod, Name: { } name } code && _taken.Add(child))
                modifiers.Add(new MeasurementModifier(name, code.Code));
        }

        return modifiers;
    }

    public AlgorithmIdentification? Algorithm(ContentItem parent)
    {
        string? name = Text(parent, ReportCodes.AlgorithmName) ?? Code(parent, ReportCodes.AlgorithmName)?.Meaning;
        string? version = Text(parent, ReportCodes.AlgorithmVersion);
        List<TextItem> parameters = TakeAll<TextItem>(parent, ReportCodes.AlgorithmParameters);
        return name is null && version is null && parameters.Count == 0
            ? null
            : new AlgorithmIdentification { Name = name ?? "", Version = version, Parameters = [.. parameters.Select(parameter => parameter.Text)] };
    }

    public List<FindingSite> Sites(ContentItem parent) =>
    [
        .. TakeAll<CodedItem>(parent, ReportCodes.FindingSite).Select(site => new FindingSite
        {
            Site = site.Code,
            Laterality = Code(site, ReportCodes.Laterality),
            TopographicalModifier = Code(site, ReportCodes.TopographicalModifier),
        }),
    ];

    /// <summary>Tells of the items that nobody took; what lies beneath them goes with them.</summary>
    public void TellOthers(ContainerItem root)
    {
        var counts = new Dictionary<string, (int Count, string Path)>(StringComparer.Ordinal);
        var open = new Stack<ContentItem>([root]);
        while (open.TryPop(out ContentItem? item))
        {
            foreach (ContentItem child in item.Children.Reverse())
            {
                if (_taken.Contains(child))
                {
                    open.Push(child);
                    continue;
                }

                string kind = $"{child} in {item}";
                counts[kind] = counts.TryGetValue(kind, out (int Count, string Path) known) ? (known.Count + 1, child.Path) : (1, child.Path);
            }
        }

        foreach ((string kind, (int count, string path)) in counts)
            Warnings.Add($"{kind} is kept, but not understood as a part of a measurement report ({(count == 1 ? path : $"{count} times, first at {path}")}).");
    }
}
