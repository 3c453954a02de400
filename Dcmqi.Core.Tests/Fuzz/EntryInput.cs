namespace Dcmqi.Tests.Fuzz;

/// <summary>What an entry reads.</summary>
internal enum EntryInput
{
    /// <summary>A path, or several.</summary>
    Path,

    /// <summary>Bytes: a stream, memory, or text.</summary>
    Bytes,
}
