using Dcmqi.Dicom;

namespace Dcmqi.Iods.ContentTree;

/// <summary>An item of the content tree of an SR document (PS3.3 C.17.3). It is complete once nothing is added to it any more.</summary>
internal abstract class ContentItem
{
    private readonly List<ContentItem> _children = [];

    public abstract ContentValueType ValueType { get; }

    /// <summary>How it relates to the item that holds it; <see cref="ContentRelationship.Other"/> for the root.</summary>
    public ContentRelationship Relationship { get; private set; } = ContentRelationship.Other;

    /// <summary>Concept Name: what the item is; <see langword="null"/> where it has none.</summary>
    public CodedConcept? Name { get; init; }

    public IReadOnlyList<ContentItem> Children => _children;

    /// <summary>Where it stands in the data set it was read from: <c>(0040,A730)[3]/(0040,A730)[1]</c>; empty for the root and for items that are new.</summary>
    public string Path { get; init; } = "";

    /// <summary>Puts an item into this one, after those that are there.</summary>
    /// <returns>The item put in.</returns>
    public T Add<T>(ContentRelationship relationship, T item)
        where T : ContentItem
    {
        item.Relationship = relationship;
        _children.Add(item);
        return item;
    }

    /// <summary>Writes what the item has beside name, type, relationship and children.</summary>
    public abstract void WriteValue(DataSet dataSet);

    /// <summary>The value for people.</summary>
    public abstract string ValueText();

    /// <summary>The item and all beneath it, each before what it holds.</summary>
    public IEnumerable<ContentItem> All()
    {
        // Not recursive: iterators within iterators take time that grows with the depth.
        var open = new Stack<ContentItem>([this]);
        while (open.TryPop(out ContentItem? item))
        {
            yield return item;
            for (int i = item._children.Count - 1; i >= 0; i--)
                open.Push(item._children[i]);
        }
    }

    /// <summary>The first child of a concept, whatever its relationship.</summary>
    public T? Find<T>(CodedConcept name)
        where T : ContentItem => FindAll<T>(name).FirstOrDefault();

    /// <summary>The children of a concept, whatever their relationship.</summary>
    public IEnumerable<T> FindAll<T>(CodedConcept name)
        where T : ContentItem => _children.OfType<T>().Where(child => child.IsNamed(name));

    public bool IsNamed(CodedConcept name) => Name is not null && Name.IsSameAs(name);

    /// <summary>Type and name: <c>TEXT (121106, DCM, "Comment")</c>.</summary>
    public override string ToString() => ContentTerms.Of(ValueType) + (Name is null ? "" : $" {Name}");
}
