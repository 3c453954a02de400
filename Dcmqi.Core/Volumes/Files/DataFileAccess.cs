namespace Dcmqi;

/// <summary>The files that a detached header may name as its data files.</summary>
public enum DataFileAccess
{
    /// <summary>Only files in the header's own folder: a header from elsewhere cannot make other files be read.</summary>
    OwnFolder,

    /// <summary>Files in the header's folder and the folders within it.</summary>
    OwnFolderAndBelow,

    /// <summary>Any file the process may read.</summary>
    Anywhere,
}
