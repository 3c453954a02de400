namespace Dcmqi.Binary;

/// <summary>What stands at a path.</summary>
internal enum PathKind
{
    /// <summary>Nothing, or a link to nothing.</summary>
    Missing,

    /// <summary>A regular file, which may be replaced and whose length is that of its content.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A device, pipe or socket: to open it may wait for another program, and to replace it takes it from all others.</summary>
    Device,
}
