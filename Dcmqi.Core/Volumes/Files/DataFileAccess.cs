namespace Dcmqi;

/// <summary>The files that a detached header may name as its data files, or a document as the files that it is about.</summary>
public enum DataFileAccess
{
    /// <summary>Only files in the header's own folder, or in those given for a document: one from elsewhere cannot make other files be read.</summary>
    OwnFolder,

    /// <summary>Files in that folder and the folders within it.</summary>
    OwnFolderAndBelow,

    /// <summary>Any file the process may read.</summary>
    Anywhere,
}
