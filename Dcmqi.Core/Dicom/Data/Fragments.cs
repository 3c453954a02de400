namespace Dcmqi.Dicom;

/// <summary>Encapsulated Pixel Data (PS3.5 A.4): the Basic Offset Table and the fragments that follow it.</summary>
/// <param name="offsets">Basic Offset Table: for each frame the offset of its first fragment's item tag from the first byte after the table; may be empty.</param>
/// <param name="parts">The fragments in order, without their item headers.</param>
internal sealed class Fragments(IReadOnlyList<uint> offsets, IReadOnlyList<BulkValue> parts)
{
    public IReadOnlyList<uint> Offsets { get; } = offsets;

    public IReadOnlyList<BulkValue> Parts { get; } = parts;
}
