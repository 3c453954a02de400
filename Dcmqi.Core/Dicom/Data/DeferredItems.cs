namespace Dcmqi.Dicom;

/// <summary>The items of a sequence that nobody has asked for yet.</summary>
internal abstract class DeferredItems
{
    /// <summary>Parses the items; what is within them is left for later again. May be called by several threads at once.</summary>
    /// <param name="tag">The tag of the sequence.</param>
    /// <exception cref="DicomFormatException">They are malformed.</exception>
    public abstract DataSet[] Parse(uint tag);

    /// <summary>Parses the items one by one as they are asked for; none is kept.</summary>
    /// <param name="tag">The tag of the sequence.</param>
    /// <exception cref="DicomFormatException">They are malformed.</exception>
    public abstract IEnumerable<DataSet> Enumerate(uint tag);
}
